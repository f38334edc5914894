import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem } from '../../../modules/worklist/index.ts';

export const ANSWERS_WAIT = {
  kind: 'hl7v2.answers-wait',
  title: 'Answers that nobody takes',
  permission: 'hl7v2/manage',
} as const;

/**
 * Opens the item of each sender one of whose answers could not be sent for longer than it may, and closes that of one whose
 * answers went out, were given up, or may wait longer now. One that was given up stands with the messages not handed over.
 */
export async function watchAnswers(act: Act): Promise<void> {
  const { rows } = await sql<{ id: string; facility_id: string; due_at: Date | null; open: boolean }>`
    WITH late AS (
      SELECT s.id, s.facility_id, min(a.decided_at) + make_interval(mins => s.answers_alarm_minutes) AS due_at
      FROM hl7v2.acknowledgement a JOIN hl7v2.sender s ON s.id = a.sender_id WHERE a.state = 'waiting' GROUP BY s.id
      HAVING min(a.decided_at) + make_interval(mins => s.answers_alarm_minutes) <= ${act.now}::timestamptz
    ), item AS (
      SELECT i.subject_id FROM worklist.item i WHERE i.kind = ${ANSWERS_WAIT.kind} AND i.closed_at IS NULL
    )
    SELECT s.id, s.facility_id, late.due_at, item.subject_id IS NOT NULL AS open
    FROM late FULL JOIN item ON item.subject_id = late.id JOIN hl7v2.sender s ON s.id = coalesce(late.id, item.subject_id)`.execute(
    act.tx,
  );
  for (const { id, facility_id: facilityId, due_at: dueAt, open } of rows) {
    if (dueAt === null) await closeItem(act, { kind: ANSWERS_WAIT.kind, subjectId: id, outcome: 'went-out' });
    else if (!open)
      await openItem(act, {
        ...{ kind: ANSWERS_WAIT.kind, module: 'hl7v2', permission: ANSWERS_WAIT.permission, priority: 2 },
        ...{ subjectId: id, facilityId, dueAt },
      });
  }
  const changed = rows.filter(({ due_at: dueAt, open }) => (dueAt !== null) !== open).map(({ id }) => id);
  if (changed.length > 0) act.note({ subjectIds: changed, count: changed.length });
}
