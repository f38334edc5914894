import { createHash, randomBytes } from 'node:crypto';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate as yieldTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openKeyring, type Keyring } from '../keys/index.ts';
import { FRAME_BYTES, HEADER_BYTES, storedBytes } from './frames.ts';
import { openBlobStore, type BlobRef, type BlobStore } from './index.ts';

const MIB = 1024 * 1024;
const LIMIT = { maxBytes: 64 * MIB };
const DAY = 24 * 60 * 60 * 1000;

interface Desk {
  data: string;
  ring: Keyring;
  store: BlobStore;
  setting: string;
  /** How the store's owner, or an intruder, reaches the ciphertext. */
  peek(address: string): Buffer;
  poke(address: string, bytes: Buffer): void;
  age(address: string, at: Date): void;
}

const roots: string[] = [];
const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'ck-blobs-'));
  roots.push(path);
  return path;
};
afterAll(() => roots.forEach((path) => rmSync(path, { recursive: true, force: true })));

async function folderDesk(): Promise<Desk> {
  const data = folder();
  const ring = await openKeyring({ dir: join(data, 'keys') });
  const store = await openBlobStore({ setting: '', dataDir: data, keyring: ring });
  const pathOf = (address: string) => join(data, 'blobs', address.slice(0, 2), address.slice(2, 4), address);
  return {
    data,
    ring,
    store,
    setting: '',
    peek: (address) => readFileSync(pathOf(address)),
    poke: (address, bytes) => writeFileSync(pathOf(address), bytes),
    age: (address, at) => utimesSync(pathOf(address), at, at),
  };
}

interface S3rver {
  run(): Promise<unknown>;
  close(): Promise<unknown>;
}
let s3: S3rver | undefined;

