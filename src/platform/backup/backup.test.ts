import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openBackupStore, openBlobStore, type BlobRef, type BlobStore } from '../blobs/index.ts';
import { migrate } from '../db/migrate.ts';
import { openKeyring, type Keyring } from '../keys/index.ts';
import { createLog } from '../log.ts';
import { holdDataDirectory, startEmbedded, type DatabaseServer, type DataHold } from '../postgres/index.ts';
import { backup, fsck, lastBackup, listBackups, restore, verifyBackup } from './index.ts';

/** Real servers on a machine that may be busy with other suites. */
vi.setConfig({ testTimeout: 180_000 });
const log = createLog({ level: 'silent' });
const NOW = new Date();
const DAY = 24 * 60 * 60 * 1000;
const CANARY = 'Zebedee-Quillfeather-canary';
const MIB = 1024 * 1024;

interface Site {
  dataDir: string;
  hold: DataHold;
  server: DatabaseServer;
  keyring: Keyring;
  blobs: BlobStore;
  sql: pg.Client;
}

const folders: string[] = [];
const sites: Site[] = [];
let origin: Site;
let refs: BlobRef[];
let contents: Buffer[];

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'ck-backup-'));
  chmodSync(path, 0o755);
  folders.push(path);
  return path;
}

async function open(dataDir: string): Promise<Site> {
  const hold = await holdDataDirectory({ dataDir, command: 'test', now: NOW });
  const server = await startEmbedded({ hold, log });
  const keyring = await openKeyring({ dir: join(dataDir, 'keys') });
  const blobs = await openBlobStore({ setting: '', dataDir, keyring });
  const sql = new pg.Client({ connectionString: server.adminUrl });
  sql.on('error', () => undefined);
  await sql.connect();
  const site = { dataDir, hold, server, keyring, blobs, sql };
  sites.push(site);
  return site;
}

async function close(site: Site): Promise<void> {
  sites.splice(sites.indexOf(site), 1);
  await site.sql.end();
  await site.server.stop();
  await site.keyring.close();
  await site.hold.release();
}

async function file(site: Site, content: Buffer): Promise<BlobRef> {
  const ref = await site.blobs.put(site.keyring.newSlot(), content, { maxBytes: 64 * MIB });
  await site.sql.query(
    'insert into platform.blob (address, slot, bytes, frames, digest, at) values ($1, $2, $3, $4, $5, $6)',
    [ref.address, ref.slot, ref.bytes, ref.frames, ref.digest, NOW],
  );
  await site.sql.query('insert into public.record values ($1)', [ref.address]);
  return ref;
}

beforeAll(async () => {
  origin = await open(join(folder(), 'data'));
  const password = 'test';
  await migrate({
    adminUrl: origin.server.adminUrl,
    folder: platformMigrations(),
    now: NOW,
    passwords: {
      chartkeeper_app: password,
      chartkeeper_jobs: password,
      chartkeeper_report: password,
      chartkeeper_backup: password,
    },
  });
  await origin.sql.query('create table public.page (n int primary key, words text)');
  await origin.sql.query('create table public.record (blob text references platform.blob (address) on delete cascade)');
  contents = [0, 1, 1000, 5000, 1.5 * MIB, 3 * MIB].map((bytes) => randomBytes(bytes));
  refs = [];
  for (const content of contents) refs.push(await file(origin, content));
  mkdirSync(join(origin.dataDir, 'audit'));
  writeFileSync(join(origin.dataDir, 'audit', 'checkpoints.txt'), 'checkpoint 1\n');
});

afterEach(async () => {
  for (const site of sites.filter((one) => one !== origin)) await close(site);
});
afterAll(async () => {
  await close(origin);
  folders.forEach((path) => rmSync(path, { recursive: true, force: true }));
});

const save = (into: string, more: { now?: Date; keysInto?: string; keepDays?: number } = {}) =>
  backup({ ...origin, into, files: ['audit/checkpoints.txt'], product: '0.1.0', now: NOW, log, ...more });

const pathOf = (root: string, address: string) => join(root, address.slice(0, 2), address.slice(2, 4), address);

