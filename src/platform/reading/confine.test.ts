import { spawn } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { type ChildEntry } from './child-entry.ts';
import { findConfinement, readerCommand, readerEnvironment } from './confine.ts';
import { usageOf } from './usage.ts';
import { makeFolder } from './test-files.ts';

const folder = makeFolder();
const scratch = makeFolder();
afterAll(() => {
  folder.remove();
  scratch.remove();
});

/** Runs a program of ours where a reader would run. */
function inside(script: string, confinement: 'bubblewrap' | 'plain'): Promise<string> {
  const entry: ChildEntry = { file: folder.write('probe.mjs', script), execArgv: [] };
  const [command = '', ...args] = readerCommand(entry, scratch.path, confinement);
  const child = spawn(command, args, { env: readerEnvironment(), stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
    child.on('error', reject);
    child.on('close', () => resolve(out.trim()));
  });
}

test('a reader behind the walls sees no secret, no network and no other process', async (context) => {
  const entry = { file: folder.write('probe.mjs', ''), execArgv: [] };
  if ((await findConfinement(entry, scratch.path)) === 'plain') return context.skip('bubblewrap does not work here');
  const secret = makeFolder();
  try {
    const key = secret.write('key', 'secret');
    const told = await inside(
      `import fs from 'node:fs'; import os from 'node:os'; import net from 'node:net';
       const can = (f) => { try { f(); return 'yes'; } catch { return 'no'; } };
       const reached = await new Promise((done) => {
         const socket = net.connect(9, '192.0.2.1').on('connect', () => done('yes')).on('error', () => done('no'));
         setTimeout(() => { socket.destroy(); done('no answer'); }, 3000);
       });
       console.log(JSON.stringify({
         key: can(() => fs.readFileSync(${JSON.stringify(key)})),
         passwd: can(() => fs.readFileSync('/etc/passwd')),
         usr: can(() => fs.writeFileSync('/usr/x', '')),
         scratch: can(() => fs.writeFileSync(${JSON.stringify(scratch.path)} + '/ok', '')),
         networks: Object.keys(os.networkInterfaces()).filter((it) => it !== 'lo'),
         processes: fs.readdirSync('/proc').filter((it) => /^[0-9]+$/.test(it)).length < 5,
         reached,
       }));`,
      'bubblewrap',
    );
    expect(JSON.parse(told)).toEqual({
      key: 'no',
      passwd: 'no',
      usr: 'no',
      scratch: 'yes',
      networks: [],
      processes: true,
      reached: 'no',
    });
  } finally {
    secret.remove();
  }
});

test('a reader inherits no setting of the server and leaves no core file', async () => {
  process.env['CHARTKEEPER_PROBE'] = 'secret';
  const told = await inside(
    `import { execFileSync } from 'node:child_process';
     console.log(process.env.CHARTKEEPER_PROBE ?? 'nothing', execFileSync('/bin/sh', ['-c', 'ulimit -c']).toString().trim());`,
    'plain',
  );
  delete process.env['CHARTKEEPER_PROBE'];
  expect(told).toBe('nothing 0');
});

test('memory is counted over a process and everything it started', async (context) => {
  const own = (await usageOf(process.pid))?.bytes;
  if (own === undefined) return context.skip('there is no /proc here');
  const child = spawn(process.execPath, ['-e', 'globalThis.b = Buffer.alloc(200e6, 1); setTimeout(() => {}, 20000)']);
  try {
    await expect
      .poll(async () => ((await usageOf(process.pid))?.bytes ?? 0) - own, { timeout: 15_000 })
      .toBeGreaterThan(200e6);
  } finally {
    child.kill('SIGKILL');
  }
});
