import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, join, normalize, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { cutFrames, FRAME_BYTES, opener, sealer, storedBytes } from '../blobs/index.ts';
import { damaged } from './problems.ts';

/** A file to be packed; a folder has a path that ends in a slash and no content. */
export interface SourceFile {
  readonly path: string;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface PackEntry {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Packed {
  readonly entries: readonly PackEntry[];
  readonly bytes: number;
  readonly sha256: string;
}

/** Gzip level 1: a database shrinks to about a quarter, at disk speed. */
const LEVEL = 1;
const HEADER = 36;
const STORED_FRAME = storedBytes(FRAME_BYTES) - HEADER;

/**
 * All files of a database in one encrypted file: contents one after the other, compressed, in the frames of a blob. So a
 * stolen backup medium tells nothing without the key backup, and a thousand small files cost one sync.
 */
export async function writePack(options: {
  file: string;
  key: Buffer;
  label: string;
  files: AsyncIterable<SourceFile>;
}): Promise<Packed> {
  const entries: PackEntry[] = [];
  const hash = createHash('sha256');
  let bytes = 0;
  /** The pipeline may report its own abort instead of the reason. */
  let broken: unknown;
  const handle = await open(options.file, 'wx', 0o600);
  try {
    const seal = sealer(options.key, options.label);
    const store = async (stored: Buffer) => {
      hash.update(stored);
      bytes += stored.length;
      await handle.writeFile(stored).catch((error: unknown) => {
        broken ??= error;
        throw error;
      });
    };
    await store(seal.header);
    await pipeline(
      Readable.from(contents(options.files, entries)),
      createGzip({ level: LEVEL }),
      async (compressed) => {
        const frames = cutFrames(compressed, () => new Error('unreachable'), Infinity);
        for await (const { frame, last } of frames) await store(seal.seal(frame, last));
      },
    );
    await handle.sync();
  } catch (error) {
    throw broken ?? error;
  } finally {
    await handle.close();
  }
  return { entries, bytes, sha256: hash.digest('hex') };
}

async function* contents(files: AsyncIterable<SourceFile>, entries: PackEntry[]): AsyncGenerator<Uint8Array> {
  for await (const { path, content } of files) {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
    entries.push({ path, bytes, sha256: hash.digest('hex') });
  }
}

/** Writes the entries below `into`; every frame and every file is proven. */
export async function unpack(options: {
  file: string;
  key: Buffer;
  label: string;
  entries: readonly PackEntry[];
  into: string;
}): Promise<void> {
  await pipeline(Readable.from(openFrames(options)), createGunzip(), async (plain: AsyncIterable<Buffer>) => {
    const source = plain[Symbol.asyncIterator]();
    let rest: Buffer = Buffer.alloc(0);
    for (const entry of options.entries) {
      const path = placeOf(options.into, entry.path);
      if (entry.path.endsWith('/')) {
        await mkdir(path, { recursive: true, mode: 0o700 });
        continue;
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const handle = await open(path, 'wx', 0o600);
      const hash = createHash('sha256');
      try {
        for (let missing = entry.bytes; missing > 0;) {
          if (rest.length === 0) {
            const next = await source.next();
            if (next.done === true) throw damaged(options.file, `ends within ${entry.path}`);
            rest = next.value;
          }
          const part = rest.subarray(0, missing);
          await handle.writeFile(part);
          hash.update(part);
          missing -= part.length;
          rest = rest.subarray(part.length);
        }
      } finally {
        await handle.close();
      }
      if (hash.digest('hex') !== entry.sha256) throw damaged(options.file, `hash of ${entry.path}`);
    }
    if (rest.length > 0 || (await source.next()).done !== true) throw damaged(options.file, 'longer than its list');
  });
}

async function* openFrames(options: { file: string; key: Buffer; label: string }): AsyncGenerator<Buffer> {
  const { size } = await stat(options.file);
  const frames = Math.ceil((size - HEADER) / STORED_FRAME);
  const handle = await open(options.file, 'r');
  try {
    const readAt = async (from: number, to: number) => {
      const buffer = Buffer.alloc(Math.max(0, Math.min(to, size) - from));
      await handle.read(buffer, 0, buffer.length, from);
      return buffer;
    };
    const frame = opener(options.key, options.label, await readAt(0, HEADER));
    if (frame === undefined || frames < 1) throw damaged(options.file, 'header');
    for (let n = 0; n < frames; n++) {
      const from = HEADER + n * STORED_FRAME;
      const stored = await readAt(from, from + STORED_FRAME);
      try {
        yield frame.open(stored, n, n === frames - 1);
      } catch {
        throw damaged(options.file, `frame ${n}`);
      }
    }
  } finally {
    await handle.close();
  }
}

/** The list is authenticated, yet a path never leaves the folder. */
function placeOf(into: string, path: string): string {
  const place = normalize(join(into, path));
  if (!place.startsWith(into + sep)) throw damaged('The list of the backup', 'path outside');
  return place;
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
