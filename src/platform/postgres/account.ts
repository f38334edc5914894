import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { postgresProblems } from './problems.ts';

/** The account PostgreSQL runs under; undefined means ours, which is the case whenever we are not root. */
export type Account = { readonly name: string; readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses uid 0. An existing database keeps the owner it was made with; a new one gets the account
 * `postgres`, else `nobody`. The account must be in the password file: initdb looks itself up there.
 */
export function databaseAccount(cluster: string): Account {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    const known = accounts.find((account) => account.uid === owner.uid);
    return known ?? { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid };
  }
  const chosen =
    accounts.find((account) => account.name === 'postgres' && account.uid !== 0) ??
    accounts.find((account) => account.name === 'nobody' && account.uid !== 0);
  if (chosen !== undefined) return chosen;
  throw postgresProblems.noAccount({
    detail:
      'Chartkeeper was started as root, PostgreSQL refuses to run as root, and neither the account postgres nor nobody exists. Add one, start Chartkeeper under an ordinary account, or set DATABASE_URL.',
  });
}

function readAccounts(): { name: string; uid: number; gid: number }[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name: name ?? '', uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }));
}

/** Asks the kernel, not the mode bits: access lists and mount options count too. */
export function canEnter(folder: string, account: Account): boolean {
  const test = spawnSync('/bin/sh', ['-c', '[ -x "$1" ]', 'sh', folder], { cwd: '/', ...asAccount(account) });
  return test.status === 0;
}

/** For child_process: who runs it, and an environment in which no PG* or locale variable of ours changes it. */
export function asAccount(account: Account) {
  return {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    ...(account === undefined ? {} : { uid: account.uid, gid: account.gid }),
  };
}
