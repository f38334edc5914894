import { route } from '../../../platform/http/route.ts';
import { nameSetters } from '../rules/name-setters.ts';
import { facilityOf } from '../../patients/index.ts';
import { headersContract as contract } from './contract.ts';
import { endHeaderRule, headerRulesInForce, listEndedHeaderRules, setHeaderRule, tryHeader } from './header-rules.ts';

export const headerRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-header-rules',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      const [inForce, ended] = [await headerRulesInForce(act, facilityId), await listEndedHeaderRules(act, facilityId)];
      const people = await nameSetters(
        act,
        [...inForce, ...ended].flatMap((rule) => [rule.setBy, rule.ended?.by]),
      );
      return { inForce, ended, people };
    },
  }),
  route(contract.set, {
    permission: 'intake/set-rules',
    verb: 'intake.set-header-rule',
    handle: (act, { body }) => setHeaderRule(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.end, {
    permission: 'intake/set-rules',
    verb: 'intake.end-header-rule',
    subject: ({ params }) => ({ kind: 'header-rule', id: params.id }),
    handle: (act, { params, body }) =>
      endHeaderRule(act, { id: params.id, reason: body.reason, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.try, {
    permission: 'intake/set-rules',
    verb: 'intake.try-header-rule',
    handle: (act, { body }) => tryHeader(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
];
