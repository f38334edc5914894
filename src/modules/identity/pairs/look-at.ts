import { comparePeople, type PeopleComparison } from '../../../../packages/linkage/index.ts';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { type Candidate, findAlike } from '../../patients/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import { deriveStanding } from '../derive-standing.ts';
import { DUPLICATE, OVERLAP } from '../worklist.ts';
import { leastOf } from './cutoff.ts';

export type FoundHow = 'news' | 'whole' | 'person' | 'feed';

/** Far above any probability that is only likely: such pairs are handed out first. */
const ALL_BUT_CERTAIN = 0.99;

/**
 * Looks for registrations that may be the same person as this one and puts each pair before a person, once. A pair that was
 * said to be two people stays settled whatever is found again; one that is no longer alike leaves the queue.
 */
export async function lookAt(act: Act, patientId: string, how: FoundHow): Promise<void> {
  const alike = await findAlike(act, patientId);
  if (alike === undefined) return;
  const { own, others } = alike;
  const known = await knownPairs(act, own.survivorId);
  const best = new Map<string, { other: Candidate; said: PeopleComparison }>();
  const isOut = deriveStanding({ flags: own.found.flags, names: own.person.names }) !== undefined;
  for (const other of isOut ? [] : others) {
    if (deriveStanding({ flags: other.found.flags, names: other.person.names }) !== undefined) continue;
    const said = comparePeople(own.person, other.person);
    if (said.probability > (best.get(other.survivorId)?.said.probability ?? 0))
      best.set(other.survivorId, { other, said });
  }
  const least = best.size === 0 ? 1 : await leastOf(act, own.facilityId);
  const met = new Set<string>();
  for (const [otherId, { other, said }] of best) {
    if (said.probability < least) continue;
    met.add(otherId);
    if (known.get(otherId)?.settled !== true) await keepPair(act, { own, other, said, how }, known.get(otherId));
  }
  for (const [otherId, pair] of known)
    if (!met.has(otherId) && !pair.settled && !pair.named) await settlePair(act, pair, 'no-longer-alike');
}

export interface KnownPair {
  readonly patientId: string;
  readonly id: string;
  readonly kind: string;
  readonly settled: boolean;
  /** By a person or a feed: it does not leave the queue because the comparison finds the two unlike. */
  readonly named: boolean;
}

/** Pairs that a registration is one of, by the other one. */
async function knownPairs(act: Act, patientId: string): Promise<Map<string, KnownPair>> {
  const rows = await act.tx
    .selectFrom('identity.pair')
    .select(['patient_id', 'id', 'other_id', 'kind', 'settled_at', 'found_how'])
    .where(({ or, eb }) => or([eb('patient_id', '=', patientId), eb('other_id', '=', patientId)]))
    .limit(1_000)
    .execute();
  return new Map(
    rows.map((row) => [
      row.patient_id === patientId ? row.other_id : row.patient_id,
      {
        patientId: row.patient_id,
        id: row.id,
        kind: row.kind,
        settled: row.settled_at !== null,
        named: row.found_how === 'person' || row.found_how === 'feed',
      },
    ]),
  );
}

interface Met {
  readonly own: Candidate;
  readonly other: Candidate;
  readonly said: PeopleComparison;
  readonly how: FoundHow;
}

/** Keeps a pair in the queue, once. A person who names two that were settled opens what was decided; its id either way. */
export async function keepPair(act: Act, { own, other, said, how }: Met, knownBefore?: KnownPair): Promise<string> {
  const known = knownBefore ?? (await knownPairs(act, own.survivorId)).get(other.survivorId);
  if (known?.settled === true) return known.id;
  const { probability } = said;
  const fields = JSON.stringify(
    said.fields.map(({ field, level, weight }) => ({ field, level, weight: round(weight) })),
  );
  const labels = own.labels | other.labels;
  const [first, second] = own.survivorId < other.survivorId ? [own, other] : [other, own];
  const kind = own.facilityId === other.facilityId ? 'duplicate' : 'overlap';
  const id = known?.id ?? newId();
  if (known === undefined)
    await act.tx
      .insertInto('identity.pair')
      .values({
        patient_id: first.survivorId,
        id,
        facility_id: first.facilityId,
        labels: labels.toString(),
        other_id: second.survivorId,
        ...{ kind, probability, fields, found_how: how, found_at: act.now, compared_at: act.now },
      })
      .execute();
  else
    await act.tx
      .updateTable('identity.pair')
      .set({ kind, probability, fields, compared_at: act.now })
      .where('patient_id', '=', known.patientId)
      .where('id', '=', id)
      .execute();
  await openItem(act, {
    kind: kind === 'duplicate' ? DUPLICATE : OVERLAP,
    module: 'identity',
    subjectId: id,
    patientId: first.survivorId,
    facilityId: first.facilityId,
    labels,
    permission: 'identity/work',
    priority: probability >= ALL_BUT_CERTAIN ? 3 : 5,
  });
  act.emit('identity.pair-changed', { pairId: id });
  return id;
}

const round = (bits: number) => Math.round(bits * 10) / 10;

/** A pair leaves the queue; the row stays and remembers why. */
export async function settlePair(
  act: Act,
  pair: Pick<KnownPair, 'patientId' | 'id' | 'kind'>,
  how: 'merged' | 'different' | 'kept-apart' | 'no-longer-alike' | 'sealed',
): Promise<void> {
  await act.tx
    .updateTable('identity.pair')
    .set({ settled_at: act.now, settled_how: how })
    .where('patient_id', '=', pair.patientId)
    .where('id', '=', pair.id)
    .execute();
  await closeItem(act, {
    kind: pair.kind === 'duplicate' ? DUPLICATE : OVERLAP,
    subjectId: pair.id,
    outcome: how,
  });
  act.emit('identity.pair-changed', { pairId: pair.id });
}
