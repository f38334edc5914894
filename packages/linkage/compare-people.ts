import { compareDates } from './compare-dates.ts';
import { compareNames, type NameMatch } from './compare-names.ts';
import { editsWithin2 } from './distance.ts';
import { joinedFamily } from './keys-for.ts';
import { areNicknames, isKnownGivenName } from './nicknames.ts';
import { foldText, identifierText, nameParts, phoneDigits, streetPlace } from './normalise.ts';
import type { Person } from './person.ts';

/**
 * Are two records one person? Fellegi and Sunter (1969): each field agrees at some level, and each level is worth
 * log2(m / u) bits, m how often records of one person agree so, u how often those of two people do. Two rivals are weighed
 * against *the same person*: *strangers*, and *family*, for twins, parents and namesakes share name, home and telephone,
 * and sometimes the day of birth. A field that is empty on either side says nothing.
 *
 * m and u are fixed and were set from what is known of names and of slips at registration (README.md has the sources);
 * learning them from a site's own records comes later, and only has to replace this table.
 */
export type ComparedField =
  | 'given'
  | 'middle'
  | 'family'
  | 'birthDate'
  | 'sex'
  | 'nationalId'
  | 'mrn'
  | 'phone'
  | 'street'
  | 'postcode'
  | 'city'
  | 'birthOrder';

export type AgreementLevel = 'same' | 'nearly' | 'similar' | 'crossed' | 'differs';

export interface FieldComparison {
  readonly field: ComparedField;
  readonly level: AgreementLevel;
  /** Bits for the same person against two strangers; negative speaks against. */
  readonly weight: number;
}

export interface PeopleComparison {
  /** 0 to 1, given the prior. */
  readonly probability: number;
  /** The sum of the fields' weights, in bits, without the prior. */
  readonly weight: number;
  /** The same against two members of one family. */
  readonly familyWeight: number;
  readonly fields: readonly FieldComparison[];
}

interface Level {
  /** Among records of one person. */
  m: number;
  /** Among records of two strangers that a blocking key brought together. */
  u: number;
  /** Among records of two members of one family; the same as m where family shares the field. */
  family: number;
}

const LEVELS: Readonly<Record<ComparedField, Partial<Record<AgreementLevel, Level>>>> = {
  given: {
    same: { m: 0.79, u: 0.01, family: 0.03 },
    nearly: { m: 0.12, u: 0.006, family: 0.02 },
    similar: { m: 0.04, u: 0.02, family: 0.12 },
    differs: { m: 0.05, u: 0.964, family: 0.83 },
  },
  middle: {
    same: { m: 0.7, u: 0.02, family: 0.3 },
    nearly: { m: 0.2, u: 0.06, family: 0.1 },
    differs: { m: 0.1, u: 0.92, family: 0.6 },
  },
  family: {
    same: { m: 0.8, u: 0.005, family: 0.8 },
    nearly: { m: 0.1, u: 0.003, family: 0.1 },
    similar: { m: 0.04, u: 0.01, family: 0.04 },
    crossed: { m: 0.02, u: 0.0005, family: 0.001 },
    differs: { m: 0.04, u: 0.98, family: 0.06 },
  },
  birthDate: {
    same: { m: 0.88, u: 0.0004, family: 0.05 },
    nearly: { m: 0.08, u: 0.002, family: 0.003 },
    similar: { m: 0.02, u: 0.02, family: 0.03 },
    differs: { m: 0.02, u: 0.978, family: 0.917 },
  },
  sex: {
    same: { m: 0.98, u: 0.5, family: 0.5 },
    differs: { m: 0.02, u: 0.5, family: 0.5 },
  },
  nationalId: {
    same: { m: 0.85, u: 0.00001, family: 0.002 },
    nearly: { m: 0.07, u: 0.0001, family: 0.001 },
    similar: { m: 0.02, u: 0.001, family: 0.001 },
    differs: { m: 0.06, u: 0.999, family: 0.996 },
  },
  // A person has many record numbers, so two different ones say nothing.
  mrn: {
    same: { m: 0.5, u: 0.0005, family: 0.01 },
  },
  phone: {
    same: { m: 0.6, u: 0.001, family: 0.6 },
    differs: { m: 0.4, u: 0.999, family: 0.4 },
  },
  street: {
    same: { m: 0.55, u: 0.001, family: 0.55 },
    nearly: { m: 0.2, u: 0.005, family: 0.2 },
    differs: { m: 0.25, u: 0.994, family: 0.25 },
  },
  postcode: {
    same: { m: 0.7, u: 0.01, family: 0.7 },
    nearly: { m: 0.1, u: 0.03, family: 0.1 },
    differs: { m: 0.2, u: 0.96, family: 0.2 },
  },
  city: {
    same: { m: 0.7, u: 0.03, family: 0.7 },
    nearly: { m: 0.1, u: 0.01, family: 0.1 },
    differs: { m: 0.2, u: 0.96, family: 0.2 },
  },
  birthOrder: {
    same: { m: 0.995, u: 0.6, family: 0.5 },
    differs: { m: 0.005, u: 0.4, family: 0.5 },
  },
};

