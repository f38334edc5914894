import type { XmlNode } from '../../../platform/reading/index.ts';
import { childOf, nodesOf, valueOf } from './tree.ts';

export interface Numbering {
  /** The mark before the next paragraph of a list; undefined where it is in none. */
  next(
    id: string | undefined,
    level: string | undefined,
  ): { readonly marker: string; readonly pPr: XmlNode | undefined } | undefined;
}

const BULLETS = ['•', '–', '▪'];
const DEEPEST = 8;

/** Counts the lists of one document, in the order in which its paragraphs come. */
export function numberingOf(tree: XmlNode | null): Numbering {
  const all = tree === null ? [] : nodesOf(tree);
  const kinds = new Map(
    all.filter(({ name }) => name === 'w:abstractNum').map((node) => [node.attributes['w:abstractNumId'], node]),
  );
  const lists = new Map(all.filter(({ name }) => name === 'w:num').map((node) => [node.attributes['w:numId'], node]));
  const counts = new Map<string, number[]>();
  const levelOf = (kind: XmlNode | undefined, level: number) =>
    kind === undefined
      ? undefined
      : nodesOf(kind).find(({ name, attributes }) => name === 'w:lvl' && Number(attributes['w:ilvl']) === level);
  return {
    next(id, said) {
      const list = lists.get(id);
      if (id === undefined || list === undefined) return undefined;
      const level = Math.min(Math.max(Number(said ?? 0) || 0, 0), DEEPEST);
      const kind = kinds.get(valueOf(list, 'w:abstractNumId'));
      const now = levelOf(kind, level);
      const pPr = childOf(now, 'w:pPr');
      const format = valueOf(now, 'w:numFmt') ?? 'bullet';
      if (format === 'none') return { marker: '', pPr };
      if (format === 'bullet') return { marker: BULLETS[level % BULLETS.length] ?? '•', pPr };
      const counted = counts.get(id) ?? [];
      counts.set(id, counted);
      const start = (at: number) => Number(valueOf(levelOf(kind, at), 'w:start') ?? 1) || 1;
      counted[level] = (counted[level] ?? start(level) - 1) + 1;
      counted.length = level + 1;
      const marker = (valueOf(now, 'w:lvlText') ?? `%${level + 1}.`).replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return inFormat(counted[at] ?? start(at), valueOf(levelOf(kind, at), 'w:numFmt') ?? 'decimal');
      });
      return { marker, pPr };
    },
  };
}

function inFormat(value: number, format: string): string {
  if (format === 'lowerLetter' || format === 'upperLetter') {
    const letter = String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);
    return format === 'upperLetter' ? letter.toUpperCase() : letter;
  }
  if (format === 'lowerRoman' || format === 'upperRoman') {
    const roman = romanOf(value);
    return format === 'lowerRoman' ? roman.toLowerCase() : roman;
  }
  return String(value);
}

const ROMAN: readonly (readonly [number, string])[] = [
  ...([
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
  ] as const),
  ...([
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ] as const),
];

function romanOf(value: number): string {
  let rest = Math.min(value, 3_999);
  return ROMAN.map(([worth, sign]) => {
    const times = Math.floor(rest / worth);
    rest -= times * worth;
    return sign.repeat(times);
  }).join('');
}