async function bucketDesk(): Promise<Desk> {
  const data = folder();
  const objects = folder();
  const { default: Server } = (await import('s3rver' as string)) as {
    default: new (options: object) => S3rver; // the package carries no types
  };
  const port = await new Promise<number>((settle) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => settle(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
  s3 = new Server({
    port,
    address: '127.0.0.1',
    silent: true,
    directory: objects,
    configureBuckets: [{ name: 'records' }],
  });
  await s3.run();
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER';
  process.env['AWS_SECRET_ACCESS_KEY'] = 'S3RVER';
  const setting = `s3://records/desk?endpoint=http://127.0.0.1:${port}`;
  const ring = await openKeyring({ dir: join(data, 'keys') });
  const store = await openBlobStore({ setting, dataDir: data, keyring: ring });
  const pathOf = (address: string) => join(objects, 'records', 'desk', `${address}._S3rver_object`);
  return {
    data,
    ring,
    store,
    setting,
    peek: (address) => readFileSync(pathOf(address)),
    poke: (address, bytes) => writeFileSync(pathOf(address), bytes),
    age: (address, at) => utimesSync(pathOf(address), at, at),
  };
}
afterAll(() => {
  // Its close waits for the kept-alive connections of the client, which end with this process.
  void s3?.close();
});

const all = async (stream: Readable) => Buffer.concat((await stream.toArray()) as Buffer[]);

describe.each([
  ['a folder', folderDesk],
  ['a bucket', bucketDesk],
])('documents in %s', (_name, open) => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await open();
  });

  test('come back as they were put, whatever their length', async () => {
    for (const bytes of [0, 1, 100, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES, 9 * MIB + 7]) {
      const content = randomBytes(bytes);
      const slot = desk.ring.newSlot();
      const ref = await desk.store.put(slot, Readable.from(inPieces(content)), LIMIT);
      expect(ref).toMatchObject({ slot, bytes, frames: Math.max(1, Math.ceil(bytes / FRAME_BYTES)) });
      expect(ref.digest).toBe(await desk.ring.digest(content));
      const stored = desk.peek(ref.address);
      expect(stored).toHaveLength(storedBytes(bytes));
      expect(createHash('sha256').update(stored).digest('hex')).toBe(ref.address);
      expect((await all(desk.store.open(ref))).equals(content)).toBe(true);
      expect((await desk.store.read(ref, LIMIT.maxBytes)).equals(content)).toBe(true);
      expect(await desk.store.verify(ref.address)).toBe('whole');
    }
  });

  test('give any range of themselves', async () => {
    const content = randomBytes(11 * MIB + 99);
    for (const piece of [content, content.subarray(0, 2 * MIB + 5)]) {
      const ref = await desk.store.put(desk.ring.newSlot(), piece, LIMIT);
      const edges = [
        0,
        1,
        FRAME_BYTES - 1,
        FRAME_BYTES,
        FRAME_BYTES + 1,
        2 * FRAME_BYTES,
        piece.length - 1,
        piece.length,
      ];
      for (const start of edges) {
        for (const end of edges.filter((edge) => edge >= start)) {
          expect((await all(desk.store.open(ref, { start, end }))).equals(piece.subarray(start, end))).toBe(true);
        }
      }
      expect(await all(desk.store.open(ref, { start: piece.length + 5 }))).toHaveLength(0);
    }
  });

  test('of equal content lie apart and are found equal by their digest only', async () => {
    const content = Buffer.from('the same consent form');
    const slot = desk.ring.newSlot();
    const one = await desk.store.put(slot, content, LIMIT);
    const two = await desk.store.put(slot, content, LIMIT);
    const other = await desk.store.put(desk.ring.newSlot(), content, LIMIT);
    expect(new Set([one.address, two.address, other.address]).size).toBe(3);
    expect(new Set([one.digest, two.digest, other.digest]).size).toBe(1);
    for (const ref of [one, two, other]) expect(desk.peek(ref.address).includes(content)).toBe(false);
  });

  test('that were changed in any byte class are refused and named, and nothing of them leaves', async () => {
    const small = randomBytes(2 * FRAME_BYTES + 50);
    const large = randomBytes(9 * FRAME_BYTES + 50);
    for (const content of [small, large]) {
      const ref = await desk.store.put(desk.ring.newSlot(), content, LIMIT);
      const whole = desk.peek(ref.address);
      const second = HEADER_BYTES + FRAME_BYTES + 16;
      const places = {
        magic: 0,
        salt: 10,
        'first frame': HEADER_BYTES + 5,
        'first tag': HEADER_BYTES + FRAME_BYTES + 3,
        'second frame': second + 1,
        'last frame': whole.length - 20,
        'last tag': whole.length - 1,
      };
      for (const [where, at] of Object.entries(places)) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 1;
        await refused(desk, ref, changed, where);
      }
      const swapped = Buffer.from(whole);
      whole.copy(swapped, HEADER_BYTES, second, second + FRAME_BYTES + 16);
      whole.copy(swapped, second, HEADER_BYTES, second);
      await refused(desk, ref, swapped, 'frames reordered');
      await refused(desk, ref, whole.subarray(0, second), 'cut at a frame');
      await refused(desk, ref, whole.subarray(0, whole.length - 1), 'cut by a byte');
      await refused(desk, ref, Buffer.concat([whole, Buffer.alloc(16)]), 'lengthened');
      await refused(desk, ref, Buffer.alloc(0), 'emptied');
      desk.poke(ref.address, whole);
      expect((await desk.store.read(ref, LIMIT.maxBytes)).equals(content)).toBe(true);
    }
  });

  test('exchanged for another of the same unit and length are refused', async () => {
    const slot = desk.ring.newSlot();
    for (const bytes of [500, 9 * MIB]) {
      const one = await desk.store.put(slot, randomBytes(bytes), LIMIT);
      const two = await desk.store.put(slot, randomBytes(bytes), LIMIT);
      await refused(desk, one, desk.peek(two.address), 'exchanged');
    }
  });

  test('claimed for another unit, length or frame count are refused', async () => {
    const ref = await desk.store.put(desk.ring.newSlot(), randomBytes(3 * FRAME_BYTES), LIMIT);
    const claims: BlobRef[] = [
      { ...ref, slot: desk.ring.newSlot() },
      { ...ref, bytes: ref.bytes - 1 },
      { ...ref, bytes: FRAME_BYTES, frames: 1 },
      { ...ref, frames: 2 },
    ];
    for (const claim of claims) {
      await expect(desk.store.read(claim, LIMIT.maxBytes)).rejects.toMatchObject({
        code: 'blobs/damaged',
        detail: expect.stringContaining(ref.address),
      });
    }
  });

  test('of a destroyed unit stay unreadable', async () => {
    const slot = desk.ring.newSlot();
    const ref = await desk.store.put(slot, Buffer.from('a page'), LIMIT);
    await desk.ring.destroySlot(slot, { at: new Date(), reason: 'retention' });
    await expect(desk.store.read(ref, 100)).rejects.toMatchObject({ code: 'keys/destroyed' });
    await expect(desk.store.put(slot, Buffer.from('a page'), LIMIT)).rejects.toMatchObject({ code: 'keys/destroyed' });
  });

  test('past the limit or with a source that fails leave nothing behind', async () => {
    const before = await count(desk.store);
    const slot = desk.ring.newSlot();
    await expect(desk.store.put(slot, randomBytes(101), { maxBytes: 100 })).rejects.toMatchObject({
      code: 'blobs/too-large',
      status: 413,
    });
    await expect(desk.store.put(slot, Readable.from(broken()), LIMIT)).rejects.toThrow('scanner unplugged');
    const ref = await desk.store.put(slot, randomBytes(100), { maxBytes: 100 });
    await expect(desk.store.read(ref, 99)).rejects.toMatchObject({ code: 'blobs/too-large' });
    expect(await count(desk.store)).toBe(before + 1);
    for (const unfinished of ['blobs/tmp', 'spool']) {
      const left = spawnSync('ls', [join(desk.data, unfinished)], { encoding: 'utf8' }).stdout;
      expect(left).toBe('');
    }
  });

  test('removed or never there are missing by name', async () => {
    const ref = await desk.store.put(desk.ring.newSlot(), Buffer.from('a page'), LIMIT);
    expect(await desk.store.remove(ref.address)).toBe(true);
    expect(await desk.store.remove(ref.address)).toBe(false);
    expect(await desk.store.stat(ref.address)).toBeUndefined();
    expect(await desk.store.verify(ref.address)).toBe('missing');
    await expect(all(desk.store.open(ref))).rejects.toMatchObject({
      code: 'blobs/missing',
      detail: expect.stringContaining(ref.address),
    });
  });

  test('that nobody names are swept after a day; named and young ones stay', async () => {
    const refs: BlobRef[] = [];
    for (let n = 0; n < 4; n++) refs.push(await desk.store.put(desk.ring.newSlot(), Buffer.from(`page ${n}`), LIMIT));
    const [named, forgotten, young] = refs.map(({ address }) => address) as [string, string, string];
    const now = new Date();
    for (const address of [named, forgotten]) desk.age(address, new Date(now.getTime() - DAY - 60_000));
    const others = new Set<string>();
    for await (const { address } of desk.store.list()) if (address !== forgotten) others.add(address);
    const result = await desk.store.sweep({
      named: (addresses) => Promise.resolve(new Set(addresses.filter((address) => others.has(address)))),
      now,
    });
    expect(result.removed).toBe(1);
    expect(await desk.store.stat(forgotten)).toBeUndefined();
    for (const address of [named, young]) expect(await desk.store.stat(address)).toBeDefined();
  });

  test('are listed in order, from any address on', async () => {
    const addresses: string[] = [];
    for await (const { address } of desk.store.list()) addresses.push(address);
    expect(addresses).toEqual([...addresses].sort());
    const from = addresses[3];
    const rest: string[] = [];
    for await (const { address } of desk.store.list(from)) rest.push(address);
    expect(rest).toEqual(addresses.slice(4));
  });

  test('open again in the same store and nowhere else', async () => {
    const ref = await desk.store.put(desk.ring.newSlot(), Buffer.from('a page'), LIMIT);
    const again = await openBlobStore({ setting: desk.setting, dataDir: desk.data, keyring: desk.ring });
    expect((await again.read(ref, 100)).toString()).toBe('a page');
    const elsewhere = join(folder(), 'not-mounted');
    await expect(openBlobStore({ setting: elsewhere, dataDir: desk.data, keyring: desk.ring })).rejects.toMatchObject({
      code: 'blobs/wrong-place',
      detail: expect.stringContaining(elsewhere),
    });
  });
});

