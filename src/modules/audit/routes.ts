import { route, type Route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { proveLog } from './log-keeper.ts';
import { searchEntries } from './search-entries.ts';

const VERIFICATIONS_PER_MINUTE = 10;

/** `sentences`: every module's audit verbs; `apps`, which alone sees all modules, hands them in. `names`: who an actor id is. */
export function auditRoutes(help: { sentences: () => Readonly<Record<string, string>> }): Route[] {
  return [
    route(contract.search, {
      permission: 'audit/search',
      verb: 'audit.search',
      handle: (act, { body }) => searchEntries(act, body, help.sentences()),
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
      handle: async () => ({ verbs: { ...help.sentences() } }),
    }),
  ];
}
