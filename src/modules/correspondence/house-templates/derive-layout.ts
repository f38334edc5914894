import type { XmlNode } from '../../../platform/reading/index.ts';
import type { WordTrees } from './derive-merged.ts';
import type { Block, Cell, Face, Layout, Paragraph, Piece, Table } from './layout.ts';
import { type Numbering, numberingOf } from './numbering.ts';
import { childOf, nodesOf, valueOf } from './tree.ts';

const TWIP = 20;
const EMU = 12_700;
const PLAIN: Face = {
  ...{ bold: false, italic: false, underline: false, strike: false, serif: false, capitals: false },
  ...{ size: 10, colour: '#000000', raised: 0 },
};
const SERIF = /times|serif|georgia|garamond|cambria|book|palatino|roman|century|liberation serif/i;
const MOST_SIZE = 72;

interface Style {
  readonly name: string;
  readonly basedOn: string | undefined;
  readonly pPr: XmlNode | undefined;
  readonly rPr: XmlNode | undefined;
  readonly tblPr: XmlNode | undefined;
}

interface Look {
  readonly styles: ReadonlyMap<string, Style>;
  readonly defaultStyle: string | undefined;
  readonly pDefault: XmlNode | undefined;
  readonly rDefault: XmlNode | undefined;
  readonly numbering: Numbering;
}

/** Pure: what a Word document looks like, as far as letters carry it over. The same trees give the same layout. */
export function deriveLayout(trees: WordTrees): Layout {
  const look = lookOf(trees);
  const body = childOf(trees.document, 'w:body');
  const section = body === undefined ? undefined : nodesOf(body).findLast(({ name }) => name === 'w:sectPr');
  const blocks = (tree: XmlNode | null) => (tree === null ? [] : blocksOf(nodesOf(tree), look));
  return {
    page: pageOf(section),
    firstDiffers: isOn(childOf(section, 'w:titlePg')),
    header: blocks(trees.header),
    footer: blocks(trees.footer),
    firstHeader: blocks(trees.firstHeader),
    firstFooter: blocks(trees.firstFooter),
    body: body === undefined ? [] : blocksOf(nodesOf(body), look),
  };
}

/** The names of typefaces a document asks for; letters are set in ours. */
export function typefacesOf(node: XmlNode | null): string[] {
  if (node === null) return [];
  const own = node.name === 'w:rFonts' ? [node.attributes['w:ascii']] : [];
  return [...new Set([...own, ...nodesOf(node).flatMap(typefacesOf)].filter((name) => name !== undefined))];
}

function lookOf({ styles, numbering }: WordTrees): Look {
  const defaults = childOf(styles, 'w:docDefaults');
  const all = styles === null ? [] : nodesOf(styles).filter(({ name }) => name === 'w:style');
  return {
    styles: new Map(
      all.map((style) => [
        style.attributes['w:styleId'] ?? '',
        {
          name: valueOf(style, 'w:name') ?? '',
          basedOn: valueOf(style, 'w:basedOn'),
          pPr: childOf(style, 'w:pPr'),
          rPr: childOf(style, 'w:rPr'),
          tblPr: childOf(style, 'w:tblPr'),
        },
      ]),
    ),
    defaultStyle: all.find(({ attributes }) => attributes['w:type'] === 'paragraph' && attributes['w:default'] === '1')
      ?.attributes['w:styleId'],
    pDefault: childOf(childOf(defaults, 'w:pPrDefault'), 'w:pPr'),
    rDefault: childOf(childOf(defaults, 'w:rPrDefault'), 'w:rPr'),
    numbering: numberingOf(numbering),
  };
}

function blocksOf(nodes: readonly XmlNode[], look: Look): Block[] {
  return nodes.flatMap((node): Block[] => {
    if (node.name === 'w:p') return [paragraphOf(node, look)];
    return node.name === 'w:tbl' ? [tableOf(node, look)] : [];
  });
}

/** A style with those it is based on, the furthest first. */
function chain(id: string | undefined, look: Look): Style[] {
  const found: Style[] = [];
  for (let at = id; at !== undefined && found.length < 12;) {
    const style = look.styles.get(at);
    if (style === undefined || found.includes(style)) break;
    found.unshift(style);
    at = style.basedOn;
  }
  return found;
}

