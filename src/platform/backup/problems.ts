import { declareProblems } from '../problem.ts';

export const backupProblems = declareProblems('backup', {
  wrongPlace: { kind: 'refused', title: 'A backup cannot be written there' },
  notABackup: { kind: 'not-found', title: 'There is no backup here' },
  keysMissing: { kind: 'not-found', title: 'The key backup is missing' },
  damaged: { kind: 'fault', title: 'The backup was changed or is not whole' },
  targetNotEmpty: { kind: 'refused', title: 'The folder to restore into is not empty' },
  databaseRefused: { kind: 'fault', title: 'The database did not let itself be copied' },
  full: { kind: 'busy', title: 'No room for the backup' },
});

export function damaged(what: string, internal: string) {
  return backupProblems.damaged({
    detail: `${what} is not what was written. Nothing was restored from it. Take an older backup, or another copy of this one.`,
    internal,
  });
}
