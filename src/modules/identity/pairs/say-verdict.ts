import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { keepApart, liftKeptApart } from '../../patients/index.ts';
import { openItem } from '../../worklist/index.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { DUPLICATE, OVERLAP } from '../worklist.ts';
import { loadPair } from './load-pair.ts';
import { settlePair } from './look-at.ts';

export type Verdict = 'different' | 'kept-apart' | 'unsure' | 'withdrawn';

/**
 * Not the same person, and remembered: the pair never comes back by itself. *Kept apart* also forbids every merge of the
 * two, by a desk or a feed. *Unsure* leaves it in the queue; *withdrawn* puts a settled one back.
 * @throws identity/pair-unknown, identity/pair-settled, identity/own-record
 */
export async function sayVerdict(
  act: Act,
  input: { readonly pairId: string; readonly verdict: Verdict; readonly reason: string },
): Promise<void> {
  const pair = await loadPair(act, input.pairId, input.verdict === 'withdrawn' ? 'read' : 'change');
  await refuseOwnRecord(act, [pair.patient_id, pair.other_id]);
  await keepVerdict(act, pair, input);
  const two = { patientId: pair.patient_id, otherId: pair.other_id, reason: input.reason };
  const settled = { patientId: pair.patient_id, id: pair.id, kind: pair.kind };
  if (input.verdict === 'kept-apart') await keepApart(act, two);
  if (input.verdict === 'different' || input.verdict === 'kept-apart') await settlePair(act, settled, input.verdict);
  if (input.verdict === 'withdrawn') {
    await liftKeptApart(act, two);
    await act.tx
      .updateTable('identity.pair')
      .set({ settled_at: null, settled_how: null })
      .where('patient_id', '=', pair.patient_id)
      .where('id', '=', pair.id)
      .execute();
    await openItem(act, {
      kind: pair.kind === 'duplicate' ? DUPLICATE : OVERLAP,
      module: 'identity',
      subjectId: pair.id,
      patientId: pair.patient_id,
      facilityId: pair.facility_id,
      labels: BigInt(pair.labels),
      permission: 'identity/work',
    });
  }
  act.note({ detail: { verdict: input.verdict } });
  act.emit('identity.pair-changed', { pairId: pair.id });
}

interface PairRow {
  readonly id: string;
  readonly patient_id: string;
  readonly facility_id: string;
  readonly labels: string;
  readonly probability: number;
}

export async function keepVerdict(
  act: Act,
  pair: PairRow,
  said: { readonly verdict: Verdict | 'same'; readonly reason: string; readonly mergeId?: string },
): Promise<void> {
  await act.tx
    .insertInto('identity.verdict')
    .values({
      patient_id: pair.patient_id,
      id: newId(),
      facility_id: pair.facility_id,
      labels: pair.labels,
      pair_id: pair.id,
      verdict: said.verdict,
      probability: pair.probability,
      merge_id: said.mergeId ?? null,
      reason: said.reason,
      decided_at: act.now,
      decided_by: act.actor.id,
    })
    .execute();
}
