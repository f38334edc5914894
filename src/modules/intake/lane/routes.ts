import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { nameSetters } from '../rules/name-setters.ts';
import { laneContract as contract } from './contract.ts';
import { laneRulesInForce, listLaneHistory, setLaneRule, tryLane } from './lane-rules.ts';
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
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      const history = await listLaneHistory(act, facilityId);
      const people = await nameSetters(
        act,
        history.map(({ setBy }) => setBy),
      );
      return { rules: await laneRulesInForce(act, facilityId), history, people };
    },
  }),
  route(contract.setRule, {
    permission: 'intake/set-rules',
    verb: 'intake.set-lane-rule',
    handle: (act, { body }) => setLaneRule(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.tryRules, {
    permission: 'intake/set-rules',
    verb: 'intake.list-lane-rules',
    handle: (act, { body }) => tryLane(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
];
