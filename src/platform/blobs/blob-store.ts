import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Keyring } from '../keys/index.ts';
import type { BlobDriver, StoredBlob } from './driver.ts';
import {
  cutFrames,
  FRAME_BYTES,
  frameSpan,
  framesFor,
  HEADER_BYTES,
  opener,
  sealer,
  storedBytes,
  type Opener,
} from './frames.ts';
import { blobProblems, damaged, missing } from './problems.ts';

/** Names one blob; the columns of `platform.blob`. */
export interface BlobRef {
  /** SHA-256 of the ciphertext, hex. */
  readonly address: string;
  readonly slot: string;
  /** Length of the content. */
  readonly bytes: number;
  readonly frames: number;
  /** Keyed digest of the content. */
  readonly digest: string;
}

export interface BlobStore {
  readonly place: string;
  /**
   * Encrypts and stores; on disk when it returns. Call it before the transaction that names the blob.
   * @throws blobs/too-large, blobs/full, blobs/unreachable; an error of the source passes through
   */
  put(slot: string, source: Uint8Array | AsyncIterable<Uint8Array>, limits: { maxBytes: number }): Promise<BlobRef>;
  /**
   * The content from `start` inclusive to `end` exclusive. No byte of a blob that is not exactly what was stored leaves.
   * @throws blobs/missing, blobs/damaged, keys/destroyed: as an error of the stream
   */
  open(ref: BlobRef, range?: { start?: number; end?: number }): Readable;
  read(ref: BlobRef, maxBytes: number): Promise<Buffer>;
  stat(address: string): Promise<StoredBlob | undefined>;
  /** Proves that the stored ciphertext is that of the address; needs no key. */
  verify(address: string): Promise<'whole' | 'missing' | 'damaged'>;
  /** The ciphertext as it lies, for backups. */
  ciphertext(address: string): AsyncIterable<Uint8Array>;
  /** Stores ciphertext that another store gave out, if it is that of the address. For backup, restore and repair. */
  takeIn(address: string, ciphertext: AsyncIterable<Uint8Array>): Promise<void>;
  remove(address: string): Promise<boolean>;
  list(after?: string): AsyncIterable<StoredBlob>;
  /** Removes blobs that nobody names and that are older than a day, and what interrupted puts left. */
  sweep(options: {
    named: (addresses: readonly string[]) => Promise<ReadonlySet<string>>;
    now: Date;
    maxRemovals?: number;
  }): Promise<SweepResult>;
}

export interface SweepResult {
  readonly looked: number;
  readonly removed: number;
  readonly bytes: number;
  readonly unfinished: number;
}

/** One PUT to S3 takes 5 GB; frame numbers would allow 4 PiB. */
const MAX_BYTES = 4 * 1024 * FRAME_BYTES;
/** Up to here a blob is read at once and proven in memory. */
const WHOLE_BYTES = 8 * FRAME_BYTES;
const REMEMBERED = 10_000;
/** A put may be far ahead of its transaction (a long import), never a day. */
const UNNAMED_MS = 24 * 60 * 60 * 1000;
const SWEEP_PAGE = 1_000;
const MAX_REMOVALS = 100_000;

