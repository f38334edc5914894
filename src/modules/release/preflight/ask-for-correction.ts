import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import type { PatientRequest } from '../load-request.ts';

const KIND = 'release.misfiled';

/**
 * Whoever corrects charts finds the case in a queue of its own. What is done there is the correction of documents as it is
 * everywhere; whether an incident follows is decided there, by what was handed over.
 */
export async function askForCorrection(act: Act, request: PatientRequest): Promise<void> {
  await openItem(act, {
    kind: KIND,
    module: 'release',
    subjectId: request.id,
    patientId: request.patientId,
    facilityId: request.facility.id,
    labels: request.labels,
    permission: 'documents/correct',
    priority: 3,
  });
}

/** No document of the request is left that was sent to be corrected and still stands in the chart. */
export async function endCorrection(act: Act, requestId: string): Promise<void> {
  const sent = await act.tx
    .selectFrom('release.preflight_settlement as s')
    .innerJoin('release.preflight_finding as f', (join) =>
      join.onRef('f.patient_id', '=', 's.patient_id').onRef('f.id', '=', 's.finding_id'),
    )
    .leftJoin('documents.entered_in_error as e', (join) =>
      join
        .onRef('e.patient_id', '=', 'f.document_patient_id')
        .onRef('e.document_id', '=', 'f.document_id')
        .on('e.withdrawn_at', 'is', null),
    )
    .select(['s.mark', 's.decision', 'e.id as struck'])
    .distinctOn('s.mark')
    .where('s.request_id', '=', requestId)
    .orderBy('s.mark')
    .orderBy('s.recorded_at', 'desc')
    .orderBy('s.id', 'desc')
    .execute();
  if (sent.some(({ decision, struck }) => decision === 'correct' && struck === null)) return;
  await closeItem(act, { kind: KIND, subjectId: requestId, outcome: 'corrected' });
}

/** A document was struck through or moved: the requests that sent it to be corrected may be done with it. */
export async function followCorrection(act: Act, documentId: string): Promise<void> {
  const requests = await act.tx
    .selectFrom('release.preflight_finding as f')
    .innerJoin('release.preflight_settlement as s', (join) =>
      join.onRef('s.patient_id', '=', 'f.patient_id').onRef('s.finding_id', '=', 'f.id'),
    )
    .select('s.request_id')
    .distinct()
    .where('f.document_id', '=', documentId)
    .where('s.decision', '=', 'correct')
    .execute();
  for (const { request_id: requestId } of requests) await endCorrection(act, requestId);
  act.note({ subjectIds: [documentId], count: requests.length });
}
