import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder } from '../durable.ts';
import type { Log } from '../log.ts';
import type { Account } from './account.ts';
import { placeCluster, remember } from './place.ts';
import { postgresProblems } from './problems.ts';
import { STATE_DIR } from './start-embedded.ts';

/**
 * Puts a copied cluster where the next start expects one: filled beside its place, owned by the database account,
 * synced, renamed. The next start recovers it and sets a new password.
 */
export async function restoreCluster(options: {
  dataDir: string;
  log: Log;
  stateDir?: string;
  fill: (folder: string) => Promise<void>;
}): Promise<{ cluster: string }> {
  const { dataDir, log } = options;
  const { cluster, account, remembered } = await placeCluster({
    dataDir,
    log,
    stateDir: options.stateDir ?? STATE_DIR,
  });
  if (existsSync(cluster)) {
    throw postgresProblems.clusterUnusable({
      detail: `There is a database in ${cluster} already. Nothing was changed. Restore into an empty folder.`,
    });
  }
  const fresh = `${cluster}.new-${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(fresh, { mode: 0o700 });
    await options.fill(fresh);
    await handOver(fresh, account);
    await rename(fresh, cluster);
    await syncFolder(dirname(cluster));
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
  await remember(dataDir, { ...remembered, initialised: true, passwordPending: true });
  return { cluster };
}

/** Owner, mode and sync of everything; deepest first, so that a folder is synced after what it holds. */
async function handOver(folder: string, account: Account): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await handOver(path, account);
      continue;
    }
    await chmod(path, 0o600);
    if (account !== undefined) await chown(path, account.uid, account.gid);
    const handle = await open(path, 'r');
    await handle.sync().finally(() => handle.close());
  }
  await chmod(folder, 0o700);
  if (account !== undefined) await chown(folder, account.uid, account.gid);
  await syncFolder(folder);
}
