import { compareDates, type DateLikeness } from './compare-dates.ts';
import { compareNames, type NameLikeness, type NameMatch } from './compare-names.ts';
import { editsWithin2 } from './distance.ts';
import { joinedFamily } from './keys-for.ts';
import { identifierText, isParticle, nameParts, phoneDigits, streetPlace } from './normalise.ts';
import type { ParsedQuery, Reading } from './parse-query.ts';
import type { Person } from './person.ts';

export type ReasonField = 'name' | 'birthDate' | 'phone' | 'mrn' | 'identifier' | 'address';

export type ReasonDetail =
  'given' | 'family' | 'previous given' | 'previous family' | 'date' | 'year' | 'number' | 'street';

/** Why a candidate is shown, in a closed vocabulary: the screen finds the words, and no datum of the person is in it. */
export interface ScoreReason {
  readonly field: ReasonField;
  readonly how: NameLikeness | DateLikeness | 'last seven digits' | 'differs';
  readonly detailKey: ReasonDetail;
  /** Its share of the score: the weights of all reasons sum to it. */
  readonly weight: number;
  /** Which term of the query it answers. */
  readonly term: number;
}

export interface CandidateScore {
  /** 0 to 1: how much of what was asked for this person answers, and how well. */
  readonly score: number;
  readonly reasons: readonly ScoreReason[];
}

const IMPORTANCE: Readonly<Record<Reading['as'], number>> = {
  mrn: 6,
  birthDate: 5,
  phone: 5,
  name: 4,
  address: 2,
  birthYear: 1.5,
};
const SMALL_WORD = 1;
const PREVIOUS_NAME = 0.96;

interface Answer {
  field: ReasonField;
  how: ScoreReason['how'];
  detailKey: ReasonDetail;
  value: number;
  importance: number;
}

interface KnownPart {
  part: string;
  detailKey: ReasonDetail;
  /** The de of de la Cruz; not the Ben of Ben Carter, nor the Le of Anh Le. */
  small: boolean;
}

/** How well a person answers a query, and by what. Each part of a name answers one term only. */
export function score(person: Person, query: ParsedQuery): CandidateScore {
  const parts = knownParts(person);
  const assigned = assignNames(query, parts);
  const reasons: ScoreReason[] = [];
  let asked = 0;
  query.terms.forEach(({ readings }, term) => {
    const answers = readings.map((reading) => (reading.as === 'name' ? assigned.get(term) : answerOf(person, reading)));
    const best = answers.reduce(
      (a, b) => (b && (!a || b.value * b.importance > a.value * a.importance) ? b : a),
      undefined,
    );
    const importance = best && best.value > 0 ? best.importance : Math.max(...readings.map(importanceOf));
    asked += importance;
    if (best) {
      const { field, how, detailKey, value } = best;
      reasons.push({ field, how, detailKey, weight: value * importance, term });
    }
  });
  if (asked === 0) return { score: 0, reasons: [] };
  const shares = reasons.map((reason) => ({ ...reason, weight: reason.weight / asked }));
  return { score: shares.reduce((sum, { weight }) => sum + weight, 0), reasons: shares };
}

function importanceOf(reading: Reading): number {
  if (reading.as !== 'name') return IMPORTANCE[reading.as];
  return reading.part.length === 1 || isParticle(reading.part) ? SMALL_WORD : IMPORTANCE.name;
}

/** Every part of every name, the current ones first; a part borne under two names is known once. */
function knownParts(person: Person): KnownPart[] {
  const parts = new Map<string, KnownPart>();
  const add = (part: string, detailKey: ReasonDetail, small = false): void => {
    if (!parts.has(part)) parts.set(part, { part, detailKey, small });
  };
  for (const { given, family, previous } of [...person.names].sort(
    (a, b) => Number(!!a.previous) - Number(!!b.previous),
  )) {
    const families = nameParts(family);
    for (const part of families) {
      add(part, previous ? 'previous family' : 'family', families.length > 1 && isParticle(part));
    }
    const joined = joinedFamily(family);
    if (joined !== undefined) add(joined, previous ? 'previous family' : 'family');
    for (const part of nameParts(given.join(' '))) add(part, previous ? 'previous given' : 'given');
  }
  return [...parts.values()];
}

