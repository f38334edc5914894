import { Logger, run } from 'graphile-worker';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { cloneDatabase } from '../../../test/world/clone-database.ts';
import { createLog } from '../log.ts';
import { livingWorkers } from './living-workers.ts';

let database: Awaited<ReturnType<typeof cloneDatabase>>;
let client: pg.Client;
const log = createLog({ level: 'fatal', toStderr: true });
beforeAll(async () => {
  database = await cloneDatabase(inject('adminUrl'));
  client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** A job in the hands of a worker. */
async function inHand(worker: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM graphile_worker.add_job('some.work')`);
  const id = rows[0]?.id ?? '';
  await client.query(
    `UPDATE graphile_worker._private_jobs SET locked_by = $2, locked_at = '2026-11-23T09:00:00Z' WHERE id = $1`,
    [id, worker],
  );
  return id;
}
const holderOf = async (id: string) =>
  (await client.query<{ locked_by: string | null }>('SELECT locked_by FROM graphile_worker.jobs WHERE id = $1', [id]))
    .rows[0]?.locked_by;

describe('work of a process that was killed', () => {
  it('is given back at the next start', async () => {
    const job = await inHand('worker-of-yesterday');
    const living = await livingWorkers(database.adminUrl, log);
    expect(await holderOf(job)).toBeNull();
    await living.stop();
  });

  it('stays with a worker whose process lives, and is given back when that ends', async () => {
    const first = await livingWorkers(database.adminUrl, log);
    first.events.emit('worker:create', { worker: { workerId: 'worker-alive' } } as never);
    const job = await inHand('worker-alive');
    const locked = async () =>
      (await client.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 7041773`))
        .rowCount;
    await expect.poll(locked).toBe(1);
    const second = await livingWorkers(database.adminUrl, log);
    expect(await holderOf(job)).toBe('worker-alive');
    await first.stop();
    const third = await livingWorkers(database.adminUrl, log);
    expect(await holderOf(job)).toBeNull();
    await second.stop();
    await third.stop();
  });

  it('stays with the queue as it really runs, however long the work takes', async () => {
    const first = await livingWorkers(database.adminUrl, log);
    let finish = () => {};
    const work = new Promise<void>((resolve) => (finish = resolve));
    const runner = await run({
      connectionString: database.adminUrl,
      events: first.events,
      noHandleSignals: true,
      taskList: { 'long.work': () => work },
      logger: new Logger(() => () => {}),
    });
    const { rows } = await client.query<{ id: string }>(`SELECT id FROM graphile_worker.add_job('long.work')`);
    const job = rows[0]?.id ?? '';
    await expect.poll(() => holderOf(job)).toEqual(expect.any(String));
    const holder = await holderOf(job);
    const second = await livingWorkers(database.adminUrl, log);
    expect(await holderOf(job)).toBe(holder);
    await second.stop();
    finish();
    await runner.stop();
    await first.stop();
  });
});
