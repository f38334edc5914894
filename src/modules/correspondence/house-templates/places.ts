import type { XmlNode } from '../../../platform/reading/index.ts';
import { childOf, element, nodesOf, textNode, textOf } from './tree.ts';

/** `{{name}}`, `{{#name}}` where it begins to stand only if told or for each row, `{{^name}}` if not told, `{{/name}}` its end. */
export interface Place {
  readonly kind: 'value' | 'begin' | 'unless' | 'end';
  readonly name: string;
}

const PLACE = /\{\{\s*([#^/]?)\s*([A-Za-z][A-Za-z0-9]{0,59})\s*\}\}/g;
const ALONE = new RegExp(`^${PLACE.source}$`);
const KINDS = { '': 'value', '#': 'begin', '^': 'unless', '/': 'end' } as const;

/** The place that a run, split off by `splitPlaces`, consists of. */
export function placeOfRun(node: XmlNode): Place | undefined {
  return node.name === 'w:r' ? placeIn(textOf(node)) : undefined;
}

/** The mark that a paragraph consists of, where it consists of nothing but one beginning or end. */
export function placeOfParagraph(node: XmlNode): Place | undefined {
  const place = node.name === 'w:p' ? placeIn(textOf(node).trim()) : undefined;
  return place?.kind === 'value' ? undefined : place;
}

/** The marks around a row of a table: it begins in its first words and ends in its last. */
export function placeOfRow(node: XmlNode): Place | undefined {
  if (node.name !== 'w:tr') return undefined;
  const all = placesIn(textOf(node));
  const [first] = all;
  const last = all.at(-1);
  if (first === undefined || last?.kind !== 'end' || last.name !== first.name) return undefined;
  // Begun and ended in one paragraph, it is that paragraph's own.
  const inOne = paragraphsOf(node).some((each) => {
    const own = placesIn(textOf(each));
    return own[0]?.kind === first.kind && own[0].name === first.name && own.at(-1)?.kind === 'end';
  });
  return (first.kind === 'begin' || first.kind === 'unless') && !inOne ? first : undefined;
}

export function placesIn(text: string): Place[] {
  return [...text.matchAll(PLACE)].map(([, mark = '', name = '']) => ({
    kind: KINDS[mark as keyof typeof KINDS],
    name,
  }));
}

/** Braces that are no place: not closed, or with something in them that is no name. */
export function strayIn(text: string): string[] {
  return [...text.replace(PLACE, '').matchAll(/\{\{[^{}]{0,40}|[^{}]{0,40}\}\}/g)].map(([stray]) => stray.trim());
}

export function paragraphsOf(node: XmlNode): XmlNode[] {
  return node.name === 'w:p' ? [node] : nodesOf(node).flatMap(paragraphsOf);
}

function placeIn(text: string): Place | undefined {
  const [, mark, name] = ALONE.exec(text) ?? [];
  return name === undefined ? undefined : { kind: KINDS[(mark ?? '') as keyof typeof KINDS], name };
}

/** A paragraph in which each place is a run of its own, also where Word had split it over several. It looks as where it begins. */
export function splitPlaces(paragraph: XmlNode): XmlNode {
  const whole = textOf(paragraph);
  const spans = [...whole.matchAll(PLACE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    text: match[0],
  }));
  if (spans.length === 0) return paragraph;
  let at = 0;
  const children = nodesOf(paragraph).flatMap((child) => {
    if (child.name !== 'w:r') {
      at += textOf(child).length;
      return [child];
    }
    const look = childOf(child, 'w:rPr');
    const run = (inside: readonly XmlNode[]) => element('w:r', {}, [...(look === undefined ? [] : [look]), ...inside]);
    const out: XmlNode[] = [];
    let kept: XmlNode[] = [];
    const close = () => {
      if (kept.length > 0) out.push(run(kept));
      kept = [];
    };
    for (const piece of nodesOf(child)) {
      if (piece.name === 'w:rPr') continue;
      const text = textOf(piece);
      if (piece.name !== 'w:t') {
        at += text.length;
        kept.push(piece);
        continue;
      }
      let words = '';
      for (const char of text.split('')) {
        const span = spans.find(({ from, to }) => at >= from && at < to);
        if (span === undefined) words += char;
        else if (span.from === at) {
          if (words !== '') kept.push(textNode(words));
          words = '';
          close();
          out.push(run([textNode(span.text)]));
        }
        at += 1;
      }
      if (words !== '') kept.push(textNode(words));
    }
    close();
    return out;
  });
  return { ...paragraph, children };
}

export type Section<T> = { readonly one: T } | { readonly place: Place; readonly inside: readonly T[] };

/** Items with what stands between a beginning and its end taken together. @returns the place that has no other half */
export function sectionsOf<T>(
  items: readonly T[],
  placeOf: (item: T) => Place | undefined,
): { readonly sections: readonly Section<T>[]; readonly lonely: readonly Place[] } {
  const sections: Section<T>[] = [];
  const lonely: Place[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    const place = placeOf(item);
    if (place === undefined || place.kind === 'value') sections.push({ one: item });
    else if (place.kind === 'end') lonely.push(place);
    else {
      let depth = 1;
      let end = at;
      while (depth > 0 && ++end < items.length) {
        const next = items[end];
        const other = next === undefined ? undefined : placeOf(next);
        if (other?.name !== place.name) continue;
        if (other.kind === 'end') depth -= 1;
        else if (other.kind !== 'value') depth += 1;
      }
      if (depth > 0) lonely.push(place);
      else {
        sections.push({ place, inside: items.slice(at + 1, end) });
        at = end;
      }
    }
  }
  return { sections, lonely };
}
