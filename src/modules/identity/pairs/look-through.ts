import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { lookAt } from './look-at.ts';

export const LOOK_THROUGH = 'identity.look-through';
const AT_ONCE = 50;

/** Has the whole register gone through; one that is under way begins anew. */
export async function beginLookThrough(act: Act): Promise<void> {
  const begin = { patient_seen: null, begun_at: act.now, done: 0, finished_at: null };
  await act.tx
    .insertInto('identity.progress')
    .values({ name: 'whole', ...begin })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(begin))
    .execute();
  act.enqueue(LOOK_THROUGH, {}, { key: LOOK_THROUGH });
  act.emit('identity.whole-register-asked', {});
}

/** Fifty registrations an act, each step remembered: a job that died goes on where it was. */
export async function lookThrough(context: Pick<JobContext, 'act'>): Promise<void> {
  // Ends by itself: each act moves on, and ids of a register are finite.
  while (await context.act({ verb: 'identity.look-for-pairs' }, lookAtNext));
}

async function lookAtNext(act: Act): Promise<boolean> {
  const at = await act.tx
    .selectFrom('identity.progress')
    .selectAll()
    .where('name', '=', 'whole')
    .forUpdate()
    .executeTakeFirst();
  if (at === undefined || at.finished_at !== null) return false;
  const rows = await act.tx
    .selectFrom('patients.patient')
    .select('id')
    .$if(at.patient_seen !== null, (query) => query.where('id', '>', at.patient_seen))
    .orderBy('id')
    .limit(AT_ONCE)
    .execute();
  for (const { id } of rows) await lookAt(act, id, 'whole');
  const last = rows.at(-1);
  await act.tx
    .updateTable('identity.progress')
    .set(
      last === undefined
        ? { finished_at: act.now }
        : { patient_seen: last.id, done: at.done + rows.length, finished_at: rows.length < AT_ONCE ? act.now : null },
    )
    .where('name', '=', 'whole')
    .execute();
  act.note({ count: rows.length });
  return rows.length === AT_ONCE;
}

export interface Progress {
  readonly begunAt: Date | null;
  readonly done: number;
  readonly finishedAt: Date | null;
}

export async function viewProgress(act: Act): Promise<Progress | null> {
  const row = await act.tx.selectFrom('identity.progress').selectAll().where('name', '=', 'whole').executeTakeFirst();
  return row === undefined ? null : { begunAt: row.begun_at, done: row.done, finishedAt: row.finished_at };
}
