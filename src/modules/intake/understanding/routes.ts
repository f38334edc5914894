import { route } from '../../../platform/http/route.ts';
import { facilityOf } from '../../patients/index.ts';
import { contract } from './contract.ts';
import { listForms, removeForm, setForm } from './forms.ts';
import { askToLearn } from './jobs.ts';
import { viewLearning } from './learning.ts';
import { listPolicies, removePolicy, setPolicy } from './policies.ts';

export const routes = [
  route(contract.learning, {
    permission: 'intake/index',
    verb: 'intake.view-learning',
    handle: (act, { query }) => viewLearning(act, facilityOf(act, query.facilityId)),
  }),
  route(contract.learn, {
    permission: 'intake/set-rules',
    verb: 'intake.ask-to-learn',
    handle: (act, { query }) => askToLearn(act, facilityOf(act, query.facilityId), 0),
  }),
  route(contract.policies, {
    permission: 'intake/index',
    verb: 'intake.view-policies',
    handle: (act, { query }) => listPolicies(act, facilityOf(act, query.facilityId)),
  }),
  route(contract.setPolicy, {
    permission: 'intake/set-rules',
    verb: 'intake.set-policy',
    handle: (act, { query, body }) => setPolicy(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.removePolicy, {
    permission: 'intake/set-rules',
    verb: 'intake.remove-policy',
    subject: ({ params }) => ({ kind: 'policy', id: params.id }),
    handle: (act, { params }) => removePolicy(act, params.id),
  }),
  route(contract.forms, {
    permission: 'intake/index',
    verb: 'intake.list-forms',
    handle: async (act) => ({ forms: await listForms(act) }),
  }),
  route(contract.setForm, {
    permission: 'intake/set-rules',
    verb: 'intake.set-form',
    handle: (act, { body }) => setForm(act, body),
  }),
  route(contract.removeForm, {
    permission: 'intake/set-rules',
    verb: 'intake.remove-form',
    handle: (act, { params }) => removeForm(act, params.number),
  }),
];
