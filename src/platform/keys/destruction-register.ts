import { createHash } from 'node:crypto';
import { open, readFile, truncate } from 'node:fs/promises';
import { appendDurably, errorCode, syncFolder, writeDurably } from '../durable.ts';
import { dirname } from 'node:path';
import { keyProblems } from './problems.ts';

/** One destroyed slot. `hash` covers everything before it and the previous entry's hash. */
export interface Destruction {
  readonly n: number;
  readonly slot: string;
  readonly at: string;
  readonly reason: string;
  readonly certificate: string | null;
  readonly previous: string;
  readonly hash: string;
}

export type DestructionFacts = Pick<Destruction, 'slot' | 'at' | 'reason' | 'certificate'>;

const GENESIS = '0'.repeat(64);

/**
 * `destroyed.ndjson`: which keys are gone for good. It is replayed over every restored key backup, so it is worth more
 * than the slots; it holds no key and no health word and may be copied anywhere.
 */
export class DestructionRegister {
  readonly #path: string;
  readonly #slots: Set<string>;
  #head: { count: number; hash: string };

  private constructor(path: string, entries: readonly Destruction[]) {
    this.#path = path;
    this.#slots = new Set(entries.map((entry) => entry.slot));
    this.#head = { count: entries.length, hash: entries.at(-1)?.hash ?? GENESIS };
  }

  static async open(path: string): Promise<DestructionRegister> {
    try {
      return new DestructionRegister(path, await readRegister(path, { mend: true }));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      await writeDurably(path, '', { mode: 0o600 });
      await syncFolder(dirname(path));
      return new DestructionRegister(path, []);
    }
  }

  has(slot: string): boolean {
    return this.#slots.has(slot);
  }

  slots(): readonly string[] {
    return [...this.#slots];
  }

  /** For certificates and backups: whoever kept an older head can show that nothing was taken out since. */
  head(): { readonly count: number; readonly hash: string } {
    return this.#head;
  }

  async append(facts: readonly DestructionFacts[]): Promise<void> {
    const lines: Destruction[] = [];
    let { count, hash } = this.#head;
    for (const { slot, at, reason, certificate } of facts) {
      const body = { n: ++count, slot, at, reason, certificate, previous: hash };
      hash = hashOf(body);
      lines.push({ ...body, hash });
    }
    await appendDurably(this.#path, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    this.#head = { count, hash };
    for (const { slot } of facts) this.#slots.add(slot);
  }
}

/**
 * Reads and proves the chain. A last line without its end was never acknowledged (its sync had not returned): with
 * `mend` it is cut off, else ignored.
 * @throws keys/register-damaged naming the first entry that does not follow from the one before
 */
export async function readRegister(path: string, options: { mend: boolean }): Promise<Destruction[]> {
  const bytes = await readFile(path);
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length && options.mend) {
    await truncate(path, whole);
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  }
  const entries: Destruction[] = [];
  let previous = GENESIS;
  for (const line of bytes.toString('utf8', 0, whole).split('\n').slice(0, -1)) {
    const entry = parse(line);
    const { hash, ...body } = entry ?? { hash: '' };
    if (entry === undefined || entry.n !== entries.length + 1 || entry.previous !== previous || hash !== hashOf(body)) {
      throw keyProblems.registerDamaged({
        detail: `Entry ${entries.length + 1} of the destruction register ${path} was changed, removed or moved. Nothing was destroyed or opened. Restore the register from a copy; destroyed content stays unreadable.`,
        at: `entry ${entries.length + 1}`,
      });
    }
    previous = hash;
    entries.push(entry);
  }
  return entries;
}

function parse(line: string): Destruction | undefined {
  try {
    return JSON.parse(line) as Destruction; // every field is covered by the hash that is checked next
  } catch {
    return undefined;
  }
}

/** Over the fields in the order they are written; JSON of a string array has one spelling. */
function hashOf(body: Partial<Omit<Destruction, 'hash'>>): string {
  const words = [String(body.n), body.slot, body.at, body.reason, body.certificate, body.previous];
  return createHash('sha256').update(JSON.stringify(words)).digest('hex');
}
