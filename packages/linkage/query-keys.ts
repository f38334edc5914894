import {
  birthVariants,
  deletionsOf,
  keyWeight,
  longDeletionsOf,
  phoneKeys,
  soundPairs,
  type SearchKeyKind,
} from './keys-for.ts';
import { isParticle } from './normalise.ts';
import { fullNamesOf } from './nicknames.ts';
import type { ParsedQuery, Reading } from './parse-query.ts';
import { soundsOf } from './sounds.ts';

/** A key to look up, the terms of the query that it would answer, and how: a prefix is a range on the key's column. */
export interface QueryKey {
  readonly kind: SearchKeyKind;
  readonly key: string;
  readonly match: 'exact' | 'prefix';
  readonly weight: number;
  /** Positions in `ParsedQuery.terms`: the rank of a candidate is the sum over terms of its best key for each. */
  readonly terms: readonly number[];
}

export const MAX_QUERY_KEYS = 300;

/** A single letter begins half of all names: it is scored, and looked up only together with another part. */
const SHORTEST_PREFIX = 2;
/** From here on a longer name (9 letters and more) may be two letters away. */
const NEAR_LONG_NAME = 7;

/**
 * The rows of the search key table that may hold the person. Variants of dates and both sides' deletions are made here, so
 * that the table stays small. Most telling first; past the bound the rest is dropped.
 */
export function queryKeys({ terms }: ParsedQuery): QueryKey[] {
  const keys = new Map<string, QueryKey>();
  const add = (
    kind: SearchKeyKind,
    key: string,
    weight: number,
    at: readonly number[],
    match: QueryKey['match'],
  ): void => {
    const slot = `${kind} ${match} ${key} ${at.join()}`;
    if ((keys.get(slot)?.weight ?? 0) < weight) keys.set(slot, { kind, key, match, weight, terms: at });
  };
  terms.forEach(({ readings }, at) => {
    for (const reading of readings) {
      addReading(reading, (kind, key, weight, match = 'exact') => add(kind, key, weight, [at], match));
    }
  });
  for (const [one, other, at] of namePairs(terms.map(({ readings }) => readings))) {
    add('full', `${one} ${other}`, keyWeight('full'), at, 'prefix');
    for (const pair of soundPairs(one, other)) add('pair', pair, keyWeight('pair'), at, 'exact');
  }
  return [...keys.values()].sort((a, b) => b.weight - a.weight).slice(0, MAX_QUERY_KEYS);
}

type Add = (kind: SearchKeyKind, key: string, weight: number, match?: QueryKey['match']) => void;

function addReading(reading: Reading, add: Add): void {
  switch (reading.as) {
    case 'name':
      return addName(reading.part, add);
    case 'birthDate':
      add('birth', reading.date, keyWeight('birth'));
      for (const { key, weight } of birthVariants(reading.date)) add('birth', key, weight);
      return;
    case 'birthYear':
      return add('birth', `${reading.year}-`, 1, 'prefix');
    case 'phone':
      for (const key of phoneKeys(reading.digits).slice(0, reading.digits.length > 7 ? 2 : 1)) {
        add('phone', key, key.length === 10 ? keyWeight('phone') : keyWeight('phone') - 1);
      }
      return;
    case 'mrn':
      add('mrn', reading.id, keyWeight('mrn'));
      return add('identifier', reading.id, keyWeight('identifier'));
    case 'address':
      return add('address', `${reading.number} ${reading.word}`, keyWeight('address'));
    default:
      return reading satisfies never;
  }
}

function addName(part: string, add: Add): void {
  const letters = [...part].length;
  add('name', part, keyWeight('name'));
  for (const full of fullNamesOf(part)) add('nickname', full, keyWeight('nickname'));
  // De and van are in no table of their own, but Ben, Le and Do are whole names: looked up as they are, and no further.
  if (isParticle(part)) return add('deletion', part, keyWeight('deletion'));
  if (letters >= SHORTEST_PREFIX) add('name', part, keyWeight('name') - 1, 'prefix');
  for (const sound of soundsOf(part)) add('sound', sound, keyWeight('sound'));
  // One letter too few here meets a deletion there; one too many meets the name; another letter meets in the middle.
  add('deletion', part, keyWeight('deletion'));
  for (const deletion of deletionsOf(part)) {
    add('name', deletion, keyWeight('deletion'));
    add('deletion', deletion, keyWeight('deletion'));
  }
  if (letters >= NEAR_LONG_NAME) {
    for (const deletion of longDeletionsOf(part)) add('deletion', deletion, keyWeight('deletion') - 0.5);
  }
}

/** Every two name parts in the order typed: both orders are in the table, and the last typed may be unfinished. */
function namePairs(readings: readonly (readonly Reading[])[]): [string, string, [number, number]][] {
  const names = readings.flatMap((options, at) =>
    options.flatMap((reading) => (reading.as === 'name' ? [{ part: reading.part, at }] : [])),
  );
  const pairs: [string, string, [number, number]][] = [];
  names.slice(0, 4).forEach((one, i) => {
    for (const other of names.slice(i + 1, 4)) pairs.push([one.part, other.part, [one.at, other.at]]);
  });
  return pairs;
}
