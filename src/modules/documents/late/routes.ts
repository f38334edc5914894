import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { ofDocument, plain } from '../route-subjects.ts';
import { sayVersionStatus } from '../say-version-status.ts';
import { answerLate } from './answer-late.ts';
import { lateContract } from './contract.ts';
import { lateRuleOf, listLateRules, setLateRule } from './late-rule.ts';
import { listWaitingDocuments } from './list-waiting.ts';

export const lateRoutes = [
  route(lateContract.sayStatus, {
    permission: 'documents/correct',
    verb: 'documents.say-status',
    subject: ofDocument,
    handle: (act, { params, body: { versionId, status, reason } }) =>
      sayVersionStatus(act, { ...params, versionId, said: { status, basis: 'person', reason: reason.trim() } }),
  }),
  route(lateContract.answerLate, {
    permission: 'documents/answer-late',
    verb: 'documents.answer-late',
    subject: ofDocument,
    handle: (act, { params, body }) => answerLate(act, { ...params, ...body }),
  }),
  route(lateContract.waiting, {
    permission: 'documents/read',
    verb: 'documents.list-waiting',
    handle: (act, { params }) => listWaitingDocuments(act, params.kind),
  }),
  route(lateContract.lateRule, {
    permission: 'documents/set-rules',
    verb: 'documents.view-late-rule',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      const { lateDays, preliminaryDays, neverLate } = await lateRuleOf(act, facilityId);
      return plain({ lateDays, preliminaryDays, neverLate, history: await listLateRules(act, facilityId) });
    },
  }),
  route(lateContract.setLateRule, {
    permission: 'documents/set-rules',
    verb: 'documents.set-late-rule',
    handle: (act, { query, body }) => setLateRule(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
];
