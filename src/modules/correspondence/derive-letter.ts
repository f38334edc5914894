import { dayInWords, plainLine } from './plain-line.ts';
import type { GIVEN, LetterTemplate, NeededFact, Part, Terms } from './template.ts';

const MAX_TEXT = 4_000;
/** An accounting of six years may be long. */
const MAX_ROWS = 300;

export type FactRow = Readonly<Record<string, string>>;
export type FactValue = string | number | readonly FactRow[];
export type Facts = Readonly<Record<string, FactValue>>;
export type GivenFacts = Readonly<Record<(typeof GIVEN)[number], string>>;

export interface LetterBlock {
  readonly kind: 'heading' | 'paragraph' | 'item';
  readonly text: string;
}

/** What the letter says, ready to be set. */
export interface LetterText {
  readonly subject: string;
  readonly blocks: readonly LetterBlock[];
}

/** Why there is no letter. `fact` is the name to look at. */
export interface LetterFlaw {
  readonly kind: 'missing' | 'unknown' | 'wrong';
  readonly fact: string;
  readonly expected: string;
}

/**
 * Merges facts into a template. Every fact that the template needs must be there, none that it does not know may be: a
 * letter with a gap or with something left unsaid is not made. Values are put in once and never read as places again.
 */
export function deriveLetter(
  template: LetterTemplate,
  facts: Facts,
  given: GivenFacts,
  locale: string,
): { readonly letter: LetterText } | { readonly flaws: readonly LetterFlaw[] } {
  const flaws = flawsOf(template, facts);
  if (flaws.length > 0) return { flaws };
  const words = wordsOf(template, facts, given, locale);
  return {
    letter: {
      subject: fill(template.subject, words),
      blocks: template.parts
        .filter((part) => part.when === null || facts[part.when] !== undefined)
        .flatMap((part) => blocksOf(part, facts, words)),
    },
  };
}

/** Every fact in words, as they stand in a sentence. */
export function wordsOf(
  template: Pick<LetterTemplate, 'facts'>,
  facts: Facts,
  given: Readonly<Record<string, string>>,
  locale: string,
): Map<string, string> {
  const words = new Map<string, string>(Object.entries(given));
  for (const [name, { kind }] of template.facts) {
    const value = facts[name];
    if (typeof value === 'string') words.set(name, kind === 'date' ? dayInWords(value, locale) : plainLine(value));
    if (typeof value === 'number') words.set(name, new Intl.NumberFormat(locale).format(value));
  }
  return words;
}

function flawsOf(template: LetterTemplate, facts: Facts): LetterFlaw[] {
  const flaws: LetterFlaw[] = [];
  for (const [name, needed] of template.facts) {
    const value = facts[name];
    if (value === undefined) {
      if (!needed.optional) flaws.push({ kind: 'missing', fact: name, expected: formOf(needed) });
    } else if (!fits(needed, value)) flaws.push({ kind: 'wrong', fact: name, expected: formOf(needed) });
  }
  for (const name of Object.keys(facts))
    if (!template.facts.has(name)) flaws.push({ kind: 'unknown', fact: name, expected: '' });
  return flaws;
}

function fits({ kind }: NeededFact, value: FactValue): boolean {
  if (kind === 'count') return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  if (kind === 'text') return typeof value === 'string' && isText(value);
  if (kind === 'date') return typeof value === 'string' && isDay(value);
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= MAX_ROWS &&
    (value as readonly unknown[]).every((row) => isRow(row, kind.rows))
  );
}

function isRow(row: unknown, fields: readonly string[]): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const entries = Object.entries(row);
  return (
    entries.length === fields.length &&
    entries.every(([field, value]) => fields.includes(field) && typeof value === 'string' && isText(value))
  );
}

function isText(value: string): boolean {
  return value.length <= MAX_TEXT && plainLine(value) !== '';
}

function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const at = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value);
}

function formOf({ kind }: NeededFact): string {
  if (kind === 'text') return `a text of at most ${MAX_TEXT} characters`;
  if (kind === 'date') return 'a day as YYYY-MM-DD';
  if (kind === 'count') return 'a whole number from 0';
  return `a list of 1 to ${MAX_ROWS} rows with ${kind.rows.join(', ')}`;
}

function blocksOf(part: Part, facts: Facts, words: ReadonlyMap<string, string>): LetterBlock[] {
  if (part.kind !== 'list') return [{ kind: part.kind, text: fill(part.text, words) }];
  const rows = facts[part.of];
  return (Array.isArray(rows) ? (rows as readonly FactRow[]) : []).map((row) => ({
    kind: part.plain ? ('paragraph' as const) : ('item' as const),
    text: fill(part.item, new Map(Object.entries(inTerms(row, part.terms)).map(([k, v]) => [k, plainLine(v)]))),
  }));
}

export function inTerms(row: FactRow, terms: Terms | null): FactRow {
  const known = terms?.words.get(row[terms.by] ?? '');
  return terms === null || known === undefined ? row : { ...row, [terms.for]: known };
}

/** One pass: what a value contains is never filled again. The reader of templates has checked that every place has a value. */
export function fill(text: string, words: ReadonlyMap<string, string>): string {
  return text.replace(/\{([^{}]*)\}/g, (place, name: string) => words.get(name) ?? place);
}
