import { Logger, parseCronItems, run, runOnce, type Runner, type TaskList } from 'graphile-worker';
import pg from 'pg';
import type { JobDefinition, ModuleDefinition } from '../module.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { systemActor } from '../system-actor.ts';
import { livingWorkers } from './living-workers.ts';

const CONCURRENCY = 4;
const POLL_MS = 1_000;

/** Runs the jobs of all modules. Each job is at least once; its own acts make it safe to repeat. */
export async function startWorker(parts: {
  url: string;
  services: Services;
  modules: readonly ModuleDefinition[];
}): Promise<{ stop(): Promise<void> }> {
  const jobs = parts.modules.flatMap((module) => module.jobs ?? []);
  const pool = new pg.Pool({ connectionString: parts.url, max: CONCURRENCY + 2, application_name: 'chartkeeper-jobs' });
  pool.on('error', (error) => parts.services.log.warn({ err: error }, 'a queue connection was lost'));
  pool.on('connect', (client) => client.on('error', () => {}));
  const living = await livingWorkers(parts.url, parts.services.log);
  let stopping = false;
  const runner: Runner = await run({
    pgPool: pool,
    events: living.events,
    concurrency: CONCURRENCY,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    taskList: Object.fromEntries(
      jobs.map((job) => [job.name, taskOf(parts.services, job, () => stopping)]),
    ) as TaskList,
    parsedCronItems: parseCronItems(
      jobs
        .filter((job) => job.cron !== undefined)
        .map((job) => ({ task: job.name, match: job.cron as string, options: { backfillPeriod: 0 } })),
    ),
    logger: new Logger(() => (level, message) => {
      // The queue's own messages print payloads; ids only, but still: its level and first words suffice.
      if (level === 'error' || level === 'warning')
        parts.services.log.warn({ queue: message.slice(0, 80) }, 'the queue says');
    }),
  });
  return {
    async stop() {
      stopping = true;
      await runner.stop();
      await living.stop();
      await pool.end();
    },
  };
}

function taskOf(services: Services, job: JobDefinition, stopping: () => boolean) {
  return async (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
    const actor = systemActor(job.name);
    const { attempts, max_attempts: max } = helpers.job;
    try {
      await job.run(
        {
          services,
          actor,
          stopping,
          attempt: attempts,
          lastAttempt: attempts >= max,
          act: (request, fn) => services.acting.act({ actor }, { ...request, permission: 'system' }, fn),
        },
        (payload ?? {}) as Record<string, unknown>,
      );
    } catch (error) {
      services.log.warn(
        { job: job.name, attempt: attempts, code: error instanceof Problem ? error.code : undefined, err: error },
        'a job failed',
      );
      // The queue keeps the message: a code, never words that could carry content.
      throw new Error(error instanceof Problem ? error.code : 'platform/fault');
    }
  };
}

/** Runs every job that is due and returns: for tests and command-line work. */
export async function drainJobs(parts: {
  url: string;
  services: Services;
  modules: readonly ModuleDefinition[];
}): Promise<void> {
  const jobs = parts.modules.flatMap((module) => module.jobs ?? []);
  const pool = new pg.Pool({ connectionString: parts.url, max: 3, application_name: 'chartkeeper-jobs' });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const living = await livingWorkers(parts.url, parts.services.log);
  try {
    await runOnce({
      pgPool: pool,
      events: living.events,
      noHandleSignals: true,
      taskList: Object.fromEntries(jobs.map((job) => [job.name, taskOf(parts.services, job, () => false)])) as TaskList,
      logger: new Logger(() => () => {}),
    });
  } finally {
    await living.stop();
    await pool.end();
  }
}
