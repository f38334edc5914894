import { strToU8, zipSync } from 'fflate';
import { type WordFile, writeXml, type XmlNode } from '../../../platform/reading/index.ts';
import type { WordTrees } from './derive-merged.ts';
import { element, nodesOf, textNode } from './tree.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const SPACES = {
  'xmlns:w': 'http://schemas.openxmlformats.org/wordprocessingml/2006/main',
  'xmlns:r': OFFICE,
  'xmlns:wp': `${DRAWING}/wordprocessingDrawing`,
  'xmlns:a': `${DRAWING}/main`,
  'xmlns:pic': `${DRAWING}/picture`,
};
const EDGES = [
  ['header', 'default', 'header'],
  ['footer', 'default', 'footer'],
  ['firstHeader', 'first', 'header'],
  ['firstFooter', 'first', 'footer'],
] as const;
/** No clock: the same letter is the same file. */
const MADE = new Date('1980-01-01T00:00:00Z');

/** A Word document from trees: written by us from its first byte, with `mark` above everything in red. */
export function writeWord(trees: WordTrees, pictures: WordFile['pictures'], mark: string | null): Uint8Array {
  const present = EDGES.filter(([key]) => trees[key] !== null);
  const files: Record<string, Uint8Array> = {};
  const add = (name: string, root: XmlNode) =>
    void (files[name] = strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${writeXml(root)}`));
  const media = pictures.map((_, at) => relation(`picture${at}`, 'image', `media/picture${at}.png`));
  const part = (name: string, root: XmlNode, more: readonly XmlNode[] = []) => {
    add(`word/${name}.xml`, { ...root, attributes: { ...root.attributes, ...SPACES } });
    if (media.length + more.length > 0) add(`word/_rels/${name}.xml.rels`, relations([...media, ...more]));
  };
  const edges = present.map(([key, type, kind]) => ({ id: key, type, kind, file: key }));
  part('document', drawn(body(trees.document, edges, mark)), [
    ...(trees.styles === null ? [] : [relation('styles', 'styles', 'styles.xml')]),
    ...(trees.numbering === null ? [] : [relation('numbering', 'numbering', 'numbering.xml')]),
    ...edges.map(({ id, kind, file }) => relation(id, kind, `${file}.xml`)),
  ]);
  for (const [key] of present) part(key, drawn(trees[key] as XmlNode)); // present are those that are there
  if (trees.styles !== null) add('word/styles.xml', { ...trees.styles, attributes: { 'xmlns:w': SPACES['xmlns:w'] } });
  if (trees.numbering !== null)
    add('word/numbering.xml', { ...trees.numbering, attributes: { 'xmlns:w': SPACES['xmlns:w'] } });
  for (const [at, bytes] of pictures.entries()) files[`word/media/picture${at}.png`] = bytes;
  add('_rels/.rels', relations([relation('document', 'officeDocument', 'word/document.xml')]));
  add('[Content_Types].xml', types(trees, present));
  return zipSync(files, { mtime: MADE });
}

function types(trees: WordTrees, present: readonly (typeof EDGES)[number][]): XmlNode {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const part = (name: string, type: string) =>
    element('Override', { PartName: `/word/${name}.xml`, ContentType: `${word}.${type}+xml` });
  return element('Types', { xmlns: `${PACKAGE}/content-types` }, [
    element('Default', { Extension: 'rels', ContentType: 'application/vnd.openxmlformats-package.relationships+xml' }),
    element('Default', { Extension: 'xml', ContentType: 'application/xml' }),
    element('Default', { Extension: 'png', ContentType: 'image/png' }),
    part('document', 'document.main'),
    ...(trees.styles === null ? [] : [part('styles', 'styles')]),
    ...(trees.numbering === null ? [] : [part('numbering', 'numbering')]),
    ...present.map(([key, , kind]) => part(key, kind)),
  ]);
}

const relation = (id: string, type: string, target: string): XmlNode =>
  element('Relationship', { Id: id, Type: `${OFFICE}/${type}`, Target: target });
const relations = (all: readonly XmlNode[]): XmlNode =>
  element('Relationships', { xmlns: `${PACKAGE}/relationships` }, all);

function body(
  document: XmlNode,
  edges: readonly { id: string; type: string; kind: string }[],
  mark: string | null,
): XmlNode {
  const [found] = nodesOf(document);
  const inside = found === undefined ? [] : nodesOf(found);
  const section = inside.findLast(({ name }) => name === 'w:sectPr') ?? element('w:sectPr');
  const references = edges.map(({ id, type, kind }) => element(`w:${kind}Reference`, { 'w:type': type, 'r:id': id }));
  const red = element('w:rPr', {}, [element('w:b'), element('w:color', { 'w:val': 'B00000' })]);
  const marked = mark === null ? [] : [element('w:p', {}, [element('w:r', {}, [red, textNode(mark)])])];
  return {
    ...document,
    children: [
      element('w:body', {}, [
        ...marked,
        ...inside.filter((node) => node !== section),
        { ...section, children: [...references, ...section.children] },
      ]),
    ],
  };
}

/** Our own elements as Word writes them. */
function drawn(node: XmlNode): XmlNode {
  return {
    ...node,
    children: node.children.flatMap((child): (XmlNode | string)[] => {
      if (typeof child === 'string') return [child];
      if (child.name === 'picture') return [drawing(child)];
      if (child.name === 'page' || child.name === 'pages') return field(child.name === 'page' ? 'PAGE' : 'NUMPAGES');
      return [drawn(child)];
    }),
  };
}

function field(code: string): XmlNode[] {
  const mark = (type: string) => element('w:fldChar', { 'w:fldCharType': type });
  return [
    mark('begin'),
    element('w:instrText', { 'xml:space': 'preserve' }, [` ${code} `]),
    mark('separate'),
    textNode('1'),
    mark('end'),
  ];
}

function drawing({ attributes }: XmlNode): XmlNode {
  const { at = '0', cx = '1', cy = '1' } = attributes;
  const id = String(Number(at) + 1);
  const named = { id, name: `Picture ${id}` };
  const picture = element('pic:pic', {}, [
    element('pic:nvPicPr', {}, [element('pic:cNvPr', named), element('pic:cNvPicPr')]),
    element('pic:blipFill', {}, [
      element('a:blip', { 'r:embed': `picture${at}` }),
      element('a:stretch', {}, [element('a:fillRect')]),
    ]),
    element('pic:spPr', {}, [
      element('a:xfrm', {}, [element('a:off', { x: '0', y: '0' }), element('a:ext', { cx, cy })]),
      element('a:prstGeom', { prst: 'rect' }, [element('a:avLst')]),
    ]),
  ]);
  const data = element('a:graphicData', { uri: `${DRAWING}/picture` }, [picture]);
  return element('w:drawing', {}, [
    element('wp:inline', {}, [
      element('wp:extent', { cx, cy }),
      element('wp:docPr', named),
      element('a:graphic', {}, [data]),
    ]),
  ]);
}
