import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { sendBack } from '../approve-release.ts';
import type { PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { findRedactable } from './find-redactable.ts';
import { REDACTION_REASONS, type RedactionReason } from './reasons.ts';
import type { Place, Redaction } from './read-redactions.ts';

export interface Redact {
  readonly requestId: string;
  readonly documentId: string;
  readonly kind: Redaction['kind'];
  readonly reason: RedactionReason;
  readonly note?: string | undefined;
  /** Whole pages have 0, 0, 1, 1. */
  readonly places: readonly Place[];
}

/** Words set in type have as many pages as they fill, which is known when that is done. */
const MOST_PAGES = 5_000;

/**
 * Blacks parts of a document out for this request. The document is not touched, and what stands under a place is kept
 * nowhere. After the approval it goes back to be approved anew; after the hand-over it is too late.
 * @throws release/too-late, release/place-off-page, release/not-redactable, release/document-unknown, release/not-yet
 */
export async function redact(act: Act, input: Redact): Promise<{ redactionId: string; places: number }> {
  const { request, document, labels, source } = await findRedactable(act, input, 'work');
  mustBeInTime(request);
  const pages = source.words === undefined ? (source.pages ?? 0) : MOST_PAGES;
  if (input.places.some(({ page, x, y, w, h }) => page > pages || x + w > 1.000_01 || y + h > 1.000_01))
    throw problems.placeOffPage({ detail: 'Nothing was redacted. Reload the document and draw the place again.' });
  const redactionId = newId();
  await act.tx
    .insertInto('release.redaction')
    .values({
      patient_id: request.patientId,
      id: redactionId,
      facility_id: request.facility.id,
      labels,
      request_id: request.id,
      document_patient_id: document.patientId,
      document_id: document.documentId,
      version_id: document.versionId,
      kind: input.kind,
      reason: input.reason,
      note: input.note?.trim() ?? null,
      drawn_on: source.drawnOn,
      places: JSON.stringify(input.places.map(({ page, x, y, w, h }) => ({ page, x, y, w, h }))),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [redactionId],
    count: input.places.length,
    detail: { kind: input.kind, code: REDACTION_REASONS[input.reason].code },
  });
  await redactionsChanged(act, request);
  return { redactionId, places: input.places.length };
}

/** @throws release/too-late */
export function mustBeInTime({ facts }: PatientRequest): void {
  if (facts.handOver === 'begun' || facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: 'Nothing was changed: the packet was handed over, or a hand-over was begun.' });
}

/** Whoever approved has approved something else. */
export async function redactionsChanged(act: Act, request: PatientRequest): Promise<void> {
  if (request.facts.approved && request.ids.scope !== null)
    await sendBack(act, {
      requestId: request.id,
      scopeId: request.ids.scope,
      reason: 'What is redacted was changed after the approval.',
    });
  act.emit('release.redacted', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
}
