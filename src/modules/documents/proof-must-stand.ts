import type { Act, EmittedEvent } from '../../platform/act.ts';
import { memberIds } from '../patients/index.ts';
import { problems } from './problems.ts';

/**
 * A paper that is named as the proof of a power is in the record of this person, seen by whoever names it, and stands. Asked
 * in the act that names it: `patients` knows no documents. @throws documents/proof-unknown
 */
export async function proofMustStand(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, documentId } = event.payload as { patientId: string; documentId: string }; // declared by patients
  const { ids } = await memberIds(act, patientId);
  const row = await act.tx
    .selectFrom('documents.document as d')
    .leftJoin('documents.entered_in_error as e', (join) =>
      join
        .onRef('e.patient_id', '=', 'd.patient_id')
        .onRef('e.document_id', '=', 'd.id')
        .on('e.withdrawn_at', 'is', null),
    )
    .select(['d.id', 'e.id as struck'])
    .where('d.patient_id', 'in', [...ids])
    .where('d.id', '=', documentId)
    .executeTakeFirst();
  if (row !== undefined && row.struck === null) return;
  throw problems.proofUnknown({
    detail:
      'Nothing was saved. The paper named as proof is not in the record of this patient, or was struck through. Choose it again.',
    at: 'proofDocumentId',
  });
}