test('a disk that is no longer mounted is an error, not an empty store', async () => {
  const desk = await folderDesk();
  const ref = await desk.store.put(desk.ring.newSlot(), Buffer.from('a page'), LIMIT);
  const mount = join(desk.data, 'blobs');
  renameSync(mount, `${mount}-away`);
  mkdirSync(mount);
  await expect(desk.store.put(desk.ring.newSlot(), Buffer.from('next'), LIMIT)).rejects.toMatchObject({
    code: 'blobs/wrong-place',
    detail: expect.stringContaining(mount),
  });
  await expect(openBlobStore({ setting: '', dataDir: desk.data, keyring: desk.ring })).rejects.toMatchObject({
    code: 'blobs/wrong-place',
  });
  expect(readdirSync(mount)).toEqual([]);
  rmSync(mount, { recursive: true });
  renameSync(`${mount}-away`, mount);
  expect((await desk.store.read(ref, 100)).toString()).toBe('a page');
});

test("another site's store is refused", async () => {
  const [here, there] = [await folderDesk(), await folderDesk()];
  await expect(
    openBlobStore({ setting: join(there.data, 'blobs'), dataDir: here.data, keyring: here.ring }),
  ).rejects.toMatchObject({ code: 'blobs/wrong-place', detail: expect.stringContaining('another Chartkeeper') });
});

