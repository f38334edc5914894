import type { Act } from '../../../platform/act.ts';
import { listDocuments } from '../../documents/index.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import type { ProofKind } from './kinds.ts';
import { payerProblems as problems } from './problems.ts';
import { refreshPayerCase } from './refresh-payer-case.ts';

export interface NewProof {
  readonly requestId: string;
  readonly submissionId: string;
  readonly kind: ProofKind;
  readonly number: string;
  readonly receivedOn: string;
  /** Where the confirmation is filed with the patient. */
  readonly documentId?: string | undefined;
}

/**
 * Records what shows that a submission arrived, once: it can be shown to a payer that denies for missing records.
 * @throws release/submission-unknown, release/submission-proved, release/submission-unfit, release/proof-unknown
 */
export async function proveSubmission(act: Act, input: NewProof): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'any-work');
  const submission = await loadSubmission(act, request, input.submissionId);
  if (submission.proved)
    throw problems.submissionProved({ detail: 'Nothing was saved. Reload the case to see it and who recorded it.' });
  if (input.receivedOn > request.today || input.receivedOn < submission.handedInOn)
    throw problems.submissionUnfit({
      detail: 'Nothing was saved. It arrived between the day it was handed in and today.',
      at: 'receivedOn',
    });
  const document = input.documentId === undefined ? undefined : await proofOf(act, request, input.documentId);
  await act.tx
    .insertInto('release.submission_proof')
    .values({
      submission_id: submission.id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      kind: input.kind,
      number: input.number.trim(),
      document_patient_id: document?.patientId ?? null,
      document_id: document?.id ?? null,
      received_on: input.receivedOn,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [submission.id], detail: { kind: input.kind } });
  await refreshPayerCase(act, request);
}

/** @throws release/submission-unknown */
export async function loadSubmission(act: Act, request: LoadedRequest, id: string) {
  const row = await act.tx
    .selectFrom('release.submission as s')
    .leftJoin('release.submission_proof as p', 'p.submission_id', 's.id')
    .select(['s.id', 's.handed_in_on as handedInOn', 'p.kind as proof'])
    .where('s.request_id', '=', request.id)
    .where('s.id', '=', id)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.submissionUnknown({ detail: 'Nothing was saved. Reload the case and choose the submission again.' });
  return { ...row, proved: row.proof !== null };
}

async function proofOf(act: Act, request: LoadedRequest, documentId: string) {
  const { patientId } = request;
  const { documents } =
    patientId === null ? { documents: [] } : await listDocuments(act, { patientId, documentIds: [documentId] });
  const [document] = documents;
  if (document === undefined)
    throw problems.proofUnknown({ detail: 'Nothing was saved. Choose the document again.', at: 'documentId' });
  return document;
}
