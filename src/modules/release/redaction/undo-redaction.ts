import type { Act } from '../../../platform/act.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { problems } from '../problems.ts';
import { mustBeInTime, redactionsChanged } from './redact.ts';
import { readRedactions } from './read-redactions.ts';

/**
 * A redaction no longer counts; it stays to be seen with who undid it and why. Undoing twice is undoing once.
 * @throws release/redaction-unknown, release/too-late
 */
export async function undoRedaction(
  act: Act,
  input: { requestId: string; redactionId: string; reason: string },
): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const redaction = (await readRedactions(act, request)).find(({ id }) => id === input.redactionId);
  if (redaction === undefined)
    throw problems.redactionUnknown({ detail: 'Nothing was changed. Reload the list of redactions.' });
  act.note({ subjectIds: [redaction.id, redaction.documentId] });
  if (redaction.undone !== null) return;
  mustBeInTime(request);
  const { labels } = await act.tx
    .selectFrom('release.redaction')
    .select('labels')
    .where('patient_id', '=', request.patientId)
    .where('id', '=', redaction.id)
    .executeTakeFirstOrThrow();
  await act.tx
    .insertInto('release.redaction_undoing')
    .values({
      patient_id: request.patientId,
      redaction_id: redaction.id,
      facility_id: request.facility.id,
      labels,
      request_id: request.id,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await redactionsChanged(act, request);
}