test('a backup made while people work restores to everything acknowledged before it began', async () => {
  const into = join(folder(), 'backup');
  let n = 0;
  let working = true;
  const writer = new pg.Client({ connectionString: origin.server.adminUrl });
  await writer.connect();
  const work = (async () => {
    while (working)
      await writer.query('insert into public.page values ($1, $2)', [++n, `${CANARY} ${'x'.repeat(2000)}`]);
  })();
  while (n < 500) await new Promise((settle) => setTimeout(settle, 20));
  const before = n - 1;
  const saved = await save(into);
  working = false;
  await work;
  await writer.end();
  expect(saved).toMatchObject({
    database: 'embedded',
    kek: 'included',
    failed: [],
    blobs: { named: refs.length, copied: refs.length },
  });
  expect(await lastBackup(origin.dataDir)).toMatchObject({ id: saved.id, into });

  const target = join(folder(), 'restored');
  const restored = await restore({ from: into, into: target, log });
  expect(restored).toMatchObject({ id: saved.id, database: 'embedded', failed: [], destroyedAgain: 0 });
  expect(readFileSync(join(target, 'audit', 'checkpoints.txt'), 'utf8')).toBe('checkpoint 1\n');
  const copy = await open(target);
  const rows = await copy.sql.query<{ n: number; c: number }>(
    'select max(n)::int as n, count(*)::int as c from public.page',
  );
  expect(rows.rows[0]?.n).toBeGreaterThanOrEqual(before);
  expect(rows.rows[0]?.c).toBe(rows.rows[0]?.n);
  for (const [at, ref] of refs.entries()) {
    expect((await copy.blobs.read(ref, 64 * MIB)).equals(contents[at] ?? Buffer.alloc(1))).toBe(true);
  }
  const message = Buffer.from('checkpoint');
  expect(copy.keyring.checkpointKey.sign(message)).toEqual(origin.keyring.checkpointKey.sign(message));
  expect((await fsck({ ...copy, adminUrl: copy.server.adminUrl, now: NOW, deep: true, pages: true })).ok).toBe(true);
  // Its slots are its own: one handed out after the backup is not handed out again.
  const slot = origin.keyring.newSlot();
  expect(copy.keyring.newSlot()).not.toBe(slot);
});

test('the medium of a backup shows no row, no key and no document; the keys lie apart', async () => {
  const into = join(folder(), 'backup');
  const saved = await save(into);
  const slot = refs[3]?.slot.split(':')[0] ?? '';
  const slots = readFileSync(join(origin.dataDir, 'keys', 'slots', slot));
  const needles = [
    Buffer.from(CANARY),
    slots.subarray(0, 32),
    readFileSync(join(origin.dataDir, 'keys', 'kek')),
    contents[3],
  ];
  for (const path of filesIn(into)) {
    const bytes = readFileSync(path);
    for (const needle of needles) expect(bytes.includes(needle ?? ''), path).toBe(false);
    expect(statSync(path).mode & 0o077, path).toBe(0);
  }
  expect(existsSync(join(saved.keyFolder, 'slots', slot))).toBe(true);
  expect(readdirSync(join(saved.keyFolder, 'slots')).filter((name) => name.endsWith('.rest'))).toEqual([]);
  await expect(save(into, { keysInto: join(into, 'keys') })).rejects.toMatchObject({ code: 'backup/wrong-place' });
  await expect(save(into, { keysInto: into })).rejects.toMatchObject({ code: 'backup/wrong-place' });
  await expect(save(`${into}-keys`)).rejects.toMatchObject({ code: 'backup/wrong-place' });
  await expect(save(join(origin.dataDir, 'backup'))).rejects.toMatchObject({ code: 'backup/wrong-place' });
  const used = folder();
  writeFileSync(join(used, 'thesis.doc'), '');
  await expect(save(used)).rejects.toMatchObject({
    code: 'backup/wrong-place',
    detail: expect.stringContaining('thesis.doc'),
  });
});

