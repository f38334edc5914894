import { createHmac, hkdfSync, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeFolder } from '../durable.ts';
import type { Log } from '../log.ts';
import { openCheckpointKey, type CheckpointKey } from './checkpoint-key.ts';
import { DestructionRegister, readRegister } from './destruction-register.ts';
import { openKek } from './kek.ts';
import { keyProblems } from './problems.ts';
import { removeUnfinished, SlotFiles, type SlotId } from './slots.ts';

export interface Keyring {
  /** A fresh slot, already on disk. Name it in the transaction of the unit; unnamed ones are merely unused. */
  newSlot(): SlotId;
  /** @throws keys/destroyed, keys/slot-missing, keys/slot-unknown */
  unitKey(slot: string): Buffer;
  slotState(slot: string): 'live' | 'destroyed' | 'missing';
  isDestroyed(slot: string): boolean;
  /** Registered first, overwritten second, both synced: a kill in between is finished by the next start. Idempotent. */
  destroySlot(slot: string, facts: { at: Date; reason: string; certificate?: string }): Promise<void>;
  /** Destroys here what another copy of the register says was destroyed: the last step of every restore. */
  replayRegister(file: string): Promise<{ destroyed: number; already: number; absent: number }>;
  registerHead(): { readonly count: number; readonly hash: string };
  /** A secret that needs no storage: the same label gives the same 32 bytes as long as the KEK lives. */
  derive(label: string): Buffer;
  /** Keyed digest (HMAC-SHA-256, hex) that finds equal content without telling an outsider what it is. */
  digest(content: Uint8Array | AsyncIterable<Uint8Array>): Promise<string>;
  digester(): { update(bytes: Uint8Array): unknown; digest(encoding: 'hex'): string };
  readonly checkpointKey: CheckpointKey;
  close(): Promise<void>;
}

/** Unit keys held in memory; 32 bytes each and their names, under 2 MB. */
const CACHED_KEYS = 10_000;

export async function openKeyring(options: { dir: string; kekFile?: string; log?: Log }): Promise<Keyring> {
  const dir = resolve(options.dir);
  const slotFolder = join(dir, 'slots');
  const hadFolder = existsSync(slotFolder);
  await makeFolder(slotFolder, 0o700);
  const files = new SlotFiles(slotFolder);
  const kek = await openKek({
    dir,
    file: options.kekFile === undefined || options.kekFile === '' ? join(dir, 'kek') : resolve(options.kekFile),
    inUse: hadFolder && files.chunks().length > 0,
    ...(options.log === undefined ? {} : { log: options.log }),
  });
  await removeUnfinished(slotFolder);
  const register = await DestructionRegister.open(join(dir, 'destroyed.ndjson'));
  const checkpointKey = await openCheckpointKey(dir);
  const unfinished = files.liveAmong(register.slots());
  if (unfinished.length > 0) {
    await files.overwrite(unfinished);
    options.log?.warn({ slots: unfinished.length }, 'finished destructions that a restart or a restore left open');
  }
  return ringOf({ kek, files, register, checkpointKey });
}

function ringOf(parts: {
  kek: KeyObject;
  files: SlotFiles;
  register: DestructionRegister;
  checkpointKey: CheckpointKey;
}): Keyring {
  const { kek, files, register } = parts;
  const cache = new Map<string, Buffer>();
  const derive = (salt: Uint8Array | string, use: string) => Buffer.from(hkdfSync('sha256', kek, salt, use, 32));
  const digestKey = derive('', 'chartkeeper content digest 1');
  // The register is a chain: one writer at a time.
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  const destroy = async (facts: { slot: string; at: string; reason: string; certificate: string | null }[]) => {
    await register.append(facts);
    for (const { slot } of facts) cache.delete(slot);
    return files.overwrite(facts.map(({ slot }) => slot));
  };

  return {
    newSlot: () => files.allocate(),

    unitKey(slot) {
      if (register.has(slot)) throw destroyed();
      const known = cache.get(slot);
      if (known !== undefined) {
        cache.delete(slot);
        cache.set(slot, known);
        return known;
      }
      const content = files.read(slot);
      if (content.state === 'destroyed') throw destroyed();
      if (content.state === 'missing') throw slotMissing();
      const key = derive(content.bytes, 'chartkeeper unit key 1');
      cache.set(slot, key);
      if (cache.size > CACHED_KEYS) {
        const oldest = cache.keys().next();
        if (oldest.done !== true) cache.delete(oldest.value);
      }
      return key;
    },

    slotState: (slot) => (register.has(slot) ? 'destroyed' : files.read(slot).state),
    isDestroyed: (slot) => register.has(slot),

    destroySlot: (slot, { at, reason, certificate }) =>
      inTurn(async () => {
        if (register.has(slot)) return;
        if (files.read(slot).state === 'missing') throw slotMissing();
        await destroy([{ slot, at: at.toISOString(), reason, certificate: certificate ?? null }]);
      }),

    replayRegister: (file) =>
      inTurn(async () => {
        const other = await readRegister(file, { mend: false });
        const missed = other.filter(({ slot }) => !register.has(slot));
        const overwritten = missed.length === 0 ? new Set<string>() : await destroy(missed);
        const already = other.length - missed.length;
        return { destroyed: overwritten.size, already, absent: missed.length - overwritten.size };
      }),

    registerHead: () => register.head(),
    derive: (label) => derive('', `chartkeeper derived secret 1: ${label}`),
    digester: () => createHmac('sha256', digestKey),

    async digest(content) {
      const hmac = createHmac('sha256', digestKey);
      if (content instanceof Uint8Array) hmac.update(content);
      else for await (const chunk of content) hmac.update(chunk);
      return hmac.digest('hex');
    },

    checkpointKey: parts.checkpointKey,
    close: () => inTurn(() => files.close()),
  };
}

function destroyed() {
  return keyProblems.destroyed({
    detail:
      'The key of this content was destroyed under the retention rules, in every copy and backup. What remains is the entry in the destruction register and its certificate.',
  });
}

function slotMissing() {
  return keyProblems.slotMissing({
    detail:
      'The key of this content is not in the key folder and was not destroyed either. Nothing was changed. Ask your administrator to run fsck and to restore the key backup.',
  });
}
