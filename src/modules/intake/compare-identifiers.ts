import {
  areNicknames,
  compareDates,
  compareNames,
  findDate,
  isKnownGivenName,
  isParticle,
  nameParts,
  type Person,
  type PersonName,
  phoneDigits,
  streetPlace,
} from '../../../packages/linkage/index.ts';
import { nameAsRead, numberAsRead } from './compare-as-read.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';

/** `near`: a slip may explain the difference, and so may another person: it ranks and warns, it proves nothing. */
export type Agreement = 'agrees' | 'near' | 'differs' | 'silent';

export interface Known {
  readonly person: Person;
  readonly visitNumbers: readonly string[];
  readonly accountNumbers: readonly string[];
}

export interface ReadingHabit {
  readonly today: string;
  readonly order: 'mdy' | 'dmy';
}

/** How what was read stands to what is known of a person. `silent` where one of them says nothing. */
export function compareIdentifier(read: ReadIdentifier, known: Known, habit: ReadingHabit): Agreement {
  const { person } = known;
  switch (read.kind) {
    case 'mrn':
      return compareNumber(read.value, person.mrns ?? []);
    case 'visit':
      return compareNumber(read.value, known.visitNumbers);
    case 'account':
      return compareNumber(read.value, known.accountNumbers);
    case 'name':
      return compareReadName(read.value, person.names);
    case 'birthDate':
      return compareBirth(read.value, person.birthDate, habit);
    case 'sex':
      return compareSex(read.value, person.sex);
    case 'phone': {
      const digits = phoneDigits(read.value).slice(-10);
      return (person.phones ?? []).some((phone) => phoneDigits(phone).slice(-10) === digits) ? 'agrees' : 'silent';
    }
    case 'address':
      return livesAt(read.value, person) ? 'agrees' : 'silent';
    case 'form':
    case 'author':
      return 'silent';
  }
}

/** Numbers are given out in sequence: one digit off is somebody else. */
function compareNumber(read: string, numbers: readonly string[]): Agreement {
  if (numbers.length === 0) return 'silent';
  const wanted = numberAsRead(read);
  return numbers.some((number) => numberAsRead(number) === wanted) ? 'agrees' : 'differs';
}

/** Only the reading that the place writes is taken: 03/04 is not 04/03, though a slip may explain it. */
function compareBirth(read: string, birthDate: string | undefined, habit: ReadingHabit): Agreement {
  const date = findDate(read, habit)?.dates[0];
  if (date === undefined || birthDate === undefined) return 'silent';
  if (birthDate.length < 10) return date.startsWith(birthDate) ? 'near' : 'differs';
  if (date === birthDate) return 'agrees';
  return (compareDates(date, birthDate)?.value ?? 0) >= 0.75 ? 'near' : 'differs';
}

function compareSex(read: string, sex: string | undefined): Agreement {
  if (sex !== 'male' && sex !== 'female') return 'silent';
  return sex.startsWith(read.slice(0, 1).toLowerCase()) ? 'agrees' : 'differs';
}

function livesAt(read: string, person: Person): boolean {
  const place = streetPlace(read);
  return (person.addresses ?? []).some(({ line }) => {
    const known = streetPlace(line ?? '');
    return (
      place !== undefined &&
      known?.number === place.number &&
      (known.word === place.word || nameAsRead(known.word) === nameAsRead(place.word))
    );
  });
}

/** `Girl A`, `Baby Boy`: what a newborn is called until it has a name. Every newborn of the ward is called so. */
const PLACEHOLDER = /\b(?:baby|babyboy|babygirl|bb|bg|boy|girl|infant|newborn|unknown|doe)\b/i;

export function isPlaceholder(name: string): boolean {
  return PLACEHOLDER.test(name);
}

/** The best of all names the person ever had; a placeholder never more than near. */
function compareReadName(read: string, names: readonly PersonName[]): Agreement {
  const parts = nameParts(read);
  if (parts.length === 0 || names.length === 0) return 'silent';
  const given = names.find((name) => name.given.length > 0)?.given ?? [];
  const levels = new Set(
    // A maiden name is often recorded as a family name alone.
    names.map((name) => compareWithName(parts, name.given.length > 0 ? name : { ...name, given })),
  );
  if (levels.has('agrees') && !isPlaceholder(read)) return 'agrees';
  return levels.has('agrees') || levels.has('near') ? 'near' : 'differs';
}

type Likeness = 'same' | 'alike' | 'other';

function compareWithName(read: readonly string[], { given, family }: PersonName): Agreement {
  const families = nameParts(family).filter((part, _at, all) => all.length === 1 || !isParticle(part));
  const givens = nameParts(given.join(' '));
  const [first, ...middles] = givens;
  if (first === undefined || families.length === 0) return 'differs';
  const left = read.filter((part) => !isParticle(part) || families.includes(part));
  const take = (compare: (part: string) => Likeness): Likeness => {
    for (const wanted of ['same', 'alike'] as const) {
      const at = left.findIndex((part) => compare(part) === wanted);
      if (at === -1) continue;
      left.splice(at, 1);
      return wanted;
    }
    return 'other';
  };
  const byGiven = take((part) => givenLikeness(part, first));
  const byFamily = families.map((known) => take((part) => likeness(part, known)));
  if (byGiven === 'other' || byFamily.every((each) => each === 'other')) return 'differs';
  const middle = middles.map((known) => take((part) => middleLikeness(part, known)));
  const contradicted = left.length > 0 && middle.includes('other');
  const complete = byGiven === 'same' && byFamily.every((each) => each === 'same') && left.length === 0;
  return complete && !contradicted ? 'agrees' : 'near';
}

function likeness(part: string, known: string): Likeness {
  if (part === known || nameAsRead(part) === nameAsRead(known)) return 'same';
  return (compareNames(part, known, false)?.value ?? 0) >= 0.72 ? 'alike' : 'other';
}

/** Maria and Marie, Jayden and Hayden are one letter apart and two people. */
function givenLikeness(part: string, known: string): Likeness {
  if (part.length === 1) return known.startsWith(part) ? 'alike' : 'other';
  const level = likeness(part, known);
  const two = level === 'alike' && isKnownGivenName(part) && isKnownGivenName(known) && !areNicknames(part, known);
  return two ? 'other' : level;
}

function middleLikeness(part: string, known: string): Likeness {
  if (part.length === 1 || known.length === 1) return part[0] === known[0] ? 'same' : 'other';
  return likeness(part, known);
}