test('a full disk acknowledges nothing, keeps what was saved, and work goes on when there is room', async ({
  skip,
}) => {
  const mount = folder();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', mount]).status !== 0) {
    skip('this account may not mount a small tmpfs');
  }
  try {
    const data = folder();
    const ring = await openKeyring({ dir: join(data, 'keys') });
    const store = await openBlobStore({ setting: join(mount, 'blobs'), dataDir: data, keyring: ring });
    const saved = await store.put(ring.newSlot(), randomBytes(2 * MIB), LIMIT);
    await expect(store.put(ring.newSlot(), randomBytes(3 * MIB), LIMIT)).rejects.toMatchObject({
      code: 'blobs/full',
      kind: 'busy',
      detail: expect.stringContaining('Nothing was acknowledged'),
    });
    expect(await count(store)).toBe(1);
    expect(await store.read(saved, LIMIT.maxBytes)).toHaveLength(2 * MIB);
    execFileSync('mount', ['-o', 'remount,size=16m', mount]);
    await expect(store.put(ring.newSlot(), randomBytes(3 * MIB), LIMIT)).resolves.toBeDefined();
  } finally {
    execFileSync('umount', [mount]);
  }
});

test('a bucket that does not answer is busy, not lost', async () => {
  const data = folder();
  const ring = await openKeyring({ dir: join(data, 'keys') });
  await expect(
    openBlobStore({ setting: 's3://records/desk?endpoint=http://127.0.0.1:9', dataDir: data, keyring: ring }),
  ).rejects.toMatchObject({ code: 'blobs/unreachable', kind: 'busy' });
  await expect(openBlobStore({ setting: 's3:', dataDir: data, keyring: ring })).rejects.toMatchObject({
    code: 'blobs/setting',
  });
});

async function refused(desk: Desk, ref: BlobRef, bytes: Buffer, where: string): Promise<void> {
  desk.poke(ref.address, bytes);
  desk.age(ref.address, new Date(Date.now() + Math.random() * DAY));
  expect(await desk.store.verify(ref.address), where).toBe('damaged');
  const given: Buffer[] = [];
  const stream = desk.store.open(ref);
  stream.on('data', (chunk: Buffer) => given.push(chunk));
  await expect(
    new Promise((settle, fail) => stream.once('end', settle).once('error', fail)),
    where,
  ).rejects.toMatchObject({
    code: 'blobs/damaged',
    detail: expect.stringContaining(ref.address),
  });
  expect(given, where).toEqual([]);
}

async function* inPieces(content: Buffer) {
  for (let at = 0; at < content.length; at += 300_007) {
    await yieldTurn();
    yield content.subarray(at, at + 300_007);
  }
}

async function* broken() {
  yield randomBytes(2 * MIB);
  await yieldTurn();
  throw new Error('scanner unplugged');
}

async function count(store: BlobStore): Promise<number> {
  let found = 0;
  for await (const _blob of store.list()) found += 1;
  return found;
}
