import { route } from '../../platform/http/route.ts';
import { contract } from './contract.ts';
import { listRules, showRule, showRuleVersion } from './describe-rules.ts';

export const routes = [
  route(contract.rules, {
    permission: 'regulations/read',
    verb: 'regulations.list-rules',
    handle: async (act, { query }) => listRules({ ...query, on: query.on ?? act.now.toISOString().slice(0, 10) }),
  }),
  route(contract.rule, {
    permission: 'regulations/read',
    verb: 'regulations.open-rule',
    handle: (act, { params }) => showRule(act, params.id),
  }),
  route(contract.ruleVersion, {
    permission: 'regulations/read',
    verb: 'regulations.open-rule-version',
    handle: (act, { params }) => showRuleVersion(act, params.id, params.version),
  }),
];
