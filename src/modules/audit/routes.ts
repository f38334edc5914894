import type { Act } from '../../platform/act.ts';
import { route, type Route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { proveLog } from './log-keeper.ts';
import { searchEntries } from './search-entries.ts';

const VERIFICATIONS_PER_MINUTE = 10;

/** `sentences`: every module's audit verbs; `apps`, which alone sees all modules, hands them in. `names`: who an actor id is. */
export interface AuditHelp {
  readonly sentences: () => Readonly<Record<string, string>>;
  /** Names of people and machine clients by their actor id. */
  readonly names: (act: Act, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export function auditRoutes(help: AuditHelp): Route[] {
  return [
    route(contract.search, {
      permission: 'audit/search',
      verb: 'audit.search',
      handle: (act, { body }) => searchEntries(act, body, help),
    }),
    route(contract.verify, {
      permission: 'audit/verify',
      verb: 'audit.verify',
      perMinute: VERIFICATIONS_PER_MINUTE,
      handle: async () => undefined,
      after: ({ services }) => proveLog(services),
    }),
    route(contract.verbs, {
      permission: 'audit/search',
      verb: 'audit.read-verbs',
      handle: async (act) => {
        act.note({ coalesce: 'verbs' });
        return { verbs: { ...help.sentences() } };
      },
    }),
  ];
}
