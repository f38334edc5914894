import { join } from 'node:path';
import { type NoteSigner, noteVerifier } from '../../../packages/ledger/index.ts';
import type { Services } from '../../platform/services.ts';
import { fold, foldAll } from './fold.ts';
import { type LogProof, verifyLog } from './verify.ts';

/** The name of the log in its checkpoints, and of the key that signs them. */
export const LOG_ORIGIN = 'chartkeeper/audit';
/** An entry waits at most this long for its checkpoint (shapes.md 2). */
const FOLD_EVERY_MS = 60_000;

/** Below the data folder; a backup keeps it as it is. */
export const checkpointFileName = 'audit/checkpoints.txt';

export function checkpointFileOf(services: Pick<Services, 'settings'>): string {
  return join(services.settings.data, checkpointFileName);
}

export function signerOf(services: Pick<Services, 'keyring'>): NoteSigner {
  const key = services.keyring.checkpointKey;
  return { verifier: noteVerifier(LOG_ORIGIN, key.publicKey), sign: (message) => key.sign(message) };
}

/** Folds the log while the server runs: every minute, sooner when many entries wait. */
export function startFolding(services: Services): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let running = Promise.resolve();
  const schedule = (millis: number) => {
    if (!stopped) timer = setTimeout(() => (running = round()), millis).unref();
  };
  const round = async () => {
    let count = 0;
    try {
      count = await fold({ ...foldParts(services), whenHeld: 'leave' });
    } catch (error) {
      services.log.error({ err: error }, 'the log could not be folded; trying again');
    }
    schedule(count >= 1_000 ? 0 : FOLD_EVERY_MS);
  };
  schedule(FOLD_EVERY_MS / 10);
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Folds what is committed, then proves all of it. A log that cannot be folded any more is looked through all the same. */
export async function proveLog(services: Services): Promise<LogProof> {
  let unfoldable: unknown;
  await foldAllOf(services).catch((error: unknown) => {
    unfoldable = error;
  });
  const proof = await verifyLog({
    acting: services.acting,
    verifier: signerOf(services).verifier,
    checkpointFile: checkpointFileOf(services),
  });
  if (unfoldable !== undefined && proof.firstBad === undefined) throw unfoldable;
  return proof;
}

/** Until nothing that is committed waits. */
export function foldAllOf(services: Services): Promise<number> {
  return foldAll(foldParts(services));
}

function foldParts(services: Services) {
  return {
    acting: services.acting,
    signer: signerOf(services),
    checkpointFile: checkpointFileOf(services),
    now: services.clock.now(),
  };
}
