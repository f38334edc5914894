import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../platform/act.ts';
import { LABELS_OF_THE_PERSON } from '../../modules/access/index.ts';

/**
 * The person's own labels changed: every resource, in every version, follows. A resource that its source or the desk may
 * have labelled by itself gets labels and loses none: that it would have them without the person cannot be told any more.
 */
export async function relabelResources(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, labels } = event.payload as { patientId: string; labels: string };
  const ofPerson = LABELS_OF_THE_PERSON.toString();
  for (const table of ['resource', 'history'])
    await sql`UPDATE ${sql.table(`fhir.${table}`)} SET labels = ${labels}::bigint |
        CASE WHEN type = 'DocumentReference' OR strpos(content, '"security') > 0 THEN labels ELSE labels & ~${ofPerson}::bigint END
      WHERE patient_id = ${patientId}`.execute(act.tx);
  for (const table of ['search_key', 'search_range'])
    await sql`UPDATE ${sql.table(`fhir.${table}`)} k SET labels = r.labels FROM fhir.resource r
      WHERE k.patient_id = ${patientId} AND r.patient_id = k.patient_id AND r.type = k.type AND r.id = k.id AND k.labels <> r.labels`.execute(
      act.tx,
    );
  act.note({ patientIds: [patientId] });
}
