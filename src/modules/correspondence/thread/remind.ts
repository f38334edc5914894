import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { openItem } from '../../worklist/index.ts';

export const REMINDER = 'correspondence.awaits-answer';
const AT_ONCE = 500;

/** Brings to the worklist what waits for an answer since today at its facility. One item each, however often this runs. */
export async function remind(act: Act): Promise<void> {
  const { rows } = await sql<{
    id: string;
    facility_id: string;
    patient_id: string | null;
    labels: string;
    remind_on: string;
  }>`
    SELECT c.id, c.facility_id, c.patient_id, c.labels::text AS labels, c.remind_on::text AS remind_on
    FROM correspondence.contact c JOIN directory.facility f ON f.id = c.facility_id
    WHERE c.remind_on IS NOT NULL AND c.answered_at IS NULL AND c.withdrawn_at IS NULL
      AND c.remind_on <= (${act.now}::timestamptz AT TIME ZONE f.time_zone)::date
      AND NOT EXISTS (SELECT 1 FROM worklist.item w WHERE w.kind = ${REMINDER} AND w.subject_id = c.id AND w.closed_at IS NULL)
    ORDER BY c.remind_on, c.id LIMIT ${AT_ONCE}`.execute(act.tx);
  for (const row of rows)
    await openReminder(act, {
      ...{ id: row.id, facilityId: row.facility_id, patientId: row.patient_id },
      ...{ labels: BigInt(row.labels), remindOn: row.remind_on },
    });
  act.note({ count: rows.length });
}

export async function openReminder(
  act: Act,
  of: { id: string; facilityId: string; patientId: string | null; labels: bigint; remindOn: string },
): Promise<void> {
  await openItem(act, {
    ...{ kind: REMINDER, module: 'correspondence', subjectId: of.id, facilityId: of.facilityId, labels: of.labels },
    ...(of.patientId === null ? {} : { patientId: of.patientId }),
    ...{ permission: 'correspondence/send', dueAt: new Date(`${of.remindOn}T12:00:00Z`) },
  });
}
