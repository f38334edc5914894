import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { problems } from './problems.ts';

/** A claim lapses after this much idleness and the item returns to the queue. */
export const CLAIM_MINUTES = 15;

export interface Claimed {
  readonly id: string;
  readonly kind: string;
  readonly module: string;
  readonly subjectId: string;
  readonly patientId: string | null;
}

/**
 * Hands out the next piece of work: priority, then due date, then age. Two people never get the same one (SKIP LOCKED);
 * nobody gets his own record (shapes.md 1): it stays for a colleague.
 */
export async function startNext(
  act: Act,
  input: { kinds?: readonly string[]; except?: readonly string[]; permitted: readonly string[] },
): Promise<Claimed | undefined> {
  if (input.permitted.length === 0) return undefined;
  const own = act.actor.ownPatientIds ?? [];
  const row = await act.tx
    .selectFrom('worklist.item')
    .select(['id', 'kind', 'module', 'subject_id', 'patient_id'])
    .where('closed_at', 'is', null)
    .where('permission', 'in', [...input.permitted])
    .where((is) =>
      is.or([is('claimed_until', 'is', null), is('claimed_until', '<', act.now), is('claimed_by', '=', act.actor.id)]),
    )
    .$if(input.kinds !== undefined, (query) => query.where('kind', 'in', [...(input.kinds ?? [])]))
    .$if((input.except ?? []).length > 0, (query) => query.where('subject_id', 'not in', [...(input.except ?? [])]))
    .where((is) => is.not(is(is.val(act.actor.id), '=', is.fn.any('barred'))))
    .where((is) => is.or([is('assigned_to', 'is', null), is('assigned_to', '=', act.actor.id)]))
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('patient_id', 'is', null), is('patient_id', 'not in', [...own])])),
    )
    .orderBy('priority')
    .orderBy(sql`due_at NULLS LAST`)
    .orderBy('opened_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined) return undefined;
  await claim(act, row.id);
  act.note({ subjectIds: [row.subject_id], ...(row.patient_id === null ? {} : { patientIds: [row.patient_id] }) });
  return { id: row.id, kind: row.kind, module: row.module, subjectId: row.subject_id, patientId: row.patient_id };
}

/**
 * Takes the item of one subject in hand, or says who has it. Called by screens that open a subject directly.
 * @throws worklist/taken, worklist/not-yours
 */
export async function takeItem(act: Act, input: { kind: string; subjectId: string }): Promise<void> {
  const row = await act.tx
    .selectFrom('worklist.item')
    .select(['id', 'claimed_by', 'claimed_until', 'barred'])
    .where('kind', '=', input.kind)
    .where('subject_id', '=', input.subjectId)
    .where('closed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return;
  if (row.barred.includes(act.actor.id))
    throw problems.notYours({
      detail:
        'Nothing was changed. You had this document in hand before; a colleague has to look at it. Take another item.',
    });
  if (
    row.claimed_by !== null &&
    row.claimed_by !== act.actor.id &&
    row.claimed_until !== null &&
    row.claimed_until > act.now
  )
    throw problems.taken({
      detail:
        'Nothing was changed. Choose another item, or ask the colleague to return it; it returns by itself after 15 idle minutes.',
    });
  await claim(act, row.id);
}

export async function returnItem(act: Act, itemId: string): Promise<void> {
  await act.tx
    .updateTable('worklist.item')
    .set({ claimed_by: null, claimed_until: null })
    .where('id', '=', itemId)
    .where('claimed_by', '=', act.actor.id)
    .execute();
}

async function claim(act: Act, itemId: string): Promise<void> {
  const until = new Date(act.now.getTime() + CLAIM_MINUTES * 60_000);
  await act.tx
    .updateTable('worklist.item')
    .set({ claimed_by: act.actor.id, claimed_until: until })
    .where('id', '=', itemId)
    .execute();
}
