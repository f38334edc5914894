import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { laneContract as contract } from './contract.ts';
import { laneRulesInForce, setLaneRule } from './lane-rules.ts';
import { chooseLane } from './set-lane.ts';

export const laneRoutes = [
  route(contract.choose, {
    permission: 'intake/index',
    verb: 'intake.choose-lane',
    subject: ({ params }) => ({ kind: 'part', id: params.id }),
    handle: (act, { params, body }) => chooseLane(act, { partId: params.id, ...body }),
  }),
  route(contract.rules, {
    permission: 'intake/read',
    verb: 'intake.list-lane-rules',
    handle: async (act, { query }) => ({ rules: await laneRulesInForce(act, facilityOf(act, query.facilityId)) }),
  }),
  route(contract.setRule, {
    permission: 'intake/set-rules',
    verb: 'intake.set-lane-rule',
    handle: (act, { body }) => setLaneRule(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
];
