import { createHmac } from 'node:crypto';
import { findDate, nameParts } from '../../../../packages/linkage/index.ts';
import { deriveContentDigest, deriveTextIdentifiers, nameAsRead, numberAsRead } from '../../intake/index.ts';
import type { PageWord } from '../packet/redaction/derive-kept-words.ts';
import { type Box, type TextOfPage, textOfPage } from './page-text.ts';
import { ENOUGH, type ReadClass, SENSITIVE_WORDS } from './sensitive-words.ts';

export interface ReadingHabit {
  readonly today: string;
  readonly order: 'mdy' | 'dmy';
}

export interface Told {
  /** Without a label a number, or a date beside a name, counts only for whom all of them fit. */
  readonly kind: 'mrn' | 'visit' | 'account' | 'name' | 'birthDate' | 'date' | 'number';
  readonly value: string;
  readonly box?: Box;
}

/** What one page says of whom it is about, when, and which page of how many it is. What else stands on it is not kept. */
export interface PageReading {
  readonly number: number;
  readonly words: number;
  readonly told: readonly Told[];
  /** Parts of words, as the eye of the machine sees them: whether a name stands anywhere on the page. */
  readonly parts: ReadonlySet<string>;
  /** The two words of each place, in either order: whether two parts of a name stand side by side. */
  readonly pairs: ReadonlySet<string>;
  readonly serviceDates: readonly { readonly date: string; readonly box?: Box }[];
  readonly pageOf?: { readonly page: number; readonly of: number; readonly box?: Box };
  readonly sensitive: readonly { readonly class: ReadClass; readonly box?: Box }[];
  /** Digests of all words, and of their runs: how alike two pages are. */
  readonly exact: bigint;
  readonly least: readonly bigint[];
}

