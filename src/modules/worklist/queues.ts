import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

const LIST_LIMIT = 200;

export interface QueueFacts {
  readonly kind: string;
  readonly waiting: number;
  readonly inHand: number;
  readonly dueToday: number;
  readonly overdue: number;
  readonly oldestAt: string | null;
}

/**
 * Counts for Home: what waits in each queue the person may work in, in one read of the open items. What waits for one
 * other person is not counted; the list of the queue shows it.
 */
export async function listQueues(act: Act, input: { permitted: readonly string[] }): Promise<QueueFacts[]> {
  if (input.permitted.length === 0) return [];
  const tomorrow = new Date(act.now.getTime() + 24 * 3_600_000);
  const rows = await act.tx
    .selectFrom('worklist.item')
    .select([
      'kind',
      sql<number>`count(*)::int`.as('waiting'),
      sql<number>`count(*) FILTER (WHERE claimed_until > ${act.now})::int`.as('in_hand'),
      sql<number>`count(*) FILTER (WHERE due_at >= ${act.now} AND due_at < ${tomorrow})::int`.as('due_today'),
      sql<number>`count(*) FILTER (WHERE due_at < ${act.now})::int`.as('overdue'),
      sql<Date | null>`min(opened_at)`.as('oldest'),
    ])
    .where('closed_at', 'is', null)
    .where('permission', 'in', [...input.permitted])
    .where((is) => is.or([is('assigned_to', 'is', null), is('assigned_to', '=', act.actor.id)]))
    .groupBy('kind')
    .orderBy('kind')
    .execute();
  act.note({ count: rows.length });
  return rows.map((row) => ({
    kind: row.kind,
    waiting: row.waiting,
    inHand: row.in_hand,
    dueToday: row.due_today,
    overdue: row.overdue,
    oldestAt: row.oldest?.toISOString() ?? null,
  }));
}

export async function listItems(act: Act, input: { kind: string; permitted: readonly string[] }) {
  const rows = await act.tx
    .selectFrom('worklist.item')
    .select([
      'id',
      'kind',
      'module',
      'subject_id',
      'patient_id',
      'priority',
      'opened_at',
      'due_at',
      'claimed_by',
      'claimed_until',
    ])
    .where('closed_at', 'is', null)
    .where('kind', '=', input.kind)
    .where('permission', 'in', [...input.permitted])
    .orderBy('priority')
    .orderBy(sql`due_at NULLS LAST`)
    .orderBy('opened_at')
    .limit(LIST_LIMIT)
    .execute();
  act.note({
    count: rows.length,
    patientIds: rows.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    module: row.module,
    subjectId: row.subject_id,
    patientId: row.patient_id,
    priority: row.priority,
    openedAt: row.opened_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    claimedBy: row.claimed_until !== null && row.claimed_until > act.now ? row.claimed_by : null,
  }));
}

/** What the person settled today: Home shows it when nothing waits. */
export async function countDoneToday(act: Act): Promise<{ done: number; lastAt: string | null }> {
  const since = new Date(act.now.getTime() - 24 * 3_600_000);
  const row = await act.tx
    .selectFrom('worklist.item')
    .select([sql<number>`count(*)::int`.as('done'), sql<Date | null>`max(closed_at)`.as('last')])
    .where('closed_by', '=', act.actor.id)
    .where('closed_at', '>', since)
    .executeTakeFirst();
  return { done: row?.done ?? 0, lastAt: row?.last?.toISOString() ?? null };
}
