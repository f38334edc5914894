import { type RawBuilder, sql, type SqlBool } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';

export interface NewItem {
  readonly kind: string;
  readonly module: string;
  readonly subjectId: string;
  readonly patientId?: string;
  readonly facilityId: string;
  readonly labels?: bigint;
  readonly permission: string;
  /** 1 first, 9 last; 5 when not said. */
  readonly priority?: number;
  readonly dueAt?: Date;
  /** Actors who may not do it because of what they did before; they are never handed it. */
  readonly barred?: readonly string[];
  /** The one person it waits for: handed to nobody else. */
  readonly assignedTo?: string | undefined;
}

/**
 * In the transaction of the fact. One open item for each kind and subject: opening it again changes priority and due date.
 * Two statements rather than ON CONFLICT, which would demand that who opens an item may also see it.
 */
export async function openItem(act: Act, item: NewItem): Promise<void> {
  const facts = {
    patient_id: item.patientId ?? null,
    labels: (item.labels ?? 0n).toString(),
    permission: item.permission,
    priority: item.priority ?? 5,
    due_at: item.dueAt ?? null,
    barred: [...(item.barred ?? [])],
    assigned_to: item.assignedTo ?? null,
  };
  const reopened = await act.tx
    .updateTable('worklist.item')
    .set(facts)
    .where('kind', '=', item.kind)
    .where('subject_id', '=', item.subjectId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (reopened.numUpdatedRows > 0n) return;
  await act.tx
    .insertInto('worklist.item')
    .values({
      id: newId(),
      kind: item.kind,
      module: item.module,
      subject_id: item.subjectId,
      facility_id: item.facilityId,
      opened_at: act.now,
      ...facts,
    })
    .execute();
}

/** Settles the open item of a subject; nothing happens where there is none. */
export async function closeItem(act: Act, item: { kind: string; subjectId: string; outcome: string }): Promise<void> {
  await act.tx
    .updateTable('worklist.item')
    .set({ closed_at: act.now, closed_by: act.actor.id, outcome: item.outcome, claimed_by: null, claimed_until: null })
    .where('kind', '=', item.kind)
    .where('subject_id', '=', item.subjectId)
    .where('closed_at', 'is', null)
    .execute();
}

/** Does the subject wait in that queue? */
export async function isWaiting(act: Act, item: { kind: string; subjectId: string }): Promise<boolean> {
  const row = await act.tx
    .selectFrom('worklist.item')
    .select('id')
    .where('kind', '=', item.kind)
    .where('subject_id', '=', item.subjectId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Within a query: the subject, a column of it, waits in no such queue. So that a sweep touches only what is new to it. */
export function waitsNot(kind: string, subject: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`NOT EXISTS (SELECT FROM worklist.item w
    WHERE w.kind = ${kind} AND w.subject_id = ${sql.ref(subject)} AND w.closed_at IS NULL)`;
}
