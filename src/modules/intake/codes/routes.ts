import { route } from '../../../platform/http/route.ts';
import { newId } from '../../../platform/ids.ts';
import { nameSetters } from '../rules/name-setters.ts';
import { facilityOf } from '../../patients/index.ts';
import { labelsContract as contract } from './contract.ts';
import { labelPatternsInForce, listLabelHistory, retireLabelPattern, setLabelPattern } from './label-patterns.ts';
import { tryLabel } from './try-label.ts';

export const labelRoutes = [
  route(contract.list, {
    permission: 'intake/read',
    verb: 'intake.list-label-patterns',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      const history = await listLabelHistory(act, facilityId);
      return {
        inForce: (await labelPatternsInForce(act, facilityId)).map(plain),
        history: history.map(plain),
        people: await nameSetters(
          act,
          history.map(({ setBy }) => setBy),
        ),
      };
    },
  }),
  route(contract.set, {
    permission: 'intake/set-rules',
    verb: 'intake.set-label-pattern',
    handle: (act, { body }) => setLabelPattern(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.retire, {
    permission: 'intake/set-rules',
    verb: 'intake.retire-label-pattern',
    subject: ({ params }) => ({ kind: 'label-pattern', id: params.id }),
    handle: (act, { params, body }) =>
      retireLabelPattern(act, { id: params.id, reason: body.reason, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.try, {
    permission: 'intake/set-rules',
    verb: 'intake.try-label-pattern',
    handle: async (act, { body: { draft, ...body } }) => {
      const trial = await tryLabel(act, {
        ...body,
        facilityId: facilityOf(act, body.facilityId),
        ...(draft === undefined ? {} : { draft: { ...draft, id: draft.id ?? newId() } }),
      });
      return { ...trial, fits: [...trial.fits], found: [...trial.found] };
    },
  }),
];

const plain = <T extends { readonly before: readonly string[] }>(pattern: T) => ({
  ...pattern,
  before: [...pattern.before],
});