/** A home is one fact told four times: telephone, street, postcode and city together are worth no more than this. */
const HOME: ReadonlySet<ComparedField> = new Set(['phone', 'street', 'postcode', 'city']);
const MAX_HOME_BITS = 12;

/** Among pairs that share a blocking key about one in eight thousand is one person; family that shares one, about one in three. */
export const DEFAULT_PRIORS = { strangers: 2 ** -13, family: 2 ** -1.5 };

export function comparePeople(a: Person, b: Person, priors = DEFAULT_PRIORS): PeopleComparison {
  const levels = fieldLevels(a, b);
  const fields: FieldComparison[] = [];
  let personal = 0;
  let home = 0;
  let familyWeight = 0;
  for (const [field, level] of levels) {
    const odds = LEVELS[field][level];
    if (!odds) continue;
    const weight = Math.log2(odds.m / odds.u);
    fields.push({ field, level, weight });
    familyWeight += Math.log2(odds.m / odds.family);
    if (HOME.has(field)) home += weight;
    else personal += weight;
  }
  const weight = personal + Math.min(home, MAX_HOME_BITS);
  const against = 2 ** -(weight + Math.log2(priors.strangers)) + 2 ** -(familyWeight + Math.log2(priors.family));
  return { probability: fields.length === 0 ? 0 : 1 / (1 + against), weight, familyWeight, fields };
}

function fieldLevels(a: Person, b: Person): [ComparedField, AgreementLevel][] {
  const found: [ComparedField, AgreementLevel | undefined][] = [
    ...nameLevels(a, b),
    ['birthDate', birthLevel(a.birthDate, b.birthDate)],
    ['sex', sameOrNot(a.sex, b.sex)],
    ['nationalId', idLevel(a.nationalIds ?? [], b.nationalIds ?? [])],
    ['mrn', shared((a.mrns ?? []).map(identifierText), (b.mrns ?? []).map(identifierText)) ? 'same' : undefined],
    ['phone', phoneLevel(a.phones ?? [], b.phones ?? [])],
    ...addressLevels(a, b),
    ['birthOrder', sameOrNot(a.birthOrder, b.birthOrder)],
  ];
  return found.flatMap(([field, level]) => (level === undefined ? [] : [[field, level]]));
}

/** The best agreement over all names either ever had; given and family written in each other's place count as crossed. */
function nameLevels(a: Person, b: Person): [ComparedField, AgreementLevel | undefined][] {
  const namesA = a.names.slice(0, 8).map(splitName);
  const namesB = b.names.slice(0, 8).map(splitName);
  let best: { levels: [ComparedField, AgreementLevel | undefined][]; bits: number } | undefined;
  for (const one of namesA) {
    for (const other of namesB) {
      const levels = nameLevelsOf(one, other);
      const bits = levels.reduce((sum, [field, level]) => sum + bitsOf(field, level), 0);
      if (!best || bits > best.bits) best = { levels, bits };
    }
  }
  return best?.levels ?? [];
}

interface SplitName {
  first: string;
  middle: readonly string[];
  family: readonly string[];
}

function splitName({ given, family }: Person['names'][number]): SplitName {
  const [first = '', ...middle] = nameParts(given.join(' '));
  const joined = joinedFamily(family);
  return { first, middle, family: [...nameParts(family), ...(joined === undefined ? [] : [joined])] };
}

function nameLevelsOf(a: SplitName, b: SplitName): [ComparedField, AgreementLevel | undefined][] {
  const straight: [ComparedField, AgreementLevel | undefined][] = [
    ['given', givenLevel(a, b)],
    ['family', bestLevel(a.family, b.family)],
  ];
  const isCrossed =
    [a.first, b.first].every((first) => first !== '') && a.family.includes(b.first) && b.family.includes(a.first);
  const crossed: [ComparedField, AgreementLevel | undefined][] = [['family', 'crossed']];
  return [...(isCrossed && a.first !== b.first ? crossed : straight), ['middle', middleLevel(a.middle, b.middle)]];
}

function givenLevel(a: SplitName, b: SplitName): AgreementLevel | undefined {
  if (a.first === '' || b.first === '') return undefined;
  const level = levelOf(compareNames(a.first, b.first, false));
  // Jayden and Hayden, Maria and Marie are one letter apart and two people: twins are named like that.
  const twoNames = isKnownGivenName(a.first) && isKnownGivenName(b.first) && !areNicknames(a.first, b.first);
  if (level === 'nearly' && twoNames) return 'similar';
  // Somebody who goes by the middle name.
  if (level === 'differs' && (a.middle.includes(b.first) || b.middle.includes(a.first))) return 'similar';
  return level;
}

