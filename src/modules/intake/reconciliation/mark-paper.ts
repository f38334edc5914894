import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { problems } from '../problems.ts';

export type PaperMarkKind = 'no-paper' | 'at-desk';

/**
 * A person says that no paper is coming (with the reason), or that it lies at the desk and is not scanned yet. Said twice,
 * the first stands.
 * @throws intake/encounter-not-found, intake/reason-missing
 */
export async function markPaper(
  act: Act,
  input: { patientId: string; encounterId: string; kind: PaperMarkKind; reason?: string | undefined },
): Promise<void> {
  const reason = (input.reason ?? '').trim();
  if (input.kind === 'no-paper' && reason === '')
    throw problems.reasonMissing({
      detail: 'Nothing was changed. Say in a few words why no paper is coming.',
      at: 'reason',
    });
  const encounter = await loadEncounter(act, input);
  await act.tx
    .insertInto('intake.paper_mark')
    .values({
      id: newId(),
      patient_id: input.patientId,
      encounter_id: input.encounterId,
      facility_id: encounter.facility_id,
      labels: encounter.labels,
      kind: input.kind,
      reason: reason === '' ? null : reason,
      marked_at: act.now,
      marked_by: act.actor.id,
    })
    .onConflict((conflict) =>
      conflict.columns(['patient_id', 'encounter_id', 'kind']).where('withdrawn_at', 'is', null).doNothing(),
    )
    .execute();
  act.note({ subjectIds: [input.encounterId], patientIds: [input.patientId], count: 1, detail: { kind: input.kind } });
  act.emit('intake.paper-marked', { patientId: input.patientId, encounterId: input.encounterId, kind: input.kind });
}

/** Takes such a mark back. @throws intake/encounter-not-found, intake/nothing-to-undo */
export async function unmarkPaper(
  act: Act,
  input: { patientId: string; encounterId: string; kind: PaperMarkKind },
): Promise<void> {
  await loadEncounter(act, input);
  const taken = await act.tx
    .updateTable('intake.paper_mark')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', input.patientId)
    .where('encounter_id', '=', input.encounterId)
    .where('kind', '=', input.kind)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (taken.numUpdatedRows === 0n)
    throw problems.nothingToUndo({ detail: 'Nothing was changed. Somebody took the mark back already; reload.' });
  act.note({ subjectIds: [input.encounterId], patientIds: [input.patientId], count: 1, detail: { kind: input.kind } });
  act.emit('intake.paper-marked', { patientId: input.patientId, encounterId: input.encounterId, kind: input.kind });
}

/** @throws intake/encounter-not-found */
async function loadEncounter(act: Act, key: { patientId: string; encounterId: string }) {
  const found = await act.tx
    .selectFrom('encounters.encounter')
    .select(['facility_id', 'labels'])
    .where('patient_id', '=', key.patientId)
    .where('id', '=', key.encounterId)
    .executeTakeFirst();
  if (found === undefined)
    throw problems.encounterNotFound({ detail: 'Nothing was changed. Reload the list; the visit may be restricted.' });
  return found;
}