const MOST_NUMBERS = 60;
const MOST_PAGES_SAID = 999;
const DATE = String.raw`(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}[- ][A-Za-z]{3,9}[- ]\d{4})`;
const SERVICE = new RegExp(
  String.raw`\b(?:dates? of (?:service|visit|exam(?:ination)?|procedure|surgery|admission|discharge|consultation)|(?:service|visit|exam|encounter|procedure|admission|admit|discharge|collection|collected|specimen) date|dos|admitted(?: on)?|discharged(?: on)?|collected(?: on)?|fecha de (?:servicio|visita|ingreso|alta))\s*[:.]?\s*${DATE}`,
  'gi',
);
const PAGE_OF = /\b(?:page|pg|p[aá]gina|p)\.?\s*[#:]?\s*(\d{1,3})\s*(?:of|de|\/)\s*(\d{1,3})(?!\d)/i;
/** A line like `SMITH, ANNA   DOB 01/02/1980`: the name has no label of its own. */
const NAMED_BY_BIRTH =
  /^[^\S\n]*([^\n]{4,80}?)[\s,;|-]*\b(?:d[o0]b|d\.o\.b\.?|date of birth|birth ?date|born|fecha de nacimiento)\b/gim;
/** A line like `Smith, Anna  01/02/1980  104711`, as a label or the head of a printout has it. */
const LINE_OF_A_LABEL = new RegExp(
  String.raw`^[^\S\n]*([\p{L}'’-]+(?: [\p{L}'’-]+)?,[^\S\n]*[\p{L}' -]{2,40}?)[^\S\n]+${DATE}[^\S\n]+[A-Z]{0,3}[\dOIlSBZ]{5,12}[^\S\n]*$`,
  'gmu',
);
/** A labelled birth date with letters read for digits. */
const MISREAD_BIRTH =
  /\b(?:d[o0]b|date of birth|birth ?date|born)\s*[:.]?\s*([\dOIl]{1,2}[/.-][\dOIl]{1,2}[/.-][\dOIl]{4})(?!\w)/gi;
const NOT_THE_PATIENT =
  /mother|father|parent|guardian|spouse|husband|wife|partner|contact|guarantor|subscriber|insured|holder|sibling|twin of|newborn of|infant of|child of|donor|physician|provider|doctor/i;
const NUMBER_ALONE = /(?<![\d.,/:$-])\b([A-Z]{0,3}\d{5,12})\b(?![\d.,/:-]*\d)/g;

/** Pure: reads a page once. `key` keeps the digests from being compared with words that somebody guesses. */
export function derivePageReading(
  page: { readonly number: number; readonly words: readonly PageWord[] },
  habit: ReadingHabit,
  key: Uint8Array,
): PageReading {
  const of = textOfPage(page.words);
  const { text } = of;
  const labelled = deriveTextIdentifiers(text).flatMap(({ kind, value }): Told[] =>
    kind === 'mrn' || kind === 'visit' || kind === 'account' || kind === 'name' || kind === 'birthDate'
      ? [placed(of, { kind, value }, text.indexOf(value))]
      : [],
  );
  const digest = deriveContentDigest(text, key);
  const parts = text.split(/\s+/).flatMap((word) => nameParts(word).map(nameAsRead));
  const pairs = parts.flatMap((part, at) => {
    const next = parts[at + 1];
    return next === undefined ? [] : [`${part} ${next}`, `${next} ${part}`];
  });
  const pageOf = pageOfIn(of);
  return {
    number: page.number,
    words: digest.words,
    told: [
      ...labelled,
      ...namesByBirth(of, labelled),
      ...linesOfLabels(of),
      ...misreadBirths(of),
      ...numbersAlone(of, labelled),
    ],
    parts: new Set(parts),
    pairs: new Set(pairs),
    serviceDates: serviceDatesIn(of, habit),
    ...(pageOf === undefined ? {} : { pageOf }),
    sensitive: sensitiveIn(of),
    exact: createHmac('sha256', key).update(text.toLowerCase().replace(/\s+/g, ' ')).digest().readBigInt64LE(0),
    least: digest.least ?? [],
  };
}

function placed<T extends { readonly value: string }>(of: TextOfPage, told: T, at: number): T & { box?: Box } {
  const box = at === -1 ? undefined : of.boxOf(at, told.value.length);
  return box === undefined ? told : { ...told, box };
}

function namesByBirth(of: TextOfPage, labelled: readonly Told[]): Told[] {
  const known = labelled.filter(({ kind }) => kind === 'name').map(({ value }) => value);
  const found: Told[] = [];
  for (const match of of.text.matchAll(NAMED_BY_BIRTH)) {
    const line = match[1] ?? '';
    if (line.includes(':') || NOT_THE_PATIENT.test(line)) continue;
    const value = line
      .replace(/\b(?:mrn|id)\b.*$/i, '')
      .replace(/[^\p{L}\s,.'-]+.*$/u, '')
      .trim();
    const count = nameParts(value).length;
    if (count < 2 || count > 5 || known.includes(value)) continue;
    found.push(placed(of, { kind: 'name', value }, match.index + match[0].indexOf(value)));
    if (found.length === 4) break;
  }
  return found;
}

function misreadBirths(of: TextOfPage): Told[] {
  return [...of.text.matchAll(MISREAD_BIRTH)].slice(0, 4).flatMap((match): Told[] => {
    const written = match[1] ?? '';
    if (!/[OIl]/i.test(written)) return [];
    const { box } = placed(of, { value: written }, match.index + match[0].lastIndexOf(written));
    const value = written.replace(/O/gi, '0').replace(/[Il]/gi, '1');
    return [{ kind: 'birthDate', value, ...(box === undefined ? {} : { box }) }];
  });
}

function linesOfLabels(of: TextOfPage): Told[] {
  return [...of.text.matchAll(LINE_OF_A_LABEL)].slice(0, 4).flatMap((match): Told[] => {
    const [name, date] = [match[1] ?? '', match[2] ?? ''];
    const at = (value: string) => match.index + match[0].indexOf(value);
    return [placed(of, { kind: 'name', value: name }, at(name)), placed(of, { kind: 'date', value: date }, at(date))];
  });
}

function numbersAlone(of: TextOfPage, labelled: readonly Told[]): Told[] {
  const known = new Set(labelled.map(({ value }) => numberAsRead(value)));
  const found = new Map<string, Told>();
  for (const match of of.text.matchAll(NUMBER_ALONE)) {
    const value = match[1] ?? '';
    const read = numberAsRead(value);
    if (known.has(read) || found.has(read)) continue;
    found.set(read, placed(of, { kind: 'number', value }, match.index + match[0].indexOf(value)));
    if (found.size === MOST_NUMBERS) break;
  }
  return [...found.values()];
}

function serviceDatesIn(of: TextOfPage, habit: ReadingHabit): { date: string; box?: Box }[] {
  return [...of.text.matchAll(SERVICE)].flatMap((match) => {
    const value = match[1] ?? '';
    const date = findDate(value, habit)?.dates[0];
    if (date === undefined) return [];
    const { box } = placed(of, { value }, match.index + match[0].lastIndexOf(value));
    return [{ date, ...(box === undefined ? {} : { box }) }];
  });
}

function pageOfIn(of: TextOfPage): PageReading['pageOf'] {
  const match = PAGE_OF.exec(of.text);
  if (match === null) return undefined;
  const [page, count] = [Number(match[1]), Number(match[2])];
  if (page < 1 || count < page || count > MOST_PAGES_SAID) return undefined;
  const { box } = placed(of, { value: match[0] }, match.index);
  return { page, of: count, ...(box === undefined ? {} : { box }) };
}

interface Sought {
  readonly class: ReadClass;
  readonly pattern: RegExp;
  readonly weight: number;
}

const SOUGHT: readonly Sought[] = Object.entries(SENSITIVE_WORDS).flatMap(([name, words]) =>
  Object.entries(words).map(([phrase, weight]) => ({
    class: name as ReadClass, // the keys of the table
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}-])${phrase.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replace(/ /g, String.raw`[\s-]+`)}(?![\\p{L}\\p{N}])`,
      'u',
    ),
    weight,
  })),
);

/** Each class whose words on the page weigh enough together; the place is that of the heaviest. */
function sensitiveIn(of: TextOfPage): PageReading['sensitive'] {
  const text = of.text.toLowerCase();
  const sums = new Map<ReadClass, { weight: number; heaviest: number; box: Box | undefined }>();
  for (const { class: name, pattern, weight } of SOUGHT) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const sum = sums.get(name) ?? { weight: 0, heaviest: 0, box: undefined };
    sum.weight += weight;
    if (weight > sum.heaviest) {
      sum.heaviest = weight;
      // Lower case keeps the length of nearly every text; where it does not, the place is a word beside.
      sum.box = of.boxOf(match.index, match[0].length);
    }
    sums.set(name, sum);
  }
  return [...sums].flatMap(([name, { weight, box }]) =>
    weight + 1e-9 >= ENOUGH ? [{ class: name, ...(box === undefined ? {} : { box }) }] : [],
  );
}