export function blobStore(driver: BlobDriver, keyring: Pick<Keyring, 'unitKey' | 'digester'>): BlobStore {
  /** Larger blobs whose ciphertext was proven, with the version it had. */
  const proven = new Map<string, string>();

  return {
    place: driver.place,

    async put(slot, source, { maxBytes }) {
      const limit = Math.min(maxBytes, MAX_BYTES);
      const seal = sealer(keyring.unitKey(slot), slot);
      const digest = keyring.digester();
      const hash = createHash('sha256');
      const receiving = await driver.receive();
      let bytes = 0;
      let frames = 0;
      try {
        const store = async (stored: Buffer) => {
          hash.update(stored);
          await receiving.write(stored);
        };
        await store(seal.header);
        for await (const { frame, last } of cutFrames(
          source instanceof Uint8Array ? [source] : source,
          () => tooLarge(limit),
          limit,
        )) {
          digest.update(frame);
          bytes += frame.length;
          frames += 1;
          await store(seal.seal(frame, last));
        }
        const address = hash.digest('hex');
        await receiving.commit(address);
        return { address, slot, bytes, frames, digest: digest.digest('hex') };
      } catch (error) {
        await receiving.abort();
        throw error;
      }
    },

    open(ref, range = {}) {
      const start = Math.min(Math.max(0, range.start ?? 0), ref.bytes);
      const end = Math.min(Math.max(start, range.end ?? ref.bytes), ref.bytes);
      return Readable.from(content(ref, start, end), { objectMode: false, highWaterMark: FRAME_BYTES });
    },

    async read(ref, maxBytes) {
      if (ref.bytes > maxBytes) throw tooLarge(maxBytes);
      const chunks: Buffer[] = [];
      for await (const chunk of content(ref, 0, ref.bytes)) chunks.push(chunk);
      return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    },

    stat: (address) => driver.stat(address),

    async verify(address) {
      const found = await driver.stat(address);
      if (found === undefined) return 'missing';
      return (await hashOf(address, found.stored)) === address ? 'whole' : 'damaged';
    },

    async *ciphertext(address) {
      const found = await driver.stat(address);
      if (found === undefined) throw missing(address);
      yield* driver.read(address, 0, found.stored);
    },

    async takeIn(address, ciphertext) {
      const hash = createHash('sha256');
      const receiving = await driver.receive();
      try {
        for await (const chunk of ciphertext) {
          hash.update(chunk);
          await receiving.write(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
        }
        if (hash.digest('hex') !== address) throw damaged(address, 'hash of the copy');
        await receiving.commit(address);
      } catch (error) {
        await receiving.abort();
        throw error;
      }
    },

    async remove(address) {
      proven.delete(address);
      return driver.remove(address);
    },

    list: (after) => driver.list(after),

    async sweep({ named, now, maxRemovals = MAX_REMOVALS }) {
      const before = new Date(now.getTime() - UNNAMED_MS);
      const result = { looked: 0, removed: 0, bytes: 0 };
      let page: StoredBlob[] = [];
      const settle = async () => {
        const keep = page.length === 0 ? new Set<string>() : await named(page.map(({ address }) => address));
        for (const { address, stored } of page) {
          if (keep.has(address) || result.removed >= maxRemovals) continue;
          if (await driver.remove(address)) {
            result.removed += 1;
            result.bytes += stored;
          }
        }
        page = [];
      };
      for await (const found of driver.list()) {
        result.looked += 1;
        if (found.at < before) page.push(found);
        if (page.length === SWEEP_PAGE) await settle();
        if (result.removed >= maxRemovals) break;
      }
      await settle();
      return { ...result, unfinished: await driver.removeUnfinished(before) };
    },
  };

  async function* content(ref: BlobRef, start: number, end: number): AsyncGenerator<Buffer> {
    const unitKey = keyring.unitKey(ref.slot);
    if (ref.frames !== framesFor(ref.bytes)) throw damaged(ref.address, 'reference does not add up');
    const stored = storedBytes(ref.bytes);
    const readAt = await proof(ref, stored);
    const frames = opener(unitKey, ref.slot, await readAt(0, HEADER_BYTES));
    if (frames === undefined) throw damaged(ref.address, 'header');
    // An empty content still has its one frame checked.
    const last = Math.max(Math.floor(start / FRAME_BYTES), Math.ceil(end / FRAME_BYTES) - 1);
    for (let n = Math.floor(start / FRAME_BYTES); n <= Math.min(last, ref.frames - 1); n++) {
      const { from, to } = frameSpan(ref.bytes, n);
      const plain = openFrame(frames, await readAt(from, to), n, ref);
      const cut = plain.subarray(Math.max(0, start - n * FRAME_BYTES), Math.max(0, end - n * FRAME_BYTES));
      if (cut.length > 0) yield cut;
    }
  }

  /** Proves the whole ciphertext against its address before any of it is opened; returns how to read it. */
  async function proof(ref: BlobRef, stored: number): Promise<(from: number, to: number) => Promise<Buffer>> {
    const { address } = ref;
    const found = await driver.stat(address);
    if (found === undefined) throw missing(address);
    if (found.stored !== stored) throw damaged(address, `length ${found.stored}, expected ${stored}`);
    if (stored <= WHOLE_BYTES) {
      const bytes = await collect(driver.read(address, 0, stored));
      if (createHash('sha256').update(bytes).digest('hex') !== address) throw damaged(address, 'hash');
      return (from, to) => Promise.resolve(bytes.subarray(from, to));
    }
    if (proven.get(address) !== found.version) {
      if ((await hashOf(address, stored)) !== address) throw damaged(address, 'hash');
      proven.set(address, found.version);
      if (proven.size > REMEMBERED) {
        const oldest = proven.keys().next();
        if (oldest.done !== true) proven.delete(oldest.value);
      }
    }
    return async (from, to) => {
      const bytes = await collect(driver.read(address, from, to));
      if (bytes.length !== to - from) throw damaged(address, 'short');
      return bytes;
    };
  }

  async function hashOf(address: string, stored: number): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of driver.read(address, 0, stored)) hash.update(chunk);
    return hash.digest('hex');
  }
}

function openFrame(frames: Opener, stored: Buffer, n: number, ref: BlobRef): Buffer {
  try {
    return frames.open(stored, n, n === ref.frames - 1);
  } catch (error) {
    throw damaged(ref.address, `frame ${n}: ${error instanceof Error ? error.message : 'refused'}`);
  }
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function tooLarge(limit: number) {
  return blobProblems.tooLarge({
    detail: `The content is larger than the ${Math.floor(limit / FRAME_BYTES)} MiB allowed here. Nothing was stored. Split it and try again.`,
  });
}
