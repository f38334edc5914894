import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import type { JsonObject } from '../read-json.ts';
import { queueDocument } from '../projected/queue-projection.ts';
import { rewriteStored } from '../projected/rewrite-stored.ts';
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
  await queueDocument(act, event);
}

/** The desk struck a document through: nobody may read its resource as one that stands. */
export async function projectStruck(act: Act, event: EmittedEvent): Promise<void> {
  await projectStatus(act, event, 'entered-in-error');
  await queueDocument(act, event);
}

export async function projectStanding(act: Act, event: EmittedEvent): Promise<void> {
  await projectStatus(act, event, 'current');
  await queueDocument(act, event);
}

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
  const content = { ...(JSON.parse(row.content) as JsonObject), status }; // we wrote it
  const { patient_id: patientId, version } = row;
  await rewriteStored(act, [{ patientId, type: 'DocumentReference', id: documentId, version, content }]);
}
