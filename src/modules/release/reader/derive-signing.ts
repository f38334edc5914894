import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { type FieldValue, textOf } from './derive-fields.ts';
import { deriveFormDates } from './derive-form-dates.ts';
import { type FormPage, type Stream, type StreamWord, wordAt } from './form-page.ts';

export interface Judged {
  readonly state: 'found' | 'missing' | 'unclear';
  readonly confidence: number;
  readonly why: string;
  readonly words: readonly StreamWord[];
  /** As shown; the words at the place where not said. */
  readonly text?: string;
}

const ELECTRONIC = /(?:\/s\/|(?:electronically|digitally) signed|e-signed|firmad[oa] (?:electronica|digital)mente)/;

/** A name in type is not yet a signature, and ink at one of several places does not say at which. */
export function deriveSignature(stream: Stream, fields: readonly FieldValue[], pages: readonly FormPage[]): Judged {
  const places = fields.filter(({ field }) => field === 'signature');
  const electronic = ELECTRONIC.exec(stream.text.replace(/[|\n]/g, ' '));
  if (electronic !== null) {
    const at = wordAt(stream, electronic.index);
    const [word] = stream.words.slice(at, at + 1);
    const words = stream.words.slice(at, at + 8).filter((each) => each.page === word?.page && each.line === word.line);
    // A witness may sign so too.
    const isWitness = fields.some(
      ({ field, words: own }) => field === 'witness' && word !== undefined && own.includes(word),
    );
    const named = words.filter(({ folded }) => /[a-z]{2}/.test(folded)).length > (electronic[0] === '/s/' ? 0 : 3);
    if (!isWitness && named) return { state: 'found', confidence: 0.9, why: 'signed-electronically', words };
  }
  const [first] = places;
  if (first === undefined) return { state: 'missing', confidence: 0.5, why: 'not-on-the-pages', words: [] };
  const typed = places.find(({ state, words }) => state === 'filled' && /\p{L}{2}/u.test(textOf(words)));
  const shown = typed ?? first;
  const words = [...shown.asked, ...shown.words];
  const hints = places.map(({ asked }) => pages.find(({ number }) => number === asked[0]?.page)?.signature ?? null);
  if (hints.includes('present')) {
    const own = fields.filter(
      ({ field, asked }) => ['signature', 'witness'].includes(field) && asked[0]?.page === shown.asked[0]?.page,
    );
    return own.length > 1
      ? { state: 'unclear', confidence: 0.4, why: 'ink-at-one-of-several-places', words }
      : { state: 'found', confidence: 0.7, why: 'ink-at-the-place', words };
  }
  if (typed !== undefined) return { state: 'unclear', confidence: 0.4, why: 'name-in-type', words };
  if (hints.every((hint) => hint === 'absent'))
    return shown.how === 'above'
      ? { state: 'unclear', confidence: 0.4, why: 'line-above-the-label', words }
      : { state: 'missing', confidence: 0.8, why: 'no-ink-at-the-place', words };
  return { state: 'unclear', confidence: 0.3, why: 'ink-not-looked-for', words };
}

export interface SignedOn extends Judged {
  readonly on: DateText | null;
  readonly ambiguous: boolean;
}

/** The date beside the signature of the patient or whoever signs for him; that of a witness does not count. */
export function deriveSignedOn(stream: Stream, fields: readonly FieldValue[]): SignedOn {
  const none = { on: null, ambiguous: false };
  const places = fields.filter((field) => field.field === 'signature-date' && !isWitnessed(field, fields));
  for (const place of places) {
    const [date] = deriveFormDates(textOf(place.words));
    if (date !== undefined)
      return {
        state: 'found',
        confidence: date.ambiguous ? 0.85 : 0.95,
        why: 'date',
        words: place.words,
        on: date.on,
        ambiguous: date.ambiguous,
      };
  }
  const said = /\b(?:dated|signed|firmad[oa])(?: (?:this|on|el|at))?[ |\n]/g;
  for (const match of stream.text.matchAll(said)) {
    const from = wordAt(stream, match.index);
    const words = stream.words.slice(from, from + 9);
    const [date] = deriveFormDates(words.map(({ folded }) => folded).join(' '));
    const isOther = fields.some(
      ({ field, words: own }) => field === 'witness' && own.some((word) => words.includes(word)),
    );
    if (date !== undefined && !isOther)
      return { state: 'found', confidence: 0.8, why: 'date', words, on: date.on, ambiguous: date.ambiguous };
  }
  const beside = fields
    .filter(({ field }) => field === 'signature')
    .flatMap(({ words }) => deriveFormDates(textOf(words)).map((date) => ({ date, words })))[0];
  if (beside !== undefined)
    return {
      state: 'found',
      confidence: 0.7,
      why: 'date',
      words: beside.words,
      on: beside.date.on,
      ambiguous: beside.date.ambiguous,
    };
  const [first] = places;
  if (first === undefined) return { state: 'missing', confidence: 0.5, why: 'not-on-the-pages', words: [], ...none };
  const written = places.find(({ state }) => state === 'filled');
  if (written !== undefined)
    return { state: 'unclear', confidence: 0.4, why: 'no-date-that-can-be-read', words: written.words, ...none };
  return { state: 'missing', confidence: 0.8, why: 'left-blank', words: first.asked, ...none };
}

/** On the line of a witness, or nearer below one than below a signature. */
function isWitnessed(date: FieldValue, fields: readonly FieldValue[]): boolean {
  const at = date.asked[0];
  if (at === undefined) return false;
  const before = fields
    .filter(({ field, asked }) => ['signature', 'witness'].includes(field) && asked[0]?.page === at.page)
    .filter(({ asked }) => (asked[0]?.line ?? 0) <= at.line)
    .toSorted(
      (a, b) => (b.asked[0]?.line ?? 0) - (a.asked[0]?.line ?? 0) || (b.asked[0]?.x ?? 0) - (a.asked[0]?.x ?? 0),
    );
  const sameRow = before.filter(({ asked }) => asked[0]?.line === at.line && (asked[0]?.x ?? 0) < at.x);
  return (sameRow[0] ?? before[0])?.field === 'witness';
}