/** The best likeness first, each term and each known part used once: so `maria maria` needs two Marias. */
function assignNames({ terms }: ParsedQuery, parts: readonly KnownPart[]): Map<number, Answer> {
  const likenesses: { term: number; at: number; typed: string; match: NameMatch; value: number }[] = [];
  terms.forEach(({ readings }, term) => {
    for (const reading of readings) {
      if (reading.as !== 'name') continue;
      parts.forEach(({ part, detailKey }, at) => {
        const match = compareNames(reading.part, part, true);
        if (!match) return;
        const value = detailKey.startsWith('previous') ? match.value * PREVIOUS_NAME : match.value;
        likenesses.push({ term, at, typed: reading.part, match, value });
      });
    }
  });
  likenesses.sort((a, b) => b.value - a.value);
  const answers = new Map<number, Answer>();
  const used = new Set<number>();
  for (const { term, at, typed, match, value } of likenesses) {
    const known = parts[at];
    if (answers.has(term) || used.has(at) || !known) continue;
    used.add(at);
    const importance = typed.length === 1 || known.small ? SMALL_WORD : IMPORTANCE.name;
    answers.set(term, { field: 'name', how: match.how, detailKey: known.detailKey, value, importance });
  }
  return answers;
}

function answerOf(person: Person, reading: Exclude<Reading, { as: 'name' }>): Answer | undefined {
  const importance = IMPORTANCE[reading.as];
  switch (reading.as) {
    case 'birthDate': {
      if (!person.birthDate) return undefined;
      const match = compareDates(reading.date, person.birthDate);
      const { how, value } = match ?? { how: 'differs' as const, value: 0 };
      return { field: 'birthDate', how, detailKey: 'date', value, importance };
    }
    case 'birthYear':
      return person.birthDate?.startsWith(reading.year)
        ? { field: 'birthDate', how: 'same year', detailKey: 'year', value: 1, importance }
        : undefined;
    case 'phone':
      return phoneAnswer(person.phones ?? [], reading.digits, importance);
    case 'mrn':
      return (
        numberAnswer('mrn', person.mrns ?? [], reading.id, importance) ??
        numberAnswer('identifier', person.nationalIds ?? [], reading.id, importance)
      );
    case 'address':
      return addressAnswer(person, reading, importance);
    default:
      return reading satisfies never;
  }
}

function phoneAnswer(phones: readonly string[], digits: string, importance: number): Answer | undefined {
  const known = phones.map(phoneDigits);
  const answer = (how: ScoreReason['how'], value: number): Answer => {
    return { field: 'phone', how, detailKey: 'number', value, importance };
  };
  if (known.includes(digits)) return answer('exact', 1);
  if (known.some((phone) => phone.length >= 7 && phone.slice(-7) === digits.slice(-7))) {
    return answer('last seven digits', digits.length === 7 ? 0.95 : 0.8);
  }
  return undefined;
}

/** Record numbers are given out in sequence, so a neighbouring number is somebody else: a long one may have one slip. */
function numberAnswer(
  field: 'mrn' | 'identifier',
  numbers: readonly string[],
  typed: string,
  importance: number,
): Answer | undefined {
  let best: Answer | undefined;
  for (const number of numbers) {
    const known = identifierText(number);
    if (known === typed) return { field, how: 'exact', detailKey: 'number', value: 1, importance };
    const edits = typed.length >= 6 ? editsWithin2(typed, known) : undefined;
    if (edits?.count !== 1) continue;
    const how = edits.swapped ? 'digits swapped' : 'one digit off';
    best ??= { field, how, detailKey: 'number', value: edits.swapped ? 0.6 : 0.4, importance };
  }
  return best;
}

function addressAnswer(
  person: Person,
  { number, word }: { number: string; word: string },
  importance: number,
): Answer | undefined {
  let best: NameMatch | undefined;
  for (const { line } of person.addresses ?? []) {
    const place = streetPlace(line ?? '');
    if (!place || place.number !== number) continue;
    const match = compareNames(word, place.word, true);
    if (match && match.value > (best?.value ?? 0)) best = match;
  }
  return best && { field: 'address', how: best.how, detailKey: 'street', value: best.value, importance };
}
