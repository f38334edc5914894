import { route } from '../../platform/http/route.ts';
import { facilityOf } from '../patients/index.ts';
import { assessIncident, lookAgain } from './assess-incident.ts';
import { contract } from './contract.ts';
import { correctDiscovery } from './correct-discovery.ts';
import { listIncidents } from './list-incidents.ts';
import { listMarks } from './list-marks.ts';
import { listMarkRules, markDaysOf, setMarkRule } from './mark-rule.ts';
import { nameAffected } from './name-affected.ts';
import { openIncident } from './open-incident.ts';
import { reportIncident } from './report-incident.ts';
import { settleIncident } from './settle-incident.ts';

const ofIncident = ({ params }: { params: { id: string } }) => ({ kind: 'privacy-incident', id: params.id });
/** Moments as text; the response schema says what the values are. */
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as never;

export const routes = [
  route(contract.list, {
    permission: 'privacy/read',
    verb: 'privacy.list',
    handle: async (act, { query }) => plain(await listIncidents(act, { show: query.show ?? 'open' })),
  }),
  route(contract.report, {
    permission: 'privacy/report',
    verb: 'privacy.report',
    handle: (act, { body }) =>
      reportIncident(act, {
        ...body,
        facilityId: facilityOf(act, body.facilityId),
        discoveredAt: new Date(body.discoveredAt),
        patientIds: body.patientIds ?? [],
        recipients: body.recipients ?? [],
      }),
  }),
  route(contract.open, {
    permission: 'privacy/read',
    verb: 'privacy.open',
    subject: ofIncident,
    handle: async (act, { params }) => plain(await openIncident(act, params.id)),
  }),
  route(contract.correctDiscovery, {
    permission: 'privacy/work',
    verb: 'privacy.correct-discovery',
    subject: ofIncident,
    handle: (act, { params, body }) =>
      correctDiscovery(act, { ...body, incidentId: params.id, discoveredAt: new Date(body.discoveredAt) }),
  }),
  route(contract.nameAffected, {
    permission: 'privacy/work',
    verb: 'privacy.name-affected',
    subject: ofIncident,
    handle: (act, { params, body }) => nameAffected(act, { incidentId: params.id, ...body }),
  }),
  route(contract.assess, {
    permission: 'privacy/work',
    verb: 'privacy.assess',
    subject: ofIncident,
    handle: (act, { params, body }) => assessIncident(act, { incidentId: params.id, ...body }),
  }),
  route(contract.lookAgain, {
    permission: 'privacy/work',
    verb: 'privacy.look-again',
    subject: ofIncident,
    handle: (act, { params, body }) => lookAgain(act, { incidentId: params.id, ...body }),
  }),
  route(contract.settle, {
    permission: 'privacy/work',
    verb: 'privacy.settle',
    subject: ofIncident,
    handle: (act, { params, body }) => settleIncident(act, { incidentId: params.id, ...body }),
  }),
  route(contract.markRule, {
    permission: 'privacy/read',
    verb: 'privacy.view-mark-rule',
    handle: async (act, { query }) => {
      const facilityId = facilityOf(act, query.facilityId);
      return plain({ days: await markDaysOf(act, facilityId), history: await listMarkRules(act, facilityId) });
    },
  }),
  route(contract.setMarkRule, {
    permission: 'privacy/work',
    verb: 'privacy.set-mark-rule',
    handle: (act, { query, body }) => setMarkRule(act, { ...body, facilityId: facilityOf(act, query.facilityId) }),
  }),
  route(contract.marks, {
    permission: 'patients/read',
    verb: 'privacy.see-marks',
    subject: ({ params }) => ({ kind: 'patient', id: params.patientId, patientId: params.patientId }),
    handle: async (act, { params }) => plain({ marks: await listMarks(act, params.patientId) }),
  }),
];
