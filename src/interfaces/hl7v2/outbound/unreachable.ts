import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { closeItem, openItem, waitsNot } from '../../../modules/worklist/index.ts';

export const UNREACHABLE = {
  kind: 'hl7v2.unreachable',
  title: 'Systems that cannot be told',
  permission: 'hl7v2/manage',
} as const;

/** An attempt found nobody, or no answer came: it is looked at again when that has lasted too long. */
export async function noteUnanswered(act: Act, destinationId: string): Promise<void> {
  const first = await act.tx
    .updateTable('hl7v2.destination')
    .set({ unanswered_since: act.now })
    .where('id', '=', destinationId)
    .where('unanswered_since', 'is', null)
    .returning('alarm_minutes')
    .executeTakeFirst();
  if (first === undefined) return;
  const runAt = new Date(act.now.getTime() + first.alarm_minutes * 60_000);
  act.enqueue('hl7v2.send-due', {}, { key: `hl7v2.send-due ${destinationId}`, runAt });
}

/** It answered, whatever it said; or it is `stopped` and nobody expects an answer. */
export async function settleUnreachable(
  act: Act,
  destinationId: string,
  outcome: 'answered' | 'stopped',
): Promise<void> {
  const row = await act.tx
    .updateTable('hl7v2.destination')
    .set({ unanswered_since: null })
    .where('id', '=', destinationId)
    .where('unanswered_since', 'is not', null)
    .executeTakeFirst();
  if (row.numUpdatedRows > 0n) await closeItem(act, { kind: UNREACHABLE.kind, subjectId: destinationId, outcome });
}

/** Opens the item of each destination that gave no answer for longer than it may. */
export async function watchDestinations(act: Act): Promise<void> {
  const dueAt = sql<Date>`d.unanswered_since + make_interval(mins => d.alarm_minutes)`;
  const silent = await act.tx
    .selectFrom('hl7v2.destination as d')
    .select(['d.id', 'd.facility_id', dueAt.as('due_at')])
    .where('d.stopped_at', 'is', null)
    .where(dueAt, '<=', act.now)
    .where(waitsNot(UNREACHABLE.kind, 'd.id'))
    .execute();
  for (const destination of silent)
    await openItem(act, {
      ...{ kind: UNREACHABLE.kind, module: 'hl7v2', permission: UNREACHABLE.permission, priority: 2 },
      ...{ subjectId: destination.id, facilityId: destination.facility_id, dueAt: destination.due_at },
    });
  if (silent.length > 0) act.note({ subjectIds: silent.map(({ id }) => id), count: silent.length });
}
