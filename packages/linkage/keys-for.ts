import { foldText, identifierText, isParticle, nameParts, phoneDigits, streetPlace } from './normalise.ts';
import { fullNamesOf } from './nicknames.ts';
import type { Person, PersonName } from './person.ts';
import { soundsOf } from './sounds.ts';

/**
 * - `name`: each part of every name the person ever had
 * - `sound`, `nickname`: how a part sounds; the full names it may stand for
 * - `deletion`: a part with one letter left out (SymSpell, Garbe 2012): misspellings meet in what both have left
 * - `full`: two parts of one name in either order, `smith john`; `pair`: the sounds of two. Selective where a part is not
 * - `birth`: YYYY-MM-DD (or as much as is known); variants are made of the query, so they cost no rows
 * - `phone`: the last ten and the last seven digits; `mrn`: any record number; `identifier`: numbers of a life
 * - `address`: house number and street word
 */
export type SearchKeyKind =
  'name' | 'sound' | 'nickname' | 'deletion' | 'full' | 'pair' | 'birth' | 'phone' | 'mrn' | 'identifier' | 'address';

export interface SearchKey {
  readonly kind: SearchKeyKind;
  readonly key: string;
  /** How much it says when it meets its like: candidates are ranked by the sum before they are scored. */
  readonly weight: number;
}

export const MAX_KEYS_PER_PERSON = 120;
const MAX_NAMES = 12;
const MAX_OF_A_KIND = 8;

/** From this length on a name also gets the deletions of two letters out of its first seven. */
const LONG_NAME = 9;
const LONG_PREFIX = 7;
/** Two letters left out of three is no longer a name. */
const SHORTEST_DELETED = 3;

const WEIGHT: Readonly<Record<SearchKeyKind, number>> = {
  mrn: 10,
  identifier: 10,
  birth: 6,
  phone: 6,
  full: 5,
  name: 4,
  pair: 3,
  nickname: 2.5,
  address: 2,
  sound: 2,
  deletion: 1.5,
};

export function keyWeight(kind: SearchKeyKind): number {
  return WEIGHT[kind];
}

/**
 * What a person is found by. Past the bound the least telling fall away first: deletions of the oldest names, so the caller
 * lists the current name first.
 */
export function keysFor(person: Person): SearchKey[] {
  const names = person.names.slice(0, MAX_NAMES).map(partsOf);
  const keys = new KeySet();
  for (const mrn of (person.mrns ?? []).slice(0, MAX_OF_A_KIND)) keys.add('mrn', identifierText(mrn));
  for (const id of (person.nationalIds ?? []).slice(0, MAX_OF_A_KIND)) keys.add('identifier', identifierText(id));
  if (person.birthDate) keys.add('birth', person.birthDate);
  for (const phone of (person.phones ?? []).slice(0, MAX_OF_A_KIND)) {
    for (const key of phoneKeys(phone)) keys.add('phone', key);
  }
  for (const { all } of names) for (const part of all) keys.add('name', part);
  for (const { pairs } of names) {
    for (const [one, other] of pairs) {
      keys.add('full', `${one} ${other}`);
      keys.add('full', `${other} ${one}`);
      for (const pair of soundPairs(one, other)) keys.add('pair', pair);
    }
  }
  for (const { all } of names) for (const part of all) for (const sound of soundsOf(part)) keys.add('sound', sound);
  for (const { given } of names) {
    for (const part of given) for (const full of fullNamesOf(part)) keys.add('nickname', full);
  }
  for (const { line } of (person.addresses ?? []).slice(0, MAX_OF_A_KIND)) {
    const place = streetPlace(line ?? '');
    if (place) keys.add('address', `${place.number} ${place.word}`);
  }
  for (const { spelled } of names) {
    for (const part of spelled) for (const deletion of indexedDeletions(part)) keys.add('deletion', deletion);
  }
  return keys.all();
}

/** The last ten digits tell a line; the last seven are what people say. */
export function phoneKeys(phone: string): string[] {
  const digits = phoneDigits(phone);
  if (digits.length < 7) return [];
  return [...new Set([digits.slice(-10), digits.slice(-7)])];
}

export function birthVariants(date: string): { key: string; weight: number }[] {
  const [year = '', month = '', day = ''] = date.split('-');
  if (day === '') return [];
  const variants = new Map<string, number>();
  const add = (key: string, weight: number): void => {
    if (key !== date && !variants.has(key)) variants.set(key, weight);
  };
  if (Number(day) <= 12) add(`${year}-${day}-${month}`, 3);
  for (const off of [1, -1, 10, -10]) add(`${String(Number(year) + off).padStart(4, '0')}-${month}-${day}`, 2);
  add(`${year.slice(0, 2)}${year.slice(3)}${year.slice(2, 3)}-${month}-${day}`, 2);
  return [...variants].map(([key, weight]) => ({ key, weight }));
}

/** The sounds of two parts, whichever came first. */
export function soundPairs(one: string, other: string): string[] {
  const pairs: string[] = [];
  for (const a of soundsOf(one)) {
    for (const b of soundsOf(other)) pairs.push(a < b ? `${a} ${b}` : `${b} ${a}`);
  }
  return [...new Set(pairs)];
}

/** Every way to leave one letter out. */
export function deletionsOf(part: string): string[] {
  const letters = [...part];
  if (letters.length <= SHORTEST_DELETED || letters.length > 40) return [];
  return [...new Set(letters.map((_, i) => [...letters.slice(0, i), ...letters.slice(i + 1)].join('')))];
}

/** The first seven letters of a long name with up to two left out, marked so that no short name is taken for one. */
export function longDeletionsOf(part: string): string[] {
  const prefix = [...part].slice(0, LONG_PREFIX);
  const once = deletionsOf(prefix.join(''));
  return [...new Set([prefix.join(''), ...once, ...once.flatMap(deletionsOf)])].map((key) => `${key}*`);
}

function indexedDeletions(part: string): string[] {
  return [...part].length >= LONG_NAME ? [...deletionsOf(part), ...longDeletionsOf(part)] : deletionsOf(part);
}

interface NameKeys {
  given: string[];
  /** Given and family parts, and a compound family name also as one word: delacruz, garcialopez. */
  all: string[];
  /** Without the run-together form, whose misspellings are not worth their rows. */
  spelled: string[];
  /** Each given with each family part. */
  pairs: [string, string][];
}

function partsOf(name: PersonName): NameKeys {
  const given = nameParts(name.given.slice(0, 4).join(' '));
  const written = nameParts(name.family);
  const meaningful = written.filter((part) => !isParticle(part));
  const family = meaningful.length > 0 ? meaningful : written;
  const joined = joinedFamily(name.family);
  const families = joined === undefined ? family : [...family, joined];
  const pairs = families.flatMap((last) => given.slice(0, 2).map((first): [string, string] => [last, first]));
  return { given, all: [...new Set([...families, ...given])], spelled: [...new Set([...family, ...given])], pairs };
}

/** A family name of several words as it looks when somebody leaves out the spaces. */
export function joinedFamily(family: string): string | undefined {
  const words = foldText(family).split(' ');
  return words.length > 1 && words.length <= 4 ? words.join('').slice(0, 40) : undefined;
}

class KeySet {
  readonly #keys = new Map<string, SearchKey>();

  add(kind: SearchKeyKind, key: string): void {
    if (key === '' || this.#keys.size >= MAX_KEYS_PER_PERSON) return;
    this.#keys.set(`${kind} ${key}`, { kind, key, weight: WEIGHT[kind] });
  }

  all(): SearchKey[] {
    return [...this.#keys.values()];
  }
}
