import { identifierText, isParticle, nameParts, phoneDigits, streetPlace } from './normalise.ts';
import { datesInDigits, findDate, isBirthYear, type DateHabit } from './read-dates.ts';

/** What the person at the desk typed: one line of anything, or fields, or both. */
export interface PersonQuery {
  readonly text?: string | undefined;
  readonly names?: readonly string[] | undefined;
  readonly birthDate?: string | undefined;
  readonly mrn?: string | undefined;
  readonly phone?: string | undefined;
  readonly address?: string | undefined;
}

/** One way to take a word. `19800203` may be a birth date or a record number: both are looked for, the better counts. */
export type Reading =
  | { as: 'name'; part: string }
  | { as: 'birthDate'; date: string }
  | { as: 'birthYear'; year: string }
  | { as: 'phone'; digits: string }
  | { as: 'mrn'; id: string }
  | { as: 'address'; number: string; word: string };

/** One word of the query with its readings, likeliest first. */
export interface QueryTerm {
  readonly readings: readonly Reading[];
}

export interface ParsedQuery {
  readonly terms: readonly QueryTerm[];
}

const MAX_TEXT = 200;
const MAX_TERMS = 12;
const PHONE =
  /(?<![\d-])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])?\d{3}[.-]\d{4}(?![\d-])|\+\d[\d ()./-]{6,18}\d/;
const LABELLED = /\b(mrn|dob|born|phone|tel|name)\s*[:=#]\s*|#(?=\d)/gi;

/** Reads `smith jo 1980-02-03 555-1234` into its terms; the fields beside it are taken as what they say they are. */
export function parseQuery(query: PersonQuery | string, habit: DateHabit): ParsedQuery {
  const fields: PersonQuery = typeof query === 'string' ? { text: query } : query;
  const terms = [
    ...(fields.mrn ? termOf(mrnReading(fields.mrn)) : []),
    ...(fields.birthDate ? birthTerm(fields.birthDate, habit) : []),
    ...(fields.phone ? termOf(phoneReading(fields.phone)) : []),
    ...(fields.names ?? []).slice(0, MAX_TERMS).flatMap(nameTerms),
    ...(fields.address ? termOf(addressReading(fields.address)) : []),
    ...(fields.text ? textTerms(fields.text, habit) : []),
  ];
  return { terms: terms.slice(0, MAX_TERMS) };
}

function textTerms(typed: string, habit: DateHabit): QueryTerm[] {
  let text = typed.slice(0, MAX_TEXT).replace(LABELLED, ' ');
  const terms: QueryTerm[] = [];
  // Dates before phones: both are digits with dashes, and a date is the narrower pattern.
  for (let found = findDate(text, habit); found && terms.length < MAX_TERMS; found = findDate(text, habit)) {
    terms.push({ readings: found.dates.map((date) => ({ as: 'birthDate', date })) });
    text = `${text.slice(0, found.start)} ${text.slice(found.end)}`;
  }
  for (let match = PHONE.exec(text); match && terms.length < MAX_TERMS; match = PHONE.exec(text)) {
    terms.push(...termOf(phoneReading(match[0])));
    text = `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`;
  }
  const words = text.split(/[\s,;]+/).filter((word) => word !== '');
  words.forEach((word, i) => {
    if (/\d/.test(word)) terms.push(...termOf(...numberReadings(word, words[i + 1], habit)));
    else terms.push(...nameTerms(word));
  });
  return terms;
}

function nameTerms(word: string): QueryTerm[] {
  return nameParts(word).map((part) => ({ readings: [{ as: 'name', part }] }));
}

function birthTerm(birthDate: string, habit: DateHabit): QueryTerm[] {
  const dates = findDate(birthDate, habit)?.dates ?? datesInDigits(birthDate.trim(), habit);
  if (dates.length > 0) return [{ readings: dates.map((date) => ({ as: 'birthDate', date })) }];
  const year = birthDate.trim();
  return isBirthYear(year, habit) ? [{ readings: [{ as: 'birthYear', year }] }] : [];
}

/** A word with a digit in it: a record number always, and whatever else its length allows. */
function numberReadings(word: string, next: string | undefined, habit: DateHabit): (Reading | undefined)[] {
  const digits = /^\d+$/.test(word) ? word : '';
  const dates = datesInDigits(digits, habit);
  return [
    ...dates.map((date): Reading => ({ as: 'birthDate', date })),
    isBirthYear(digits, habit) ? { as: 'birthYear', year: digits } : undefined,
    mrnReading(word),
    digits.length >= 7 && digits.length <= 15 ? phoneReading(digits) : undefined,
    digits !== '' && digits.length <= 6 && next !== undefined ? addressReading(`${word} ${next}`) : undefined,
  ];
}

function mrnReading(text: string): Reading | undefined {
  const id = identifierText(text);
  return id === '' ? undefined : { as: 'mrn', id };
}

function phoneReading(text: string): Reading | undefined {
  const digits = phoneDigits(text);
  return digits.length < 7 ? undefined : { as: 'phone', digits };
}

function addressReading(text: string): Reading | undefined {
  const place = streetPlace(text);
  return place && !isParticle(place.word) ? { as: 'address', ...place } : undefined;
}

function termOf(...readings: (Reading | undefined)[]): QueryTerm[] {
  const taken = readings.filter((reading) => reading !== undefined);
  return taken.length > 0 ? [{ readings: taken }] : [];
}
