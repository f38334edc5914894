import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { databaseAccount } from './account.ts';
import { openExternal } from './index.ts';
import { freePort } from './place.ts';

const silent = createLog({ level: 'silent' });

test('a server that is not there, or an address that is none, is said plainly', async () => {
  const nowhere = `postgres://somebody:secret@127.0.0.1:${await freePort()}/records`;
  const refusal = await openExternal(nowhere, { log: silent }).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: 'postgres/unreachable', kind: 'busy' });
  expect(JSON.stringify(refusal)).not.toContain('secret');
  await expect(openExternal('mysql://x/y', { log: silent })).rejects.toMatchObject({ code: 'postgres/unreachable' });
});

const DEBIAN = '/usr/lib/postgresql';
const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((version) => Number(version) >= 15) : [];

test.skipIf(debian.length === 0)('a PostgreSQL from Debian works, and what is dangerous about it is said', async () => {
  const bin = join(DEBIAN, debian[0] ?? '', 'bin');
  const home = mkdtempSync(join(tmpdir(), 'ck-debian-'));
  const data = join(home, 'pg');
  const account = databaseAccount(data);
  const as = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  if (account !== undefined) chownSync(home, account.uid, account.gid);
  chmodSync(home, 0o755);
  execFileSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'dba'], { cwd: '/', stdio: 'ignore', ...as });
  const port = await freePort();
  const args = ['-D', data, '-c', `port=${port}`, '-c', 'fsync=off', '-c', 'unix_socket_directories='];
  const server = spawn(join(bin, 'postgres'), args, { cwd: '/', stdio: 'ignore', ...as });
  try {
    const url = `postgres://dba@127.0.0.1:${port}/postgres`;
    await answers(url);
    const lines: string[] = [];
    const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
    const database = await openExternal(url, { log });
    expect(database).toMatchObject({ kind: 'external', host: '127.0.0.1', port, database: 'postgres' });
    expect(database.pid()).toBeUndefined();
    expect(database.urlFor('chartkeeper_app', 'p@ss/word')).toBe(
      `postgres://chartkeeper_app:p%40ss%2Fword@127.0.0.1:${port}/postgres`,
    );
    expect(lines.join()).toContain('no data checksums');
    expect(lines.join()).toContain('fsync off');
    await database.stop();
  } finally {
    server.kill('SIGQUIT');
    await once(server, 'exit');
    rmSync(home, { recursive: true, force: true });
  }
});

async function answers(url: string): Promise<void> {
  for (let n = 0; n < 200; n++) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await client.end();
    } catch {
      await pause(50);
    }
  }
  throw new Error('the server did not come up');
}
