import { EventEmitter } from 'node:events';
import type { WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../log.ts';

/** First half of the advisory lock that each worker holds while it lives; the second is the hash of its id. */
const LOCK_CLASS = 7_041_773;
const LOOK_MS = 10_000;

export interface LivingWorkers {
  /** Handed to the queue, which tells here of every worker it makes. */
  readonly events: WorkerEvents;
  stop(): Promise<void>;
}

/**
 * Gives back what a killed process had in hand. The queue itself waits four hours before it takes a job from a worker that
 * does not answer; here each worker holds an advisory lock for as long as its process is connected, so whoever can take
 * that lock knows that the worker is gone, at once and on whichever server it ran.
 */
export async function livingWorkers(url: string, log: Log): Promise<LivingWorkers> {
  const events: WorkerEvents = new EventEmitter();
  const ours = new Set<string>();
  let client = await connect(url);
  let doing: Promise<unknown> = Promise.resolve();
  /** One thing at a time on one connection. */
  const inTurn = (work: () => Promise<unknown>) => {
    doing = doing
      .then(work)
      .catch((error: unknown) => log.warn({ err: error }, 'abandoned jobs could not be looked for'));
    return doing;
  };
  const live = (id: string) => {
    ours.add(id);
    void inTurn(() => hold(client, id));
  };
  // The queue takes jobs in the name of the pool (graphile-worker 0.17, worker.js), other releases in that of the worker.
  events.on('pool:create', ({ workerPool }) => live(workerPool.id));
  events.on('worker:create', ({ worker }) => live(worker.workerId));
  const look = async () => {
    if (!(await answers(client))) {
      await client.end().catch(() => {});
      client = await connect(url);
      for (const id of ours) await hold(client, id);
    }
    const freed = await freeAbandoned(client, ours);
    if (freed > 0) log.warn({ workers: freed }, 'work of a process that was killed is taken up again');
  };
  await inTurn(look);
  const timer = setInterval(() => void inTurn(look), LOOK_MS).unref();
  return {
    events,
    async stop() {
      clearInterval(timer);
      await doing;
      await client.end();
    },
  };
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'chartkeeper-jobs' });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function answers(client: pg.Client): Promise<boolean> {
  return client.query('SELECT 1').then(
    () => true,
    () => false,
  );
}

async function hold(client: pg.Client, workerId: string): Promise<void> {
  await client.query('SELECT pg_try_advisory_lock($1, hashtext($2))', [LOCK_CLASS, workerId]);
}

async function freeAbandoned(client: pg.Client, ours: ReadonlySet<string>): Promise<number> {
  const { rows } = await client.query<{ id: string }>(
    'SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs WHERE locked_by IS NOT NULL',
  );
  let freed = 0;
  for (const { id } of rows.filter((row) => !ours.has(row.id))) {
    const { rows: taken } = await client.query<{ dead: boolean }>(
      'SELECT pg_try_advisory_lock($1, hashtext($2)) AS dead',
      [LOCK_CLASS, id],
    );
    if (taken[0]?.dead !== true) continue;
    await client.query('SELECT graphile_worker.force_unlock_workers(ARRAY[$1::text])', [id]);
    await client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [LOCK_CLASS, id]);
    freed += 1;
  }
  return freed;
}
