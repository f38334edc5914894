import { userInfo } from 'node:os';
import type { RestoreResult } from '../../platform/backup/index.ts';
import type { Log } from '../../platform/log.ts';
import { readSettings } from '../../platform/settings.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { type LogProof, proveLog } from '../../modules/audit/index.ts';
import { OPERATE } from '../ground.ts';
import { type Stack, startStack } from '../stack.ts';

/** A backup restored into scratch, started and asked for its log; its documents stayed in the backup. */
export async function proveScratch(dataDir: string, log: Log): Promise<{ ok: boolean; proof: LogProof }> {
  const proof = await onFolder(dataDir, { blobs: '' }, 'backup verify', log, (stack) => proveLog(stack.services));
  return { ok: proof.firstBad === undefined, proof };
}

/** The restored data says in its own log where it came from, and proves that log. */
export async function proveRestored(restored: RestoreResult, log: Log): Promise<LogProof> {
  return onFolder(restored.dataDir, {}, 'restore', log, async ({ services }) => {
    const actor = operatorActor(userInfo().username);
    const { id, blobs, failed, destroyedAgain } = restored;
    await services.acting.act({ actor }, { verb: 'platform.restore', permission: OPERATE }, async (act) =>
      act.note({ detail: { backup: id, documents: blobs.copied, failed: failed.length, destroyedAgain } }),
    );
    return proveLog(services);
  });
}

async function onFolder<T>(
  data: string,
  overrides: { blobs?: string },
  command: string,
  log: Log,
  run: (stack: Stack) => Promise<T>,
): Promise<T> {
  const settings = readSettings(process.env, { ...overrides, data, databaseUrl: '' });
  const stack = await startStack({ settings, log, command, listen: false });
  try {
    return await run(stack);
  } finally {
    await stack.stop();
  }
}
