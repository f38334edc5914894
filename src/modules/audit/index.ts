import { defineModule } from '../../platform/module.ts';
import { type AuditHelp, auditRoutes } from './routes.ts';

export { type Accesses, accessesOf } from './accesses-of.ts';
export { entriesSql } from './entry-sql.ts';
export { beginExport, exportCheckpoints, exportEntries, type LogExport, outsideCheckpoints } from './export-log.ts';
export { checkpointFileName, checkpointFileOf, LOG_ORIGIN, proveLog, signerOf, startFolding } from './log-keeper.ts';
export { LEAF_SELECT, LEAF_SHAPE } from './leaf-columns.ts';
export { type EntriesWanted, findEntries, type LogEntry } from './search-entries.ts';
export type { LogProof } from './verify.ts';
export { type Opener, whoOpened } from './who-opened.ts';

export const createAuditModule = (help: AuditHelp) =>
  defineModule({
    name: 'audit',
    routes: auditRoutes(help),
    permissions: { 'audit/search': 'Search the log.', 'audit/verify': 'Prove that the log is whole.' },
    auditVerbs: {
      'audit.search': 'searched the log',
      'audit.verify': 'verified the log',
      'audit.export': 'wrote the log out for another verifier',
      'audit.read-verbs': 'read the list of verbs',
    },
  });
