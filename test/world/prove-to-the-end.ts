import { setTimeout as pause } from 'node:timers/promises';
import { proveLog } from '../../src/modules/audit/log-keeper.ts';
import type { LogProof } from '../../src/modules/audit/verify.ts';
import type { World } from './world.ts';

const MOST_TRIES = 300;

/** Proves the log with nothing left out: the fold waits for the oldest transaction of the server, which test files share. */
export async function proveToTheEnd({ services }: World): Promise<LogProof> {
  for (let tries = 1; ; tries++) {
    const proof = await proveLog(services);
    if (proof.younger === 0 || proof.firstBad !== undefined || tries === MOST_TRIES) return proof;
    await pause(100);
  }
}
