import type { PageWord } from './derive-kept-words.ts';

/** The reader's JSON, as documents keep it; what is no word with a place is passed over. */
export function parseWords(json: string): PageWord[] {
  const { words } = JSON.parse(json) as { words?: unknown };
  if (!Array.isArray(words)) return [];
  return words.filter(isWord).map(({ text, x, y, w, h }) => ({ text, x, y, w, h }));
}

function isWord(value: unknown): value is PageWord {
  if (typeof value !== 'object' || value === null || !('text' in value) || typeof value.text !== 'string') return false;
  const numbers: Record<string, unknown> = { ...value };
  return ['x', 'y', 'w', 'h'].every((key) => typeof numbers[key] === 'number');
}
