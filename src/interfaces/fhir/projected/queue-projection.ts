import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import { isWrittenThroughFhir } from '../written-through.ts';

export type ProjectedType = 'DocumentReference' | 'Encounter' | 'Consent';

const queued = new WeakMap<Act, Set<string>>();

export async function queueDocument(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, documentId } = event.payload as { patientId: string; documentId: string }; // declared by documents
  if (!isWrittenThroughFhir(act)) await queueProjection(act, 'DocumentReference', patientId, documentId);
}

export async function queueEncounter(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, encounterId } = event.payload as { patientId: string; encounterId: string }; // declared by encounters
  if (!isWrittenThroughFhir(act)) await queueProjection(act, 'Encounter', patientId, encounterId);
}

/** The forms of a request, whoever its patient was taken for until now. */
export async function queueForms(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, requestId } = event.payload as { patientId: string; requestId: string }; // declared by release
  await queueProjection(act, 'Consent', patientId, requestId);
}

export async function queueRestriction(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, restrictionId } = event.payload as { patientId: string; restrictionId: string }; // declared by release
  await queueProjection(act, 'Consent', patientId, restrictionId);
}

/**
 * Written in the transaction of the change, so that none is forgotten, and followed by a job: who files may not be allowed
 * to see what is filed. The job is only asked for when nothing waits yet: acts side by side would otherwise wait for each
 * other at the one row of that job. The newest is looked for first: those before it may be done and not yet swept away.
 */
export async function queueProjection(act: Act, type: ProjectedType, patientId: string, id: string): Promise<void> {
  const known = queued.get(act) ?? new Set();
  if (known.has(id)) return;
  queued.set(act, known.add(id));
  const { rows } = await sql<{ waiting: boolean }>`WITH put AS (
      INSERT INTO fhir.to_project (type, subject_id, resource_id) VALUES (${type}, ${patientId}::uuid, ${id}::uuid)
    ) SELECT (SELECT n FROM fhir.to_project ORDER BY n DESC LIMIT 1) IS NOT NULL AS waiting`.execute(act.tx);
  if (rows[0]?.waiting === false) act.enqueue('fhir.project', {}, { key: 'fhir.project' });
}
