import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import type { JsonObject } from '../read-json.ts';
import { indexAgain } from '../search/write-index.ts';
import { keepHistory } from '../store.ts';
import { isWrittenThroughFhir } from '../written-through.ts';

/** The document of an event, as documents declares it. */
interface OfDocument {
  readonly patientId: string;
  readonly documentId: string;
}

/** Somebody changed how sensitive a document is: its resource follows in the same transaction. */
export async function projectLabels(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, documentId } = event.payload as unknown as OfDocument;
  await sql`SELECT fhir.follow_labels(${patientId}::uuid, ${documentId}::uuid)`.execute(act.tx);
}

/** The desk struck a document through: nobody may read its resource as one that stands. */
export async function projectStruck(act: Act, event: EmittedEvent): Promise<void> {
  await projectStatus(act, event, 'entered-in-error');
}

export async function projectStanding(act: Act, event: EmittedEvent): Promise<void> {
  await projectStatus(act, event, 'current');
}

/** The hash stays that of what the source said: its saying the same again does not undo what the desk did. */
async function projectStatus(act: Act, event: EmittedEvent, status: string): Promise<void> {
  if (isWrittenThroughFhir(act)) return;
  const { documentId } = event.payload as unknown as OfDocument;
  const row = await act.tx
    .selectFrom('fhir.resource')
    .select(['patient_id', 'version', 'content'])
    .where('type', '=', 'DocumentReference')
    .where('id', '=', documentId)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return;
  const { meta, ...rest } = JSON.parse(row.content) as { meta?: JsonObject }; // we wrote it
  const version = row.version + 1;
  const content: JsonObject = {
    ...rest,
    meta: { ...meta, versionId: String(version), lastUpdated: act.now.toISOString() },
    status,
  };
  await keepHistory(act, [{ patientId: row.patient_id, type: 'DocumentReference', id: documentId }]);
  await act.tx
    .updateTable('fhir.resource')
    .set({ version, content: JSON.stringify(content), at: act.now, origin: 'desk' })
    .where('patient_id', '=', row.patient_id)
    .where('type', '=', 'DocumentReference')
    .where('id', '=', documentId)
    .execute();
  await indexAgain(act, [{ patientId: row.patient_id, type: 'DocumentReference', id: documentId, content }]);
}
