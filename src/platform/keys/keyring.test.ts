import { createPublicKey, verify } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fork } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openKeyring, type Keyring } from './index.ts';
import { readRegister } from './destruction-register.ts';
import { SLOTS_IN_CHUNK } from './slots.ts';

const AT = new Date('2026-11-23T15:00:00Z');
let dir: string;
let ring: Keyring;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ck-keys-'));
  ring = await openKeyring({ dir });
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test('every slot gives its own key, and the same one after a restart', async () => {
  const slots = Array.from({ length: 50 }, () => ring.newSlot());
  const keys = slots.map((slot) => ring.unitKey(slot).toString('hex'));
  expect(new Set(keys).size).toBe(50);
  expect(keys.every((key) => key.length === 64)).toBe(true);
  const again = await openKeyring({ dir });
  expect(slots.map((slot) => again.unitKey(slot).toString('hex'))).toEqual(keys);
});

test('a slot is on the disk before it has a name, and a full chunk is followed by the next', () => {
  const slots = Array.from({ length: SLOTS_IN_CHUNK + 3 }, () => ring.newSlot());
  expect(new Set(slots).size).toBe(SLOTS_IN_CHUNK + 3);
  const chunks = readdirSync(join(dir, 'slots'));
  expect(chunks).toHaveLength(2);
  for (const chunk of chunks) expect(statSync(join(dir, 'slots', chunk)).size).toBe(32 * SLOTS_IN_CHUNK);
});

test('a killed process wastes the rest of its chunk; a clean close leaves it for the next', async () => {
  const killed = ring.newSlot();
  const next = await openKeyring({ dir });
  const second = next.newSlot();
  expect(second.split(':')[0]).not.toBe(killed.split(':')[0]);
  await next.close();
  const third = (await openKeyring({ dir })).newSlot();
  expect(third).toBe(`${second.split(':')[0]}:1`);
  const fourth = (await openKeyring({ dir })).newSlot();
  expect(fourth.split(':')[0]).not.toBe(third.split(':')[0]);
});

test('a destroyed slot is overwritten, registered and never opened again', async () => {
  const slot = ring.newSlot();
  const before = readFileSync(join(dir, 'slots', slot.split(':')[0] ?? '')).subarray(0, 32);
  ring.unitKey(slot);
  await ring.destroySlot(slot, { at: AT, reason: 'retention: 10 years after last service', certificate: 'C-1' });
  await ring.destroySlot(slot, { at: AT, reason: 'again' });
  expect(() => ring.unitKey(slot)).toThrow(expect.objectContaining({ code: 'keys/destroyed', status: 410 }));
  expect(ring.isDestroyed(slot)).toBe(true);
  expect(ring.slotState(slot)).toBe('destroyed');
  expect(readFileSync(join(dir, 'slots', slot.split(':')[0] ?? '')).includes(before)).toBe(false);
  const entries = await readRegister(join(dir, 'destroyed.ndjson'), { mend: false });
  expect(entries).toMatchObject([{ n: 1, slot, certificate: 'C-1', at: AT.toISOString() }]);
  expect(ring.registerHead()).toEqual({ count: 1, hash: entries[0]?.hash });
});

test('a kill between the register and the overwrite is finished by the next start', async () => {
  const slot = ring.newSlot();
  const chunk = join(dir, 'slots', slot.split(':')[0] ?? '');
  const untouched = `${chunk}-copy`;
  copyFileSync(chunk, untouched);
  await ring.destroySlot(slot, { at: AT, reason: 'retention' });
  copyFileSync(untouched, chunk);
  const again = await openKeyring({ dir });
  expect(again.slotState(slot)).toBe('destroyed');
  expect(readFileSync(chunk).subarray(0, 32).equals(Buffer.alloc(32))).toBe(true);
});

test('a restored key backup forgets nothing that was destroyed after it', async () => {
  const [kept, gone] = [ring.newSlot(), ring.newSlot()];
  const backup = `${dir}-backup`;
  cpSync(dir, backup, { recursive: true });
  await ring.destroySlot(gone, { at: AT, reason: 'retention' });
  const restored = await openKeyring({ dir: backup });
  expect(restored.slotState(gone)).toBe('live');
  expect(await restored.replayRegister(join(dir, 'destroyed.ndjson'))).toEqual({ destroyed: 1, already: 0, absent: 0 });
  expect(await restored.replayRegister(join(dir, 'destroyed.ndjson'))).toEqual({ destroyed: 0, already: 1, absent: 0 });
  expect(() => restored.unitKey(gone)).toThrow(expect.objectContaining({ code: 'keys/destroyed' }));
  expect(restored.unitKey(kept)).toEqual(ring.unitKey(kept));
  rmSync(backup, { recursive: true });
});

test('a changed, removed or moved register entry is named; a torn last line was never acknowledged', async () => {
  const path = join(dir, 'destroyed.ndjson');
  for (const reason of ['one', 'two', 'three']) await ring.destroySlot(ring.newSlot(), { at: AT, reason });
  const whole = readFileSync(path, 'utf8');
  const [one = '', two = '', three = ''] = whole.trim().split('\n');
  const forgeries = [
    whole.replace('"two"', '"TWO"'),
    `${one}\n${three}\n`,
    `${two}\n${one}\n${three}\n`,
    `${one}\n${one}\n`,
  ];
  for (const forged of forgeries) {
    writeFileSync(path, forged);
    await expect(openKeyring({ dir })).rejects.toMatchObject({ code: 'keys/register-damaged' });
  }
  writeFileSync(path, whole);
  appendFileSync(path, '{"n":4,"slot":"dead');
  const again = await openKeyring({ dir });
  expect(again.registerHead().count).toBe(3);
  expect(readFileSync(path, 'utf8')).toBe(whole);
});

