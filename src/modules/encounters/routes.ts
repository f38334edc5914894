import { route } from '../../platform/http/route.ts';
import { facilityOf } from '../patients/index.ts';
import { codeEncounter, reopenCoding } from './code-encounter.ts';
import { contract } from './contract.ts';
import { listCharges } from './list-charges.ts';
import { listEncounters } from './list-encounters.ts';
import { recordEncounter } from './record-encounter.ts';

const patient = ({ params }: { params: { id: string } }) => ({ kind: 'patient', id: params.id, patientId: params.id });
const encounter = ({ params }: { params: { id: string; encounterId: string } }) => ({
  kind: 'encounter',
  id: params.encounterId,
  patientId: params.id,
});
const moment = (text: string | undefined) => (text === undefined ? undefined : new Date(text));

export const routes = [
  route(contract.list, {
    permission: 'encounters/read',
    verb: 'encounters.list',
    subject: patient,
    handle: async (act, { params }) => ({
      encounters: (await listEncounters(act, params.id)).map((each) => ({
        ...each,
        formerVisitNumbers: [...each.formerVisitNumbers],
        formerAccountNumbers: [...each.formerAccountNumbers],
        consulting: [...each.consulting],
      })),
    }),
  }),
  route(contract.record, {
    permission: 'encounters/record',
    verb: 'encounters.record',
    subject: patient,
    handle: (act, { params, body: { facilityId, startedAt, endedAt, ...facts } }) =>
      recordEncounter(act, {
        patientId: params.id,
        facilityId: facilityOf(act, facilityId),
        facts: { ...facts, startedAt: moment(startedAt), endedAt: moment(endedAt) },
        origin: 'desk',
      }),
  }),
  route(contract.charges, {
    permission: 'encounters/read',
    verb: 'encounters.list-charges',
    subject: encounter,
    handle: (act, { params }) => listCharges(act, params.id, params.encounterId),
  }),
  route(contract.code, {
    permission: 'encounters/code',
    verb: 'encounters.code',
    subject: encounter,
    handle: (act, { params, body }) =>
      codeEncounter(act, { patientId: params.id, encounterId: params.encounterId, codedAt: moment(body.codedAt) }),
  }),
  route(contract.reopenCoding, {
    permission: 'encounters/code',
    verb: 'encounters.reopen-coding',
    subject: encounter,
    handle: (act, { params, body }) =>
      reopenCoding(act, { patientId: params.id, encounterId: params.encounterId, reason: body.reason }),
  }),
];
