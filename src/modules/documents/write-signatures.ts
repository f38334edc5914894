import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { NewSignature } from './document.ts';
import type { DocumentHome } from './write-version.ts';

export async function writeSignatures(
  act: Act,
  home: Omit<DocumentHome, 'keySlot'>,
  versionId: string,
  signatures: readonly NewSignature[],
): Promise<string[]> {
  if (signatures.length === 0) return [];
  const rows = signatures.map((signature) => ({
    patient_id: home.patientId,
    id: newId(),
    facility_id: home.facilityId,
    labels: home.labels,
    document_id: home.documentId,
    version_id: versionId,
    role: signature.role,
    signer_name: signature.signer.name,
    signer_practitioner_id: signature.signer.practitionerId ?? null,
    signed_at: signature.signedAt,
    how: signature.how,
    recorded_at: act.now,
    recorded_by: act.actor.id,
  }));
  await act.tx.insertInto('documents.signature').values(rows).execute();
  return rows.map((row) => row.id);
}
