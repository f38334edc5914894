export { type DatabaseServer } from './database-server.ts';
export { holdDataDirectory, type DataHold } from './hold-data-directory.ts';
export { openExternal } from './open-external.ts';
export { restoreCluster } from './restore-cluster.ts';
export { startEmbedded } from './start-embedded.ts';
