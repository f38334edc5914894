import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { membersOf } from './find-home.ts';
import type { LoadedDocument } from './load-document.ts';
import { problems } from './problems.ts';

/** The one of two equal documents that stays in the chart. */
export interface StayingDocument {
  readonly patientId: string;
  readonly documentId: string;
  readonly facilityId: string;
  readonly labels: bigint;
}

/**
 * A document of the same chart, merged registrations included, that stands.
 * @throws documents/no-such-twin
 */
export async function mustStay(act: Act, struck: LoadedDocument, documentId: string): Promise<StayingDocument> {
  const twin = await act.tx
    .selectFrom('documents.document as d')
    .select(['d.patient_id', 'd.facility_id', 'd.labels'])
    .where('d.patient_id', 'in', await membersOf(act, struck.patientId))
    .where('d.id', '=', documentId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('documents.entered_in_error as e')
            .select('e.id')
            .whereRef('e.patient_id', '=', 'd.patient_id')
            .whereRef('e.document_id', '=', 'd.id')
            .where('e.withdrawn_at', 'is', null),
        ),
      ),
    )
    .forUpdate('d')
    .executeTakeFirst();
  if (twin === undefined || documentId === struck.documentId)
    throw problems.noSuchTwin({
      detail: 'Nothing was changed. Choose another document of this chart that is not entered in error.',
      at: 'duplicateOf',
    });
  return {
    patientId: twin.patient_id,
    documentId,
    facilityId: twin.facility_id,
    labels: BigInt(twin.labels),
  };
}

/** One row on each side, in the act that strikes one of them: they hold as long as that striking does. */
export async function linkDuplicate(act: Act, struck: LoadedDocument, stays: StayingDocument): Promise<void> {
  const row = (one: StayingDocument, kind: string, other: StayingDocument) => ({
    patient_id: one.patientId,
    id: newId(),
    facility_id: one.facilityId,
    labels: one.labels,
    document_id: one.documentId,
    kind,
    other_patient_id: other.patientId,
    other_document_id: other.documentId,
    recorded_at: act.now,
    recorded_by: act.actor.id,
  });
  await act.tx
    .insertInto('documents.link')
    .values([row(struck, 'duplicate-of', stays), row(stays, 'has-duplicate', struck)])
    .execute();
}