test('the next backup copies new documents only, and old backups end after their days', async () => {
  const into = join(folder(), 'backup');
  const first = await save(into, { now: new Date(NOW.getTime() - 40 * DAY) });
  const more = await file(origin, randomBytes(2000));
  const second = await save(into);
  expect(second.blobs).toMatchObject({ named: first.blobs.named + 1, copied: 1 });
  expect(second.forgotten).toEqual([first.id]);
  expect(await listBackups(into)).toEqual([second.id]);
  expect(await listBackups(`${into}-keys`)).toEqual([second.id]);
  await origin.sql.query('delete from platform.blob where address = $1', [more.address]);
  await origin.blobs.remove(more.address);
  const third = await save(into, { now: new Date(NOW.getTime() + 40 * DAY) });
  expect(third.forgotten).toEqual([second.id]);
  expect(existsSync(pathOf(join(into, 'blobs'), more.address))).toBe(false);
});

test('verify restores it, reads every page, reads documents back, lets the log be proven and leaves a stamp', async () => {
  const into = join(folder(), 'backup');
  const saved = await save(into);
  const scratch = folder();
  let proven = '';
  const verified = await verifyBackup({
    from: into,
    scratch,
    now: NOW,
    log,
    prove: async (dataDir) => {
      const copy = await open(dataDir);
      proven = (await copy.sql.query<{ n: string }>('select count(*) as n from public.page')).rows[0]?.n ?? '';
      await close(copy);
      return { ok: true, proof: { entries: 7 } };
    },
  });
  expect(verified).toMatchObject({
    id: saved.id,
    ok: true,
    read: { documents: refs.length, failed: [] },
    proof: { entries: 7 },
  });
  expect(Number(proven)).toBeGreaterThan(0);
  expect(readdirSync(scratch)).toEqual([]);
  expect(JSON.parse(readFileSync(join(saved.folder, 'verified.json'), 'utf8'))).toMatchObject({
    ok: true,
    read: { failed: [] },
  });

  const spoiled = pathOf(join(into, 'blobs'), refs[4]?.address ?? '');
  flip(spoiled, 100);
  const second = await verifyBackup({ from: into, scratch, now: NOW, log });
  expect(second.ok).toBe(false);
  expect(second.read.failed).toEqual([expect.stringContaining(refs[4]?.address ?? 'none')]);
  rmSync(spoiled);
  const third = await verifyBackup({ from: into, scratch, now: NOW, log });
  expect(third.fsck?.counts['document-missing']).toBe(1);
  expect(third.ok).toBe(false);
});

test('what was destroyed after a backup stays destroyed when that backup is restored', async () => {
  const into = join(folder(), 'backup');
  const doomed = await file(origin, randomBytes(3000));
  const old = await save(into, { now: new Date(NOW.getTime() - 5 * DAY) });
  await origin.keyring.destroySlot(doomed.slot, { at: NOW, reason: 'retention', certificate: 'C-7' });
  await save(into);
  const target = join(folder(), 'restored');
  const restored = await restore({ from: into, id: old.id, into: target, log });
  expect(restored.destroyedAgain).toBe(1);
  const copy = await open(target);
  await expect(copy.blobs.read(doomed, MIB)).rejects.toMatchObject({ code: 'keys/destroyed' });
  const found = await fsck({ ...copy, adminUrl: copy.server.adminUrl, now: NOW });
  expect(found.counts['destroyed-yet-named']).toBe(1);
  expect(found.plan.join()).toContain('cannot be read');
  await close(copy);

  // The only copy of the register may be that of a site which survived.
  const alone = join(folder(), 'backup');
  cpSync(into, alone, { recursive: true });
  cpSync(`${into}-keys`, `${alone}-keys`, { recursive: true });
  for (const root of [alone, `${alone}-keys`]) {
    for (const id of await listBackups(root)) if (id !== old.id) rmSync(join(root, 'backups', id), { recursive: true });
  }
  const register = join(origin.dataDir, 'keys', 'destroyed.ndjson');
  const without = await restore({ from: alone, into: join(folder(), 'r1'), log });
  const given = await restore({ from: alone, into: join(folder(), 'r2'), registers: [register], log });
  expect([without.destroyedAgain, given.destroyedAgain]).toEqual([0, 1]);
  await origin.sql.query('delete from platform.blob where address = $1', [doomed.address]);
});

