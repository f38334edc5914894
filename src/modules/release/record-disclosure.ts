import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { facilityById } from '../directory/index.ts';
import { listDocuments } from '../documents/index.ts';
import { readPatient } from '../patients/index.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import type { DisclosureBasis } from './decide-accountable.ts';
import { refuseOwnRecord } from './load-request.ts';
import { problems } from './problems.ts';
import type { Reason } from './reason.ts';
import { type NewDisclosure, writeDisclosure } from './write-disclosure.ts';

export interface RecordDisclosure {
  readonly patientId: string;
  readonly basis: DisclosureBasis;
  readonly recipient: NewDisclosure['recipient'];
  readonly description: string;
  readonly purpose: string;
  readonly disclosedAt: Date;
  readonly channel: Exclude<NewDisclosure['channel'], 'link'>;
  readonly pages?: number | undefined;
  readonly documents?: readonly { readonly patientId: string; readonly documentId: string }[] | undefined;
}

/**
 * A disclosure that was made without a packet: a report to public health, a call to a coroner, a fax to a wrong number. It
 * has happened, so the log row and its confirmation are written together.
 * @throws release/own-record, release/received-in-future, release/document-unknown, patients/not-found
 */
export async function recordDisclosure(
  act: Act,
  input: RecordDisclosure,
): Promise<{ disclosureId: string; accountable: boolean; reason: Reason }> {
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  if (input.disclosedAt > act.now)
    throw problems.receivedInFuture({
      detail: 'Nothing was saved. Give the moment at which it happened.',
      at: 'disclosedAt',
    });
  const facility = await facilityById(act, patient.facilityId);
  const labels = maskOf(patient.labels);
  const documents = await versionsOf(act, input);
  const written = await writeDisclosure(act, {
    patientId: patient.id,
    facilityId: facility.id,
    labels,
    basis: input.basis,
    recipient: input.recipient,
    description: input.description,
    purpose: input.purpose,
    disclosedAt: input.disclosedAt,
    disclosedOn: localDate(input.disclosedAt, facility.timeZone),
    channel: input.channel,
    ...(input.pages === undefined ? {} : { pages: input.pages }),
    ...(documents === undefined ? {} : { documents }),
  });
  await act.tx
    .insertInto('release.confirmation')
    .values({
      patient_id: patient.id,
      id: newId(),
      facility_id: facility.id,
      labels,
      disclosure_id: written.disclosureId,
      outcome: 'handed-over',
      how: 'Recorded after it was made',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  return written;
}

async function versionsOf(act: Act, { patientId, documents }: RecordDisclosure) {
  if (documents === undefined) return undefined;
  const { documents: known } = await listDocuments(act, {
    patientId,
    documentIds: documents.map(({ documentId }) => documentId),
  });
  return documents.map(({ documentId }) => {
    const summary = known.find(({ id }) => id === documentId);
    if (summary === undefined)
      throw problems.documentUnknown({
        detail: 'Nothing was saved. Choose the documents from the record of this patient.',
      });
    return { patientId: summary.patientId, documentId, versionId: summary.currentVersionId };
  });
}