function paragraphOf(node: XmlNode, look: Look): Paragraph {
  const own = childOf(node, 'w:pPr');
  const styles = chain(valueOf(own, 'w:pStyle') ?? look.defaultStyle, look);
  const said = [look.pDefault, ...styles.map(({ pPr }) => pPr), own].filter((each) => each !== undefined);
  const last = (name: string) => said.map((each) => childOf(each, name)).findLast((each) => each !== undefined);
  const number = last('w:numPr');
  const numbered = look.numbering.next(valueOf(number, 'w:numId'), valueOf(number, 'w:ilvl'));
  const indents = [...said.slice(0, -1), ...(numbered === undefined ? [] : [numbered.pPr]), own].filter(
    (each) => each !== undefined,
  );
  const length = (name: string, from: readonly XmlNode[], ...keys: string[]) =>
    points(
      from
        .map((each) => childOf(each, name)?.attributes)
        .flatMap((attributes) => keys.map((key) => attributes?.[`w:${key}`]))
        .findLast((value) => value !== undefined),
    );
  const face = faceOf([look.rDefault, ...styles.map(({ rPr }) => rPr)]);
  const hanging = length('w:ind', indents, 'hanging');
  const spacing = last('w:spacing')?.attributes;
  const line = Number(
    said.map((each) => childOf(each, 'w:spacing')?.attributes['w:line']).findLast((each) => each !== undefined),
  );
  const exact = ['exact', 'atLeast'].includes(spacing?.['w:lineRule'] ?? 'auto');
  const border = last('w:pBdr');
  const align = valueOf(
    {
      name: '',
      attributes: {},
      children: said
        .flatMap(nodesOf)
        .filter(({ name }) => name === 'w:jc')
        .slice(-1),
    },
    'w:jc',
  );
  return {
    kind: 'paragraph',
    align:
      align === 'center'
        ? 'center'
        : align === 'right' || align === 'end'
          ? 'right'
          : align === 'both'
            ? 'justify'
            : 'left',
    left: length('w:ind', indents, 'left', 'start'),
    right: length('w:ind', indents, 'right', 'end'),
    first: hanging > 0 ? -hanging : length('w:ind', indents, 'firstLine'),
    before: length('w:spacing', said, 'before'),
    after: length('w:spacing', said, 'after'),
    leading: !Number.isFinite(line) || exact ? 1 : Math.min(Math.max(line / 240, 0.8), 3),
    keepWithNext: isOn(last('w:keepNext')),
    newPage: isOn(last('w:pageBreakBefore')),
    heading: styles.some(({ name }) => /^(heading \d|title)$/i.test(name)),
    marker: numbered?.marker ?? null,
    pieces: nodesOf(node).flatMap((run) => (run.name === 'w:r' ? piecesOf(run, styles, look) : [])),
    face,
    rule: { above: childOf(border, 'w:top') !== undefined, below: childOf(border, 'w:bottom') !== undefined },
  };
}

function piecesOf(run: XmlNode, styles: readonly Style[], look: Look): Piece[] {
  const own = childOf(run, 'w:rPr');
  const named = chain(valueOf(own, 'w:rStyle'), look);
  const face = faceOf([look.rDefault, ...styles.map(({ rPr }) => rPr), ...named.map(({ rPr }) => rPr), own]);
  return nodesOf(run).flatMap((node): Piece[] => {
    switch (node.name) {
      case 'w:t':
        return [{ kind: 'text', text: node.children.filter((each) => typeof each === 'string').join(''), face }];
      case 'w:noBreakHyphen':
        return [{ kind: 'text', text: '\u2011', face }];
      case 'w:tab':
        return [{ kind: 'tab' }];
      case 'w:cr':
        return [{ kind: 'line' }];
      case 'w:br':
        return [{ kind: node.attributes['w:type'] === 'page' ? 'new-page' : 'line' }];
      case 'page':
      case 'pages':
        return [{ kind: 'count', of: node.name, face }];
      case 'picture': {
        const { at, cx, cy } = node.attributes;
        return [{ kind: 'picture', at: Number(at), width: Number(cx) / EMU, height: Number(cy) / EMU }];
      }
      default:
        return [];
    }
  });
}