function middleLevel(a: readonly string[], b: readonly string[]): AgreementLevel | undefined {
  const [one, other] = [a[0], b[0]];
  if (one === undefined || other === undefined) return undefined;
  if (one === other) return 'same';
  return compareNames(one, other, true) ? 'nearly' : 'differs';
}

function bestLevel(a: readonly string[], b: readonly string[]): AgreementLevel | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const order: AgreementLevel[] = ['same', 'nearly', 'similar', 'differs'];
  const levels = new Set(a.flatMap((one) => b.map((other) => levelOf(compareNames(one, other, false)))));
  return order.find((level) => levels.has(level));
}

function levelOf(match: NameMatch | undefined): AgreementLevel {
  if (!match) return 'differs';
  switch (match.how) {
    case 'exact':
      return 'same';
    case 'nickname':
    case 'letters swapped':
    case 'one letter off':
      return 'nearly';
    case 'prefix':
    case 'initial':
    case 'sounds like':
    case 'two letters off':
    case 'similar':
      return 'similar';
    default:
      return match.how satisfies never;
  }
}

function birthLevel(a: string | undefined, b: string | undefined): AgreementLevel | undefined {
  if (!a || !b) return undefined;
  const match = compareDates(a, b);
  if (!match) return 'differs';
  if (match.how === 'exact') return 'same';
  return match.value >= 0.75 ? 'nearly' : 'similar';
}

function idLevel(a: readonly string[], b: readonly string[]): AgreementLevel | undefined {
  if (a.length === 0 || b.length === 0) return undefined;
  const others = b.map(identifierText);
  const counts = a.flatMap((id) => others.map((other) => editsWithin2(identifierText(id), other)?.count ?? 3));
  const least = Math.min(...counts);
  return (['same', 'nearly', 'similar', 'differs'] as const)[least] ?? 'differs';
}

function phoneLevel(a: readonly string[], b: readonly string[]): AgreementLevel | undefined {
  const lastSeven = (phones: readonly string[]): string[] =>
    phones.map((phone) => phoneDigits(phone).slice(-7)).filter((digits) => digits.length === 7);
  const [one, other] = [lastSeven(a), lastSeven(b)];
  if (one.length === 0 || other.length === 0) return undefined;
  return shared(one, other) ? 'same' : 'differs';
}

/** The two addresses that agree best: people move, and both records keep what they were told. */
function addressLevels(a: Person, b: Person): [ComparedField, AgreementLevel | undefined][] {
  let best: { levels: [ComparedField, AgreementLevel | undefined][]; bits: number } | undefined;
  for (const one of (a.addresses ?? []).slice(0, 6)) {
    for (const other of (b.addresses ?? []).slice(0, 6)) {
      const levels: [ComparedField, AgreementLevel | undefined][] = [
        ['street', streetLevel(one.line, other.line)],
        ['postcode', nearLevel(identifierText(one.postcode ?? ''), identifierText(other.postcode ?? ''))],
        ['city', nearLevel(foldText(one.city ?? ''), foldText(other.city ?? ''))],
      ];
      const bits = levels.reduce((sum, [field, level]) => sum + bitsOf(field, level), 0);
      if (!best || bits > best.bits) best = { levels, bits };
    }
  }
  return best?.levels ?? [];
}

function streetLevel(a: string | undefined, b: string | undefined): AgreementLevel | undefined {
  const [foldedA, foldedB] = [foldText(a ?? ''), foldText(b ?? '')];
  if (foldedA === '' || foldedB === '') return undefined;
  if (foldedA === foldedB) return 'same';
  const [one, other] = [streetPlace(foldedA), streetPlace(foldedB)];
  if (!one || !other) return nearLevel(foldedA, foldedB);
  const word = levelOf(compareNames(one.word, other.word, false));
  if (word === 'same') return one.number === other.number ? 'same' : 'nearly';
  return one.number === other.number && word !== 'differs' ? 'nearly' : 'differs';
}

function nearLevel(a: string, b: string): AgreementLevel | undefined {
  if (a === '' || b === '') return undefined;
  const edits = editsWithin2(a, b);
  if (!edits) return 'differs';
  return edits.count === 0 ? 'same' : 'nearly';
}

function sameOrNot<T>(a: T | undefined, b: T | undefined): AgreementLevel | undefined {
  if (a === undefined || b === undefined) return undefined;
  return a === b ? 'same' : 'differs';
}

function shared(a: readonly string[], b: readonly string[]): boolean {
  return a.some((value) => value !== '' && b.includes(value));
}

function bitsOf(field: ComparedField, level: AgreementLevel | undefined): number {
  const odds = level === undefined ? undefined : LEVELS[field][level];
  return odds ? Math.log2(odds.m / odds.u) : 0;
}
