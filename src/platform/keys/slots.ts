import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode, syncFolder, writeDurably } from '../durable.ts';
import type { Brand } from '../ids.ts';
import { keyProblems } from './problems.ts';

/** `chunk:index`: which 32 random bytes a unit's key is made from. */
export type SlotId = Brand<string, 'SlotId'>;

export const SLOT_BYTES = 32;
export const SLOTS_IN_CHUNK = 1024;
const CHUNK_BYTES = SLOT_BYTES * SLOTS_IN_CHUNK;
const NAME = /^([0-9a-f]{16}):(\d{1,4})$/;
const CHUNK = /^[0-9a-f]{16}$/;
const REST = /^([0-9a-f]{16})\.(\d{1,4})\.rest$/;

export type SlotContent = { state: 'live'; bytes: Buffer } | { state: 'destroyed' } | { state: 'missing' };

/**
 * Key slots in chunk files of 32 KiB. A chunk is filled with random bytes and synced before any slot in it is handed
 * out, so handing one out needs no disk; what a crash leaves unused in a chunk is never used. Only a clean close leaves
 * a note of the rest, and whoever takes it up removes the note first.
 */
export class SlotFiles {
  readonly #folder: string;
  #chunk: { name: string; next: number } | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Synchronous: one file of 32 KiB is written for every 1,024 slots, everything else is a counter. */
  allocate(): SlotId {
    const chunk = (this.#chunk ??= this.#takeRest() ?? this.#makeChunk());
    const slot = `${chunk.name}:${chunk.next}` as SlotId; // the one place that mints them
    chunk.next += 1;
    if (chunk.next >= SLOTS_IN_CHUNK) this.#chunk = undefined;
    return slot;
  }

  read(slot: string): SlotContent {
    const { chunk, index } = parseSlot(slot);
    let file: number;
    try {
      file = openSync(join(this.#folder, chunk), 'r');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return { state: 'missing' };
      throw error;
    }
    try {
      const bytes = Buffer.alloc(SLOT_BYTES);
      const read = readSync(file, bytes, 0, SLOT_BYTES, index * SLOT_BYTES);
      if (read < SLOT_BYTES) return { state: 'missing' };
      return bytes.every((byte) => byte === 0) ? { state: 'destroyed' } : { state: 'live', bytes };
    } finally {
      closeSync(file);
    }
  }

  /**
   * Overwrites in place and syncs. A journaling or flash disk may keep the old sector until it reuses it: NIST SP
   * 800-88r2 calls for encrypting the medium below as well, which is the site's duty and stands on the certificate.
   * @returns the slots overwritten; those whose chunk is not here are left out.
   */
  async overwrite(slots: readonly string[]): Promise<ReadonlySet<string>> {
    const done = new Set<string>();
    for (const [chunk, wanted] of byChunk(slots)) {
      let handle;
      try {
        handle = await open(join(this.#folder, chunk), 'r+');
      } catch (error) {
        if (errorCode(error) === 'ENOENT') continue;
        throw error;
      }
      try {
        for (const index of wanted) {
          await handle.write(Buffer.alloc(SLOT_BYTES), 0, SLOT_BYTES, index * SLOT_BYTES);
          done.add(`${chunk}:${index}`);
        }
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    return done;
  }

  /** Those whose bytes are still there; reads each chunk once, for registers of any length. */
  liveAmong(slots: readonly string[]): string[] {
    const live: string[] = [];
    for (const [chunk, wanted] of byChunk(slots)) {
      const path = join(this.#folder, chunk);
      if (!existsSync(path)) continue;
      const bytes = readFileSync(path);
      for (const index of wanted) {
        const slot = bytes.subarray(index * SLOT_BYTES, (index + 1) * SLOT_BYTES);
        if (slot.some((byte) => byte !== 0)) live.push(`${chunk}:${index}`);
      }
    }
    return live;
  }

  /** Chunk names in order; bounded by the number of slots ever made, 1 per 1,024. */
  chunks(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => CHUNK.test(name))
      .sort();
  }

  async close(): Promise<void> {
    const chunk = this.#chunk;
    this.#chunk = undefined;
    if (chunk !== undefined) await writeDurably(join(this.#folder, `${chunk.name}.${chunk.next}.rest`), '');
  }

  #takeRest(): { name: string; next: number } | undefined {
    for (const file of readdirSync(this.#folder)) {
      const [, name, next] = REST.exec(file) ?? [];
      if (name === undefined) continue;
      try {
        unlinkSync(join(this.#folder, file));
      } catch (error) {
        if (errorCode(error) === 'ENOENT') continue;
        throw error;
      }
      this.#syncFolder();
      return { name, next: Number(next) };
    }
    return undefined;
  }

  #makeChunk(): { name: string; next: number } {
    const name = randomBytes(8).toString('hex');
    const path = join(this.#folder, name);
    const beside = `${path}.new`;
    try {
      const file = openSync(beside, 'wx', 0o600);
      try {
        writeSync(file, randomBytes(CHUNK_BYTES));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      linkSync(beside, path);
      unlinkSync(beside);
      this.#syncFolder();
    } catch (error) {
      throw keyProblems.full(
        {
          detail: `No new keys could be written to ${this.#folder} (${errorCode(error) ?? 'unknown'}). Nothing was acknowledged and everything saved before is safe. Free space on that disk; the work can then be repeated.`,
          retryAfter: 60,
        },
        error,
      );
    }
    return { name, next: 0 };
  }

  #syncFolder(): void {
    const folder = openSync(this.#folder, 'r');
    try {
      fsyncSync(folder);
    } finally {
      closeSync(folder);
    }
  }
}

export function parseSlot(slot: string): { chunk: string; index: number } {
  const [, chunk, index] = NAME.exec(slot) ?? [];
  if (chunk === undefined || Number(index) >= SLOTS_IN_CHUNK) {
    throw keyProblems.slotUnknown({
      detail: 'A record names a key slot that cannot exist. Nothing was changed. Ask your administrator to run fsck.',
    });
  }
  return { chunk, index: Number(index) };
}

function byChunk(slots: readonly string[]): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const { chunk, index } of slots.map(parseSlot)) {
    const wanted = found.get(chunk);
    if (wanted === undefined) found.set(chunk, [index]);
    else wanted.push(index);
  }
  return found;
}

/** Left by a kill between writing a chunk and naming it. */
export async function removeUnfinished(folder: string): Promise<void> {
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.new')) await unlink(join(folder, file));
  }
  await syncFolder(folder);
}
