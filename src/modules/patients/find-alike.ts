import { keysFor, type QueryKey, type SearchKeyKind } from '../../../packages/linkage/index.ts';
import type { Act } from '../../platform/act.ts';
import { type Candidate, findCandidates, readComparable } from './find-candidates.ts';

/**
 * Keys by which another registration of the same person is met, each with the term it counts for: of one term only the best
 * key counts. A part of a name alone, its sound and what is left of it without a letter bring strangers in their thousands,
 * and whoever shares them is met by the birth date, two parts of the name, the telephone or a number as well.
 */
const TERM_OF: Partial<Readonly<Record<SearchKeyKind, number>>> = {
  full: 1,
  pair: 1,
  birth: 2,
  phone: 3,
  identifier: 4,
  mrn: 4,
  address: 5,
};
const MOST_KEYS = 24;
const MOST_ALIKE = 30;

/**
 * A registration and others that may be the same person, to be compared: at most 30, whoever shares most with it first.
 * Undefined where the actor may not see it. Merged registrations of the same person are left out.
 */
export async function findAlike(
  act: Act,
  patientId: string,
): Promise<{ readonly own: Candidate; readonly others: readonly Candidate[] } | undefined> {
  const [own] = await readComparable(act, [patientId]);
  if (own === undefined) return undefined;
  const found = await findAlikePerson(act, own.person, MOST_ALIKE + 1);
  return { own, others: found.filter((each) => each.survivorId !== own.survivorId) };
}

/** Registrations that may be this person, who need not be registered; to be compared. */
export async function findAlikePerson(
  act: Act,
  person: Candidate['person'],
  most = MOST_ALIKE,
): Promise<readonly Candidate[]> {
  const keys = keysFor(person).flatMap(({ kind, key, weight }): QueryKey[] => {
    const term = TERM_OF[kind];
    return term === undefined ? [] : [{ kind, key, weight, match: 'exact', terms: [term] }];
  });
  return keys.length === 0 ? [] : findCandidates(act, keys.slice(0, MOST_KEYS), most);
}
