import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { LABELS_OF_THE_PERSON } from '../../access/index.ts';
import { openItem, waitsNot } from '../../worklist/index.ts';

/** Of one look; the rest follows an hour later. */
const MOST = 1_000;

/** Every hour: loans whose day has come, things to be returned, destroyed or decided on, join the worklist. */
export async function remindOfObjects(context: JobContext): Promise<void> {
  await context.act({ verb: 'intake.remind-of-objects' }, (act) => openDue(act));
}

/** Puts what is due by its day and does not wait yet on the worklist: one thing, or all there are. */
export async function openDue(act: Act, objectId?: string): Promise<void> {
  const which = objectId === undefined ? sql`true` : sql`o.id = ${objectId}`;
  const { rows } = await sql<{
    id: string;
    facility_id: string;
    labels: string;
    patient_id: string | null;
    ends: Date;
    state: string;
  }>`
    SELECT o.id, o.facility_id, o.labels, o.patient_id, o.state, (o.due_on + 1)::timestamp AT TIME ZONE f.time_zone AS ends
    FROM intake.object o JOIN directory.facility f ON f.id = o.facility_id
    WHERE ${which} AND o.due_on <= (${act.now}::timestamptz AT TIME ZONE f.time_zone)::date AND o.due_on <= (${act.now}::timestamptz + interval '1 day')::date
      AND ${waitsNot('intake.object-due', 'o.id')}
    ORDER BY o.due_on LIMIT ${MOST}`.execute(act.tx);
  for (const row of rows)
    await openItem(act, {
      ...{ kind: 'intake.object-due', module: 'intake', subjectId: row.id, facilityId: row.facility_id },
      ...(row.patient_id === null ? {} : { patientId: row.patient_id }),
      ...{ labels: BigInt(row.labels), permission: 'intake/keep-objects', dueAt: row.ends },
      // What is with somebody else comes before what lies safe on a shelf.
      priority: row.state === 'on-loan' ? 4 : 7,
    });
  if (objectId === undefined) act.note({ subjectIds: rows.slice(0, 100).map(({ id }) => id), count: rows.length });
}

/** The person's own labels changed: what is kept of the person follows, with all that was done with it. */
export async function relabelObjects(act: Act, event: EmittedEvent): Promise<void> {
  const { patientId, labels } = event.payload as { patientId: string; labels: string };
  const others = `~${LABELS_OF_THE_PERSON.toString()}::bigint`;
  await sql`UPDATE intake.object SET labels = (labels & ${sql.raw(others)}) | ${labels}::bigint WHERE patient_id = ${patientId}`.execute(
    act.tx,
  );
  await sql`UPDATE intake.object_movement m SET labels = o.labels FROM intake.object o
    WHERE o.id = m.object_id AND o.patient_id = ${patientId}`.execute(act.tx);
  act.note({ patientIds: [patientId] });
}
