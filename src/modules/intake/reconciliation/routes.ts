import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { closeDays } from './close-days.ts';
import { nameSetters } from '../rules/name-setters.ts';
import { reconciliationContract as contract } from './contract.ts';
import { loadReconciliation } from './load-reconciliation.ts';
import { markPaper, unmarkPaper } from './mark-paper.ts';
import { listRuleHistory, rulesInForce, setPaperRule } from './paper-rules.ts';
import { prepareReminder, remindUnit } from './remind-unit.ts';

const encounter = ({ params }: { params: { patientId: string; encounterId: string } }) => ({
  kind: 'encounter',
  id: params.encounterId,
  patientId: params.patientId,
});

export const reconciliationRoutes = [
  route(contract.open, {
    permission: 'intake/reconcile',
    verb: 'intake.reconcile',
    handle: async (act, { query }) =>
      plain(await loadReconciliation(act, { ...query, facilityId: facilityOf(act, query.facilityId) })),
  }),
  route(contract.mark, {
    permission: 'intake/reconcile',
    verb: 'intake.mark-paper',
    subject: encounter,
    handle: (act, { params, body }) => markPaper(act, { ...params, ...body }),
  }),
  route(contract.unmark, {
    permission: 'intake/reconcile',
    verb: 'intake.unmark-paper',
    subject: encounter,
    handle: (act, { params, body }) => unmarkPaper(act, { ...params, ...body }),
  }),
  route(contract.remind, {
    permission: 'intake/reconcile',
    verb: 'intake.remind-unit',
    before: (context, { body }) => prepareReminder(context, body),
    handle: (act, { body }, prepared) => remindUnit(act, body, prepared),
  }),
  route(contract.close, {
    permission: 'intake/reconcile',
    verb: 'intake.close-days',
    handle: (act, { body }) => closeDays(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
  route(contract.rules, {
    permission: 'intake/reconcile',
    verb: 'intake.list-paper-rules',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      const history = await listRuleHistory(act, facilityId);
      const setters = history.map(({ setBy }) => setBy);
      return plain({
        inForce: await rulesInForce(act, facilityId),
        history,
        people: await nameSetters(act, setters),
      });
    },
  }),
  route(contract.setRule, {
    permission: 'intake/set-rules',
    verb: 'intake.set-paper-rule',
    handle: (act, { body }) => setPaperRule(act, { ...body, facilityId: facilityOf(act, body.facilityId) }),
  }),
];

/** Read-only lists of use cases as the mutable ones of a contract. */
const plain = (value: unknown) => value as never;
