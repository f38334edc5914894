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
}

/** In the transaction of the fact. One open item for each kind and subject: opening it again changes priority and due date. */
export async function openItem(act: Act, item: NewItem): Promise<void> {
  const values = {
    id: newId(),
    kind: item.kind,
    module: item.module,
    subject_id: item.subjectId,
    patient_id: item.patientId ?? null,
    facility_id: item.facilityId,
    labels: (item.labels ?? 0n).toString(),
    permission: item.permission,
    priority: item.priority ?? 5,
    opened_at: act.now,
    due_at: item.dueAt ?? null,
  };
  await act.tx
    .insertInto('worklist.item')
    .values(values)
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'subject_id'])
        .where('closed_at', 'is', null)
        .doUpdateSet({
          priority: values.priority,
          due_at: values.due_at,
          patient_id: values.patient_id,
          labels: values.labels,
          permission: values.permission,
        }),
    )
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
