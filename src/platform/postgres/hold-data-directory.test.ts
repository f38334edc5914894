import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdDataDirectory } from './index.ts';
import { processPlace, startMark } from './process-identity.ts';

const NOW = new Date('2026-11-23T15:00:00Z');
let dataDir: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), 'ck-hold-')), 'data');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  rmSync(join(dataDir, '..'), { recursive: true, force: true });
});

const hold = (command = 'start') => holdDataDirectory({ dataDir, command, port: 8080, now: NOW });
const lock = () => join(dataDir, 'run', 'lock');

function leave(note: object): void {
  mkdirSync(join(dataDir, 'run'), { recursive: true });
  const whole = {
    pid: process.pid,
    mark: '',
    place: processPlace(),
    since: NOW.toISOString(),
    command: 'start',
    port: 8080,
  };
  writeFileSync(lock(), JSON.stringify({ ...whole, nonce: 'left', ...note }));
}

test('the folder has one holder at a time', async () => {
  const first = await hold();
  await expect(hold('backup')).rejects.toMatchObject({
    code: 'postgres/data-held',
    kind: 'conflict',
    detail: expect.stringContaining(`process ${process.pid} (start), running since ${NOW.toISOString()}, port 8080`),
  });
  await first.release();
  await (await hold('backup')).release();
  expect(readdirSync(join(dataDir, 'run'))).toEqual([]);
});

test('a lock of a dead process is taken over, also when its pid was given to another', async () => {
  const child = spawn('true');
  await once(child, 'exit');
  leave({ pid: child.pid, mark: '1' });
  await (await hold()).release();
  leave({ pid: process.ppid, mark: '1' });
  await (await hold()).release();
  leave({ pid: process.ppid, mark: startMark(process.ppid) });
  await expect(hold()).rejects.toMatchObject({ code: 'postgres/data-held' });
});

test('who starts again while the former one is still on its way out waits for it', async () => {
  const former = await hold();
  setTimeout(() => void former.release(), 300);
  await (await hold('restarted')).release();
  const killed = spawn('sleep', ['60']);
  children.push(killed);
  leave({ pid: killed.pid, mark: startMark(killed.pid ?? 0) });
  setTimeout(() => killed.kill('SIGKILL'), 300);
  await (await hold('restarted')).release();
});

test('a lock from another container counts while its heart beats, and is taken over when it stands still', async () => {
  leave({ place: 'another container', pid: 1 });
  const beat = setInterval(() => writeFileSync(lock(), readFileSync(lock())), 300);
  await expect(hold()).rejects.toMatchObject({ code: 'postgres/data-held' });
  clearInterval(beat);
  await (await hold()).release();
}, 20_000);

test('of many that start at once over a dead lock, one wins', async () => {
  for (let round = 0; round < 3; round++) {
    leave({ pid: 999_999_999, mark: '1' });
    const answers = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const child = fork(join(import.meta.dirname, 'hold-data-directory.test-child.ts'), [dataDir], {
          execArgv: ['--import', 'tsx'],
          stdio: 'ignore',
        });
        children.push(child);
        const [answer] = (await once(child, 'message')) as [string];
        return answer;
      }),
    );
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'postgres/data-held')).toHaveLength(5);
    for (const child of children.splice(0)) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    rmSync(lock(), { force: true });
  }
}, 60_000);

test('what it makes is for its owner only', async () => {
  const held = await hold();
  expect(statSync(join(dataDir, 'run')).mode & 0o077).toBe(0);
  expect(statSync(lock()).mode & 0o077).toBe(0);
  expect(statSync(dataDir).mode & 0o066).toBe(0);
  await held.release();
  expect(existsSync(lock())).toBe(false);
});
