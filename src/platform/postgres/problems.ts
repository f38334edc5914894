import { declareProblems } from '../problem.ts';

export const postgresProblems = declareProblems('postgres', {
  dataHeld: { kind: 'conflict', title: 'Another Chartkeeper is using this data folder' },
  dataFolderUnusable: { kind: 'fault', title: 'The data folder cannot be used' },
  noBinaries: { kind: 'fault', title: 'No PostgreSQL for this machine came with the install' },
  noAccount: { kind: 'fault', title: 'No unprivileged account to run PostgreSQL under' },
  clusterMissing: { kind: 'fault', title: 'The database folder is gone' },
  clusterUnusable: { kind: 'fault', title: 'The database folder cannot be used' },
  setUpFailed: { kind: 'fault', title: 'PostgreSQL could not be set up' },
  startFailed: { kind: 'fault', title: 'PostgreSQL did not start' },
  stopFailed: { kind: 'fault', title: 'PostgreSQL did not stop' },
  unreachable: { kind: 'busy', title: 'The database server does not answer' },
  tooOld: { kind: 'refused', title: 'The database server is too old' },
});
