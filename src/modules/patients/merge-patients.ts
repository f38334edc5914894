import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { mustNotStayApart } from './link-patients.ts';
import { problems } from './problems.ts';
import { memberIds } from './read-patient.ts';
import { giveBackFields, type MergeChoices, takeFields } from './take-fields.ts';

/**
 * Two registrations are one person. Nothing moves: a row says so, the closure is rewritten for the few registrations of
 * that person, and every fact keeps the patient it was recorded under. Reversible, and the same for an HL7 A40.
 * `fields`: whose value stands on the survivor, where a person chose; given back when the merge is undone.
 * @throws patients/not-found, patients/already-merged, patients/kept-apart, patients/sealed-identity
 */
export async function mergePatients(
  act: Act,
  input: { retiredId: string; survivorId: string; reason: string; fields?: MergeChoices },
): Promise<{ mergeId: string }> {
  const retired = await lockedPatient(act, input.retiredId);
  await lockedPatient(act, input.survivorId);
  const from = await memberIds(act, input.retiredId);
  const into = await memberIds(act, input.survivorId);
  // Where one was merged before, its survivor: whoever files under it waits (documents/find-home.ts).
  for (const id of [from.survivorId, into.survivorId])
    if (id !== input.retiredId && id !== input.survivorId) await lockedPatient(act, id);
  if (from.survivorId === into.survivorId) throw problems.alreadyMerged({ detail: 'Nothing was changed.' });
  await mustNotStayApart(act, from.ids, into.ids);
  const mergeId = newId();
  await act.tx
    .insertInto('patients.merge')
    .values({
      patient_id: from.survivorId,
      id: mergeId,
      facility_id: retired.facility_id,
      labels: retired.labels,
      survivor_id: into.survivorId,
      reason: input.reason,
      merged_at: act.now,
      merged_by: act.actor.id,
    })
    .execute();
  await act.tx
    .updateTable('patients.member')
    .set({ survivor_id: into.survivorId })
    .where('survivor_id', '=', from.survivorId)
    .execute();
  await takeFields(act, { mergeId, retiredId: from.survivorId, survivorId: into.survivorId }, input.fields ?? {});
  act.note({ patientIds: [from.survivorId, into.survivorId], subjectIds: [mergeId] });
  act.emit('patients.merged', { mergeId, retiredId: from.survivorId, survivorId: into.survivorId });
  return { mergeId };
}

/**
 * The merge was wrong: both stand again as they did, with what was merged into either later.
 * @throws patients/not-merged
 */
export async function unmergePatients(act: Act, input: { mergeId: string; reason: string }): Promise<void> {
  const merge = await act.tx
    .selectFrom('patients.merge')
    .leftJoin('patients.unmerge', 'patients.unmerge.merge_id', 'patients.merge.id')
    .select([
      'patients.merge.patient_id',
      'patients.merge.survivor_id',
      'patients.merge.facility_id',
      'patients.merge.labels',
      'patients.unmerge.id as undone',
    ])
    .where('patients.merge.id', '=', input.mergeId)
    .executeTakeFirst();
  if (merge === undefined || merge.undone !== null)
    throw problems.notMerged({ detail: 'Nothing was changed. The merge may have been undone already.' });
  await lockedPatient(act, merge.patient_id);
  await act.tx
    .insertInto('patients.unmerge')
    .values({
      patient_id: merge.patient_id,
      id: newId(),
      facility_id: merge.facility_id,
      labels: merge.labels,
      merge_id: input.mergeId,
      reason: input.reason,
      unmerged_at: act.now,
      unmerged_by: act.actor.id,
    })
    .execute();
  await rebuildClosure(act, merge.survivor_id);
  await giveBackFields(act, { mergeId: input.mergeId, retiredId: merge.patient_id, survivorId: merge.survivor_id });
  act.note({ patientIds: [merge.patient_id, merge.survivor_id], subjectIds: [input.mergeId] });
  act.emit('patients.unmerged', { mergeId: input.mergeId, patientId: merge.patient_id, survivorId: merge.survivor_id });
}

/** Recomputes who stands for whom among the registrations that were together, from the merges still in force. */
async function rebuildClosure(act: Act, anyMember: string): Promise<void> {
  const { ids } = await memberIds(act, anyMember);
  const merges = await act.tx
    .selectFrom('patients.merge')
    .leftJoin('patients.unmerge', 'patients.unmerge.merge_id', 'patients.merge.id')
    .select(['patients.merge.patient_id', 'patients.merge.survivor_id'])
    .where('patients.merge.patient_id', 'in', ids)
    .where('patients.unmerge.id', 'is', null)
    .execute();
  const next = new Map(merges.map((merge) => [merge.patient_id, merge.survivor_id]));
  for (const id of ids) {
    let survivor = id;
    // A merge always goes to one that still stood, so there is no circle; the bound is the number of registrations.
    for (let step = 0; step < ids.length && next.has(survivor); step++) survivor = next.get(survivor) ?? survivor;
    await act.tx
      .updateTable('patients.member')
      .set({ survivor_id: survivor })
      .where('patient_id', '=', id)
      .where('survivor_id', '<>', survivor)
      .execute();
  }
}

async function lockedPatient(act: Act, id: string): Promise<{ facility_id: string; labels: string }> {
  const row = await act.tx
    .selectFrom('patients.patient')
    .select(['facility_id', 'labels'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw problems.notFound({ detail: 'Nothing was changed. Search for the patient again.' });
  return row;
}
