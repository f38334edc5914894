import type { Act } from '../../../platform/act.ts';
import { type MergeChoices, mergePatients } from '../../patients/index.ts';
import { loadPair } from '../pairs/load-pair.ts';
import { settlePair } from '../pairs/look-at.ts';
import { keepVerdict } from '../pairs/say-verdict.ts';
import { refuseOwnRecord } from '../own-record.ts';
import { problems } from '../problems.ts';
import { oweNotices } from './notices.ts';

export interface MergePair {
  readonly pairId: string;
  readonly survivorId: string;
  readonly fields: MergeChoices;
  readonly reason: string;
  /** The states that were compared: registration and its version. */
  readonly versions: readonly { readonly id: string; readonly version: number }[];
}

/**
 * The two are one person: merged in one act that can be undone, with the values chosen field by field, and every system
 * that keeps the same people is owed the news. Two registrations of two facilities are linked by the same act: both
 * numbers stay in use.
 * @throws identity/pair-settled, identity/not-of-pair, identity/changed-meanwhile, identity/in-question, as mergePatients
 */
export async function mergePair(act: Act, input: MergePair): Promise<{ mergeId: string }> {
  const pair = await loadPair(act, input.pairId, 'change');
  const both = [pair.patient_id, pair.other_id];
  await refuseOwnRecord(act, both);
  if (!both.includes(input.survivorId))
    throw problems.notOfPair({ detail: 'Nothing was changed. Choose which of the two stands.', at: 'survivorId' });
  await mustBeAsCompared(act, both, input.versions);
  const retiredId = both.find((id) => id !== input.survivorId) ?? '';
  const { mergeId } = await mergePatients(act, {
    retiredId,
    survivorId: input.survivorId,
    reason: input.reason,
    fields: input.fields,
  });
  await keepVerdict(act, pair, { verdict: 'same', reason: input.reason, mergeId });
  await settlePair(act, { patientId: pair.patient_id, id: pair.id, kind: pair.kind }, 'merged');
  await oweNotices(act, { mergeId, retiredId, undone: false });
  act.note({ detail: { merged: true } });
  return { mergeId };
}

async function mustBeAsCompared(act: Act, both: readonly string[], versions: MergePair['versions']): Promise<void> {
  const rows = await act.tx.selectFrom('patients.patient').select(['id', 'version']).where('id', 'in', both).execute();
  const seen = new Map(versions.map(({ id, version }) => [id, version]));
  if (rows.length < both.length || rows.some(({ id, version }) => seen.get(id) !== version))
    throw problems.changedMeanwhile({ detail: 'Nothing was merged. Open the pair again and compare what is new.' });
  const flagged = await act.tx
    .selectFrom('patients.flag')
    .select('id')
    .where('patient_id', 'in', both)
    .where('kind', '=', 'identity-in-question')
    .where('lowered_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (flagged !== undefined)
    throw problems.inQuestion({ detail: 'Nothing was merged. Settle the overlay first; then compare again.' });
}
