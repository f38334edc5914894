import type { WordFile, XmlNode } from '../../../platform/reading/index.ts';
import { placeOfParagraph, placeOfRow, placeOfRun, sectionsOf, splitPlaces, type Place } from './places.ts';
import { childOf, element, nodesOf, textNode, textOf } from './tree.ts';

/** What a letter says: words by name, rows by name, and what was told at all. */
export interface Told {
  readonly words: ReadonlyMap<string, string>;
  readonly rows: ReadonlyMap<string, readonly ReadonlyMap<string, string>[]>;
}

export type WordTrees = Omit<WordFile, 'pictures' | 'leftAway'>;

/** A template with its facts put in. Values are put in once, as words: what looks like a place in them is never read as one. */
export function deriveMerged(trees: WordTrees, told: Told): WordTrees {
  const part = (tree: XmlNode | null) => (tree === null ? null : merged(tree, told));
  return {
    ...trees,
    document: merged(trees.document, told),
    header: part(trees.header),
    footer: part(trees.footer),
    firstHeader: part(trees.firstHeader),
    firstFooter: part(trees.firstFooter),
  };
}

function merged(node: XmlNode, told: Told): XmlNode {
  const inside = blocks(nodesOf(node), told);
  // A cell ends in a paragraph, else Word calls the file damaged.
  return {
    ...node,
    children: node.name === 'w:tc' && inside.at(-1)?.name !== 'w:p' ? [...inside, element('w:p')] : inside,
  };
}

function blocks(nodes: readonly XmlNode[], told: Told): XmlNode[] {
  return sectionsOf(nodes, placeOfParagraph).sections.flatMap((section) =>
    'one' in section
      ? block(section.one, told)
      : scopes(section.place, told).flatMap((scope) => blocks(section.inside, scope)),
  );
}

function block(node: XmlNode, told: Told): XmlNode[] {
  if (node.name === 'w:p') return paragraph(node, told);
  if (node.name === 'w:tbl') {
    const rows = nodesOf(node).flatMap((row) => {
      const place = placeOfRow(row);
      if (place === undefined) return [row.name === 'w:tr' ? merged(row, told) : row];
      const bare = without(row, place.name);
      return scopes(place, told).map((scope) => merged(bare, scope));
    });
    return rows.some(({ name }) => name === 'w:tr') ? [{ ...node, children: rows }] : [];
  }
  return ['w:body', 'w:tc'].includes(node.name) ? [merged(node, told)] : [node];
}

/** In which words a section stands: once for each row, once, or not at all. */
function scopes({ kind, name }: Place, told: Told): Told[] {
  const rows = told.rows.get(name);
  const isTold = rows === undefined ? (told.words.get(name) ?? '') !== '' : rows.length > 0;
  if (kind === 'unless') return isTold ? [] : [told];
  if (!isTold) return [];
  return rows === undefined ? [told] : rows.map((row) => ({ ...told, words: new Map([...told.words, ...row]) }));
}

function paragraph(node: XmlNode, told: Told): XmlNode[] {
  const split = splitPlaces(node);
  if (split === node) return [node];
  const children = runs(nodesOf(split), told);
  const made = { ...split, children };
  const isEmpty = textOf(made).replaceAll('\u0000', '').trim() === '' && !hasMore(made);
  return isEmpty ? [] : [made];
}

function runs(nodes: readonly XmlNode[], told: Told): XmlNode[] {
  return sectionsOf(nodes, placeOfRun).sections.flatMap((section) => {
    if ('place' in section) return scopes(section.place, told).flatMap((scope) => runs(section.inside, scope));
    const place = placeOfRun(section.one);
    return place === undefined ? [section.one] : [filled(section.one, told.words.get(place.name) ?? '')];
  });
}

function filled(run: XmlNode, value: string): XmlNode {
  const look = childOf(run, 'w:rPr');
  const lines = value.split('\n').flatMap((line, at) => [...(at === 0 ? [] : [element('w:br')]), textNode(line)]);
  return element('w:r', {}, [...(look === undefined ? [] : [look]), ...lines]);
}

/** Something beside words: a picture or the number of the page. */
function hasMore(node: XmlNode): boolean {
  return ['picture', 'page', 'pages'].includes(node.name) || nodesOf(node).some(hasMore);
}

function without(node: XmlNode, name: string): XmlNode {
  if (node.name !== 'w:p') return { ...node, children: nodesOf(node).map((child) => without(child, name)) };
  const split = splitPlaces(node);
  const children = nodesOf(split).filter((run) => {
    const place = placeOfRun(run);
    return place === undefined || place.kind === 'value' || place.name !== name;
  });
  return { ...split, children };
}