test('a restore never writes over anything and leaves nothing when it fails', async () => {
  const into = join(folder(), 'backup');
  const saved = await save(into);
  const place = folder();
  const target = join(place, 'restored');
  mkdirSync(target);
  writeFileSync(join(target, 'something'), '');
  await expect(restore({ from: into, into: target, log })).rejects.toMatchObject({ code: 'backup/target-not-empty' });
  rmSync(join(target, 'something'));

  const refused = async (code: string, change: (from: string) => void, keys = true) => {
    const from = join(folder(), 'copy');
    cpSync(into, from, { recursive: true });
    if (keys) cpSync(`${into}-keys`, `${from}-keys`, { recursive: true });
    change(from);
    await expect(restore({ from, into: target, log }), code).rejects.toMatchObject({ code });
    expect(readdirSync(place)).toEqual(['restored']);
    expect(readdirSync(target)).toEqual([]);
  };
  const inBackup = (from: string, name: string) => join(from, 'backups', saved.id, name);
  for (const at of [0, 20, 5000, statSync(join(saved.folder, 'database.pack')).size - 1]) {
    await refused('backup/damaged', (from) => flip(inBackup(from, 'database.pack'), at));
  }
  await refused('backup/damaged', (from) => execFileSync('truncate', ['-s', '-1000', inBackup(from, 'database.pack')]));
  await refused('backup/damaged', (from) => {
    const manifest = readFileSync(inBackup(from, 'manifest.json'), 'utf8');
    writeFileSync(inBackup(from, 'manifest.json'), manifest.replace('"product":"0.1.0"', '"product":"9.9.9"'));
  });
  await refused('backup/damaged', (from) => appendFileSync(inBackup(from, 'files/audit/checkpoints.txt'), 'x'));
  await refused('backup/damaged', (from) => appendFileSync(inBackup(from, 'blobs.list'), `${'0'.repeat(64)}\n`));
  await refused('backup/keys-missing', () => undefined, false);
  await refused('keys/kek-missing', (from) => rmSync(join(`${from}-keys`, 'backups', saved.id, 'kek')));
  await expect(restore({ from: folder(), into: target, log })).rejects.toMatchObject({ code: 'backup/not-a-backup' });
  await expect(restore({ from: into, id: '20200101T000000Z', into: target, log })).rejects.toMatchObject({
    code: 'backup/not-a-backup',
    detail: expect.stringContaining(saved.id),
  });
});

test('a key-encryption key kept outside the data is not copied, and is asked for at the restore', async () => {
  const data = join(folder(), 'data');
  const kekFile = join(folder(), 'kek');
  const into = join(folder(), 'backup');
  const keyring = await openKeyring({ dir: join(data, 'keys'), kekFile });
  const blobs = await openBlobStore({ setting: '', dataDir: data, keyring });
  const server = { kind: 'external', adminUrl: origin.server.adminUrl } as const;
  const saved = await backup({ into, dataDir: data, kekFile, server, keyring, blobs, product: '0.1.0', now: NOW, log });
  expect(saved).toMatchObject({ kek: 'kept elsewhere', database: 'external' });
  expect(saved.failed.map(({ reason }) => reason)).toEqual(refs.map(() => 'blobs/missing'));
  expect(existsSync(join(saved.keyFolder, 'kek'))).toBe(false);
  const target = join(folder(), 'restored');
  await expect(restore({ from: into, into: target, log })).rejects.toMatchObject({
    code: 'backup/keys-missing',
    detail: expect.stringContaining('CHARTKEEPER_KEK_FILE'),
  });
  const restored = await restore({ from: into, into: target, kekFile, log });
  expect(restored).toMatchObject({ database: 'external', cluster: undefined });
  expect(existsSync(join(target, 'pg'))).toBe(false);
});

