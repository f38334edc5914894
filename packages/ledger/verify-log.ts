import { openCheckpoint, splitCheckpoints, type Checkpoint } from './checkpoint.ts';
import type { LeafColumn } from './encode-leaf.ts';
import { Frontier } from './frontier.ts';
import { hashLeaf, sameHash, type Hash } from './hash.ts';
import type { NoteVerifier } from './signed-note.ts';

/** An entry as the store gives it back: its position, its columns, and the leaf hash that was kept when it was folded. */
export interface LogEntry {
  readonly n: number;
  readonly columns: readonly LeafColumn[];
  readonly hash?: Hash | undefined;
}

/**
 * The first thing that is wrong.
 * - `unreadable`: entry n cannot be read back as an entry, or not be written as a leaf.
 * - `missing` / `out of order`: where n should stand, a later / an earlier entry stands.
 * - `changed`: entry n has another hash than the one kept with it; or, with `upTo`, the entries n to upTo have another
 *   root than the checkpoint over them, and none of them gives itself away.
 * - `rolled back`: the entries n to upTo are under a signed checkpoint and not there.
 * - `no checkpoint`: entries are there, and not one good checkpoint.
 * - `checkpoint`: the note at `index` (from 0) in place `place` is not signed, not readable, or goes backwards.
 */
export type LogFault =
  | { reason: 'unreadable' | 'missing' | 'out of order'; n: number }
  | { reason: 'changed'; n: number; upTo?: number }
  | { reason: 'rolled back' | 'no checkpoint'; n: number; upTo: number }
  | { reason: 'checkpoint'; place: number; index: number; detail: string };

export interface LogVerdict {
  /** Entries read. */
  entries: number;
  /** Entries proved: those under the newest good checkpoint before the first fault. */
  verified: number;
  firstBad?: LogFault;
}

/**
 * Folds a log again, entry by entry, and holds it against every signed checkpoint in every place. A fault in an entry
 * is named before a fault in a checkpoint, since it tells where to look.
 */
export class LogVerifier {
  readonly #frontier = Frontier.empty();
  /** Every good checkpoint of every place, smallest first. */
  readonly #due: Checkpoint[] = [];
  #next = 0;
  #entries = 0;
  #verified = 0;
  #entryFault: LogFault | undefined;
  #checkpointFault: LogFault | undefined;

  /** `places`: the text of each file of signed checkpoints, one after another, oldest first. */
  constructor(places: readonly string[], known: readonly NoteVerifier[]) {
    places.forEach((file, place) => this.#readPlace(file, place, known));
    this.#due.sort((a, b) => a.size - b.size);
    this.#meetCheckpoints();
  }

  /** The entry that stands next in the store; undefined when it cannot be read back. */
  add(entry: LogEntry | undefined): void {
    const leafHash = this.#entryFault === undefined && entry ? leafHashOrNone(entry.columns) : undefined;
    this.addLeaf(entry?.n, leafHash, entry?.hash);
  }

  /** The same for a reader that encodes and hashes the entry itself; no hash: it cannot be read back. */
  addLeaf(position: number | undefined, leafHash: Hash | undefined, kept?: Hash): void {
    const n = this.#entries++;
    if (this.#entryFault) return;
    this.#entryFault = this.#foldOne(n, position, leafHash, kept);
    if (!this.#entryFault) this.#meetCheckpoints();
  }

  finish(): LogVerdict {
    const firstBad = this.#entryFault ?? this.#shortfall() ?? this.#checkpointFault;
    const verdict = { entries: this.#entries, verified: this.#verified };
    return firstBad ? { ...verdict, firstBad } : verdict;
  }

  #foldOne(
    n: number,
    position: number | undefined,
    leafHash: Hash | undefined,
    kept: Hash | undefined,
  ): LogFault | undefined {
    if (position === undefined || !leafHash) return { reason: 'unreadable', n };
    if (position !== n) return { reason: position > n ? 'missing' : 'out of order', n };
    if (kept && !sameHash(leafHash, kept)) return { reason: 'changed', n };
    this.#frontier.append(leafHash);
    return undefined;
  }

  #meetCheckpoints(): void {
    const size = this.#frontier.size;
    if (this.#due[this.#next]?.size !== size) return;
    const root = this.#frontier.root();
    for (let due = this.#due[this.#next]; due?.size === size; due = this.#due[++this.#next]) {
      if (sameHash(root, due.root)) continue;
      const n = Math.min(this.#verified, Math.max(size - 1, 0));
      this.#entryFault = { reason: 'changed', n, upTo: Math.max(size - 1, 0) };
      return;
    }
    this.#verified = size;
  }

  #shortfall(): LogFault | undefined {
    const newest = this.#due.at(-1);
    if (newest && newest.size > this.#entries) {
      return { reason: 'rolled back', n: this.#entries, upTo: newest.size - 1 };
    }
    if (!newest && this.#entries > 0) return { reason: 'no checkpoint', n: 0, upTo: this.#entries - 1 };
    return undefined;
  }

  #readPlace(file: string, place: number, known: readonly NoteVerifier[]): void {
    let size = 0;
    splitCheckpoints(file).forEach((note, index) => {
      const opened = openCheckpoint(note, known);
      const detail = !opened.ok
        ? opened.reason
        : opened.checkpoint.size < size
          ? 'the checkpoint is older than the one before it'
          : undefined;
      if (detail !== undefined) this.#checkpointFault ??= { reason: 'checkpoint', place, index, detail };
      if (!opened.ok) return;
      size = opened.checkpoint.size;
      this.#due.push(opened.checkpoint);
    });
  }
}

/** What cannot be encoded (broken Unicode, more than 1 MiB) was never folded, so it is a finding and not a failure. */
function leafHashOrNone(columns: readonly LeafColumn[]): Hash | undefined {
  try {
    return hashLeaf(columns);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
