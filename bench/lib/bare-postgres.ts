import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { asAccount, databaseAccount } from '../../src/platform/postgres/account.ts';

const LIMIT_MS = 60_000;
const POLL_MS = 5;

/**
 * Starts the same PostgreSQL as the product did, on the folder and with the settings it left, until it lets somebody in;
 * then ends it. Seconds. The product must have been stopped.
 */
export async function startBarePostgres(data: string): Promise<number> {
  const { cluster, password } = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8')) as {
    cluster: string;
    password: string;
  };
  const folder = resolve(data, cluster);
  // PostgreSQL notes how it was started: the program, then each argument in quotation marks.
  const line = readFileSync(join(folder, 'postmaster.opts'), 'utf8');
  const program = line.slice(0, line.indexOf(' "'));
  const args = [...line.matchAll(/"([^"]*)"/g)].map(([, argument = '']) => argument);
  const port = Number(/port=(\d+)/.exec(args.join(' '))?.[1]);
  const begin = performance.now();
  const server = spawn(program, args, { cwd: '/', stdio: 'ignore', ...asAccount(databaseAccount(folder)) });
  const gone = once(server, 'exit');
  try {
    while (!(await letsIn(port, password))) {
      if (server.exitCode !== null || performance.now() - begin > LIMIT_MS)
        throw new Error('The bare PostgreSQL did not start.');
      await new Promise((wake) => setTimeout(wake, POLL_MS));
    }
    return (performance.now() - begin) / 1000;
  } finally {
    server.kill('SIGINT');
    await gone;
  }
}

async function letsIn(port: number, password: string): Promise<boolean> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'chartkeeper_admin',
    password,
    database: 'chartkeeper',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