function faceOf(said: readonly (XmlNode | undefined)[]): Face {
  return said.reduce<Face>((face, each) => {
    if (each === undefined) return face;
    const on = (name: string, before: boolean) => {
      const node = childOf(each, name);
      return node === undefined ? before : isOn(node);
    };
    const underline = valueOf(each, 'w:u');
    const size = Number(valueOf(each, 'w:sz'));
    const colour = valueOf(each, 'w:color');
    const font = childOf(each, 'w:rFonts')?.attributes['w:ascii'];
    const raised = valueOf(each, 'w:vertAlign');
    return {
      bold: on('w:b', face.bold),
      italic: on('w:i', face.italic),
      strike: on('w:strike', face.strike),
      capitals: on('w:caps', on('w:smallCaps', face.capitals)),
      underline: underline === undefined ? face.underline : underline !== 'none',
      serif: font === undefined ? face.serif : SERIF.test(font) && !/sans/i.test(font),
      size: Number.isFinite(size) && size > 1 ? Math.min(size / 2, MOST_SIZE) : face.size,
      colour: colour === undefined ? face.colour : /^[0-9a-f]{6}$/i.test(colour) ? `#${colour}` : '#000000',
      raised: raised === undefined ? face.raised : raised === 'superscript' ? 1 : raised === 'subscript' ? -1 : 0,
    };
  }, PLAIN);
}

function tableOf(node: XmlNode, look: Look): Table {
  const properties = childOf(node, 'w:tblPr');
  const grid = childOf(node, 'w:tblGrid');
  const rows = nodesOf(node).filter(({ name }) => name === 'w:tr');
  const cellsOf = (row: XmlNode) => nodesOf(row).filter(({ name }) => name === 'w:tc');
  const spanOf = (cell: XmlNode) => Math.max(1, Number(valueOf(childOf(cell, 'w:tcPr'), 'w:gridSpan') ?? 1) || 1);
  const columns = Math.max(1, ...rows.map((row) => cellsOf(row).reduce((sum, cell) => sum + spanOf(cell), 0)));
  const stated = (grid === undefined ? [] : nodesOf(grid)).map(({ attributes }) => points(attributes['w:w']));
  const styled = chain(valueOf(properties, 'w:tblStyle'), look).findLast(({ tblPr }) => tblPr !== undefined)?.tblPr;
  const ruled = [childOf(properties, 'w:tblBorders') ?? childOf(styled, 'w:tblBorders')].some(
    (borders) =>
      borders !== undefined &&
      nodesOf(borders).some(({ attributes }) => !['nil', 'none'].includes(attributes['w:val'] ?? '')),
  );
  return {
    kind: 'table',
    left: points(childOf(properties, 'w:tblInd')?.attributes['w:w']),
    widths: Array.from({ length: columns }, (_, at) => stated[at] ?? 0),
    ruled,
    rows: rows.map((row) => ({
      heads: isOn(childOf(childOf(row, 'w:trPr'), 'w:tblHeader')),
      cells: cellsOf(row).map((cell): Cell => {
        const fill = childOf(childOf(cell, 'w:tcPr'), 'w:shd')?.attributes['w:fill'];
        return {
          span: spanOf(cell),
          shade: fill !== undefined && /^[0-9a-f]{6}$/i.test(fill) ? `#${fill}` : null,
          blocks: blocksOf(nodesOf(cell), look),
        };
      }),
    })),
  };
}

function pageOf(section: XmlNode | undefined): Layout['page'] {
  const size = childOf(section, 'w:pgSz')?.attributes;
  const margins = childOf(section, 'w:pgMar')?.attributes;
  const within = (value: string | undefined, least: number, most: number, other: number) =>
    value === undefined ? other : Math.min(Math.max(points(value), least), most);
  return {
    width: within(size?.['w:w'], 280, 1_200, 612),
    height: within(size?.['w:h'], 380, 1_700, 792),
    top: within(margins?.['w:top'], 18, 300, 72),
    bottom: within(margins?.['w:bottom'], 36, 300, 72),
    left: within(margins?.['w:left'], 18, 200, 72),
    right: within(margins?.['w:right'], 18, 200, 72),
    header: within(margins?.['w:header'], 12, 200, 36),
    footer: within(margins?.['w:footer'], 12, 200, 36),
  };
}

const points = (twips: string | undefined): number => {
  const number = Number(twips ?? 0);
  return Number.isFinite(number) ? number / TWIP : 0;
};

/** Word says `on` by the mere presence of an element. */
function isOn(node: XmlNode | undefined): boolean {
  return node !== undefined && !['0', 'false', 'off', 'none'].includes(node.attributes['w:val'] ?? '1');
}
