import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../platform/act.ts';
import { LABELS_OF_THE_PERSON } from '../access/index.ts';

/** The person's own labels changed: the encounters follow and keep labels of their own. */
export async function relabelEncounters(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, labels } = event.payload as { patientId: string; labels: string };
  for (const table of ['encounter', 'change', 'charge', 'account_event', 'former_number', 'account_number'])
    await sql`UPDATE ${sql.table(`encounters.${table}`)} SET labels = (labels & ~${LABELS_OF_THE_PERSON.toString()}::bigint) | ${labels}::bigint WHERE patient_id = ${patientId}`.execute(
      act.tx,
    );
  act.note({ patientIds: [patientId] });
}