test('fsck finds what is missing, changed, left over or without key, says what to do, and repairs from a backup', async () => {
  const into = join(folder(), 'backup');
  await save(into);
  const target = join(folder(), 'restored');
  await restore({ from: into, into: target, log });
  const copy = await open(target);
  const check = (more: { deep?: boolean; repairFrom?: BlobStore } = {}) =>
    fsck({ ...copy, adminUrl: copy.server.adminUrl, now: NOW, ...more });
  expect(await check({ deep: true })).toMatchObject({
    ok: true,
    named: refs.length,
    stored: refs.length,
    proven: refs.length,
  });

  const store = join(target, 'blobs');
  const [, gone, short, flipped, , keyless] = refs as [BlobRef, BlobRef, BlobRef, BlobRef, BlobRef, BlobRef];
  rmSync(pathOf(store, gone.address));
  execFileSync('truncate', ['-s', '-1', pathOf(store, short.address)]);
  flip(pathOf(store, flipped.address), 60);
  const left = await copy.blobs.put(copy.keyring.newSlot(), Buffer.from('never named'), { maxBytes: MIB });
  await copy.blobs.put(copy.keyring.newSlot(), Buffer.from('about to be named'), { maxBytes: MIB });
  utimesSync(pathOf(store, left.address), new Date(0), new Date(NOW.getTime() - 2 * DAY));
  const quick = await check();
  expect(quick.counts).toMatchObject({ 'document-missing': 1, 'document-damaged': 1, 'stored-but-unnamed': 1 });
  const deep = await check({ deep: true });
  expect(deep.counts).toMatchObject({ 'document-missing': 1, 'document-damaged': 2, 'stored-but-unnamed': 1 });
  expect(deep.findings).toContainEqual({ finding: 'document-damaged', what: flipped.address });
  expect(deep.ok).toBe(false);
  expect(deep.plan.join(' ')).toContain('3 documents: missing or changed');

  const source = await openBackupStore(join(into, 'blobs'), copy.keyring, { create: false });
  expect(await check({ deep: true, repairFrom: source })).toMatchObject({ ok: true, repaired: 3 });
  expect(await check({ deep: true })).toMatchObject({ ok: true, repaired: 0 });
  expect(await copy.blobs.read(short, MIB)).toEqual(contents[2]);

  await copy.sql.query('delete from public.record where blob = $1', [gone.address]);
  expect((await check()).findings).toEqual(
    [
      { finding: 'named-but-unused', what: gone.address },
      { finding: 'stored-but-unnamed', what: left.address },
    ].reverse(),
  );

  const chunk = join(target, 'keys', 'slots', keyless.slot.split(':')[0] ?? '');
  rmSync(chunk);
  const lost = await check();
  expect(lost.counts['key-missing']).toBe(refs.length);
  expect(lost.plan.join(' ')).toContain('key backup');
});

test('a page of the database that the disk changed is found by name', async () => {
  const into = join(folder(), 'backup');
  await save(into);
  const target = join(folder(), 'restored');
  await restore({ from: into, into: target, log });
  const first = await open(target);
  await first.sql.query(
    `create table public.shelf as select n, repeat('x', 500) as words from generate_series(1, 100) n`,
  );
  const rows = await first.sql.query<{ path: string }>(`select pg_relation_filepath('public.shelf') as path`);
  await first.sql.query('checkpoint');
  await close(first);
  flip(join(target, 'pg', rows.rows[0]?.path ?? ''), 8192 + 4000);
  const second = await open(target);
  const found = await fsck({ ...second, adminUrl: second.server.adminUrl, now: NOW, pages: true });
  expect(found.findings).toEqual([{ finding: 'database-page-damaged', what: 'shelf' }]);
  expect(found.ok).toBe(false);
  const left = await second.sql.query(`select from pg_extension where extname = 'amcheck'`);
  expect(left.rowCount).toBe(0);
});

test('a full disk ends the backup, says so, and spoils no earlier one', async ({ skip }) => {
  const mount = folder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mount]).status !== 0) {
    skip('this account may not mount a small tmpfs');
  }
  try {
    const into = join(mount, 'backup');
    const keysInto = join(folder(), 'keys');
    await expect(save(into, { keysInto })).rejects.toMatchObject({
      code: 'backup/full',
      detail: expect.stringContaining(into),
    });
    expect(await listBackups(into)).toEqual([]);
    execFileSync('mount', ['-o', 'remount,size=64m', mount]);
    const saved = await save(into, { keysInto });
    expect(readdirSync(join(into, 'backups'))).toEqual([saved.id]);
  } finally {
    execFileSync('umount', [mount]);
  }
});

/** The ground alone: what lies above it has tests of its own. */
function platformMigrations(): string {
  const [from, to] = [join(import.meta.dirname, '../../../db/migrations'), folder()];
  for (const name of readdirSync(from)) if (name.includes('-platform-')) cpSync(join(from, name), join(to, name));
  return to;
}

function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(path, bytes);
}

function filesIn(root: string): string[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