test('without its key-encryption key the start is refused and no new key is made', async () => {
  ring.newSlot();
  const kek = join(dir, 'kek');
  const text = readFileSync(kek, 'utf8');
  rmSync(kek);
  await expect(openKeyring({ dir })).rejects.toMatchObject({
    code: 'keys/kek-missing',
    detail: expect.stringContaining(kek),
  });
  expect(readdirSync(dir)).not.toContain('kek');
  const elsewhere = mkdtempSync(join(tmpdir(), 'ck-keys-'));
  await openKeyring({ dir: elsewhere });
  copyFileSync(join(elsewhere, 'kek'), kek);
  await expect(openKeyring({ dir })).rejects.toMatchObject({ code: 'keys/kek-wrong' });
  writeFileSync(kek, 'rubbish');
  await expect(openKeyring({ dir })).rejects.toMatchObject({ code: 'keys/kek-unreadable' });
  writeFileSync(join(elsewhere, 'moved'), text);
  await expect(openKeyring({ dir, kekFile: join(elsewhere, 'moved') })).resolves.toBeDefined();
  rmSync(elsewhere, { recursive: true });
});

test('key files are for their owner only', () => {
  ring.newSlot();
  for (const name of ['kek', 'checkpoint.key', 'destroyed.ndjson']) {
    expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0);
  }
  for (const chunk of readdirSync(join(dir, 'slots'))) expect(statSync(join(dir, 'slots', chunk)).mode & 0o077).toBe(0);
});

test('derived secrets and digests differ by label, content and key', async () => {
  expect(ring.derive('role chartkeeper_app')).toEqual(ring.derive('role chartkeeper_app'));
  expect(ring.derive('role chartkeeper_app')).not.toEqual(ring.derive('role chartkeeper_jobs'));
  async function* inPieces() {
    yield Buffer.from('same ');
    yield await Promise.resolve(Buffer.from('bytes'));
  }
  const digest = await ring.digest(Buffer.from('same bytes'));
  expect(digest).toMatch(/^[0-9a-f]{64}$/);
  expect(await ring.digest(inPieces())).toBe(digest);
  expect(await ring.digest(Buffer.from('other bytes'))).not.toBe(digest);
  const other = mkdtempSync(join(tmpdir(), 'ck-keys-'));
  expect(await (await openKeyring({ dir: other })).digest(Buffer.from('same bytes'))).not.toBe(digest);
  rmSync(other, { recursive: true });
});

test('checkpoints are signed with one key for the life of the data, and its loss is noticed', async () => {
  const message = Buffer.from('checkpoint 42');
  const signature = ring.checkpointKey.sign(message);
  const again = await openKeyring({ dir });
  expect(verify(null, message, again.checkpointKey.publicKey, signature)).toBe(true);
  expect(verify(null, message, createPublicKey(readFileSync(join(dir, 'checkpoint.pub'))), signature)).toBe(true);
  rmSync(join(dir, 'checkpoint.key'));
  await expect(openKeyring({ dir })).rejects.toMatchObject({ code: 'keys/signing-key-missing' });
});

test('names that cannot be slots and slots that are not here are told apart', () => {
  for (const wrong of ['', 'x', '../../etc:1', `${'0'.repeat(16)}:1024`, `${'0'.repeat(16)}:-1`]) {
    expect(() => ring.unitKey(wrong)).toThrow(expect.objectContaining({ code: 'keys/slot-unknown' }));
  }
  expect(ring.slotState(`${'0'.repeat(16)}:1`)).toBe('missing');
  expect(() => ring.unitKey(`${'0'.repeat(16)}:1`)).toThrow(expect.objectContaining({ code: 'keys/slot-missing' }));
});

test('killed at any moment while keys are made and destroyed, nothing is used twice or comes back', async () => {
  const seen = new Map<string, string>();
  const script = join(import.meta.dirname, 'keyring.test-child.ts');
  for (let round = 0; round < 6; round++) {
    const reports: { slot: string; key: string; destroyed: boolean }[] = [];
    const child = fork(script, [dir], { execArgv: ['--import', 'tsx'], stdio: 'ignore' });
    await new Promise<void>((settle) => {
      child.on('message', (report: { slot: string; key: string; destroyed: boolean }) => {
        if (reports.push(report) === 20 + round * 17) child.kill('SIGKILL');
      });
      child.once('exit', () => settle());
    });
    const open = await openKeyring({ dir });
    for (const { slot, key, destroyed } of reports) {
      if (!destroyed) {
        expect(seen.has(slot)).toBe(false);
        seen.set(slot, key);
      }
    }
    const destroyed = new Set(reports.filter((report) => report.destroyed).map(({ slot }) => slot));
    for (const slot of destroyed) expect(open.slotState(slot)).toBe('destroyed');
    for (const [slot, key] of seen) {
      if (open.slotState(slot) === 'live') expect(open.unitKey(slot).toString('hex')).toBe(key);
    }
  }
  expect(seen.size).toBeGreaterThan(100);
});
