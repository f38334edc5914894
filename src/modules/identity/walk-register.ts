import type { Act } from '../../platform/act.ts';
import type { JobContext } from '../../platform/module.ts';

const AT_ONCE = 50;

export interface Walk {
  /** Under which name `identity.progress` remembers how far it came; the job has the name, too. */
  readonly name: string;
  readonly job: string;
  readonly verb: string;
  readonly look: (act: Act, patientIds: readonly string[]) => Promise<void>;
}

/** Has the whole register gone through; a walk that is under way begins anew. */
export async function beginWalk(act: Act, { name, job }: Walk): Promise<void> {
  const begin = { patient_seen: null, begun_at: act.now, done: 0, finished_at: null };
  await act.tx
    .insertInto('identity.progress')
    .values({ name, ...begin })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(begin))
    .execute();
  act.enqueue(job, {}, { key: job });
  act.emit('identity.whole-register-asked', {});
}

/** Fifty registrations an act, each step remembered: a job that died goes on where it was. */
export async function walkRegister(context: Pick<JobContext, 'act'>, walk: Walk): Promise<void> {
  // Ends by itself: each act moves on, and ids of a register are finite.
  while (await context.act({ verb: walk.verb }, (act) => lookAtNext(act, walk)));
}

async function lookAtNext(act: Act, { name, look }: Walk): Promise<boolean> {
  const at = await act.tx
    .selectFrom('identity.progress')
    .selectAll()
    .where('name', '=', name)
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
  await look(
    act,
    rows.map(({ id }) => id),
  );
  const last = rows.at(-1);
  await act.tx
    .updateTable('identity.progress')
    .set(
      last === undefined
        ? { finished_at: act.now }
        : { patient_seen: last.id, done: at.done + rows.length, finished_at: rows.length < AT_ONCE ? act.now : null },
    )
    .where('name', '=', name)
    .execute();
  act.note({ count: rows.length });
  return rows.length === AT_ONCE;
}

export interface Progress {
  readonly begunAt: Date | null;
  readonly done: number;
  readonly finishedAt: Date | null;
}

export async function viewProgress(act: Act, { name }: Walk): Promise<Progress | null> {
  const row = await act.tx.selectFrom('identity.progress').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : { begunAt: row.begun_at, done: row.done, finishedAt: row.finished_at };
}
