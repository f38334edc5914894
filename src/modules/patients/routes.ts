import { route } from '../../platform/http/route.ts';
import { countryOf, DEFAULT_FACILITY } from '../directory/index.ts';
import { openInNeed } from './break-glass.ts';
import { contract } from './contract.ts';
import { currentName, printName } from './facts.ts';
import { lowerFlag, raiseFlag } from './flags.ts';
import { listLinks } from './link-patients.ts';
import { readPatient } from './read-patient.ts';
import { registerPatient } from './register-patient.ts';
import { replacePatient } from './replace-patient.ts';
import { addRepresentative, endRepresentative, judgeRepresentative, listRepresentatives } from './representatives.ts';
import { searchPatients } from './search-patients.ts';
import type { Act } from '../../platform/act.ts';

const GLASS_PER_MINUTE = 10;
const patient = ({ params }: { params: { id: string } }) => ({ kind: 'patient', id: params.id, patientId: params.id });

/** Where the person works: an enterprise-wide role works at the first facility unless it says where. */
export function facilityOf(act: Act, wanted: string | undefined): string {
  if (wanted !== undefined) return wanted;
  return act.scope.facilityIds === 'all' ? DEFAULT_FACILITY : (act.scope.facilityIds[0] ?? DEFAULT_FACILITY);
}

export const routes = [
  route(contract.search, {
    permission: 'patients/search',
    verb: 'patients.search',
    handle: async (act, { body: { limit, ...query } }) => {
      const country = await countryOf(act, facilityOf(act, undefined));
      const found = await searchPatients(act, query, {
        order: country === 'US' ? 'mdy' : 'dmy',
        ...(limit === undefined ? {} : { limit }),
      });
      return {
        more: found.more,
        patients: found.patients.map((each) => ({
          ...each,
          otherNames: [...each.otherNames],
          mrns: [...each.mrns],
          flags: [...each.flags],
          reasons: [...each.reasons],
        })),
      };
    },
  }),
  route(contract.register, {
    permission: 'patients/register',
    verb: 'patients.register',
    handle: (act, { body: { facilityId, ...facts } }) =>
      registerPatient(act, { facts, facilityId: facilityOf(act, facilityId), origin: 'desk' }),
  }),
  route(contract.open, {
    permission: 'patients/read',
    verb: 'patients.open',
    subject: patient,
    handle: async (act, { params }) => {
      const record = await readPatient(act, params.id);
      return JSON.parse(JSON.stringify({ ...record, displayName: printName(currentName(record.names)) })) as never; // plain values of PatientView
    },
  }),
  route(contract.replace, {
    permission: 'patients/correct',
    verb: 'patients.replace',
    subject: patient,
    handle: (act, { params, body: { version, ...facts } }) =>
      replacePatient(act, params.id, facts, { origin: 'desk', version }),
  }),
  route(contract.raiseFlag, {
    permission: 'patients/flag',
    verb: 'patients.raise-flag',
    subject: patient,
    handle: (act, { params, body }) => raiseFlag(act, { patientId: params.id, kind: body.kind, reason: body.reason }),
  }),
  route(contract.lowerFlag, {
    permission: 'patients/flag',
    verb: 'patients.lower-flag',
    subject: patient,
    handle: (act, { params }) => lowerFlag(act, { patientId: params.id, flagId: params.flagId }),
  }),
  route(contract.listLinks, {
    permission: 'patients/read',
    verb: 'patients.list-links',
    subject: patient,
    handle: async (act, { params }) => ({ links: await listLinks(act, params.id) }),
  }),
  route(contract.listRepresentatives, {
    permission: 'patients/read',
    verb: 'patients.list-representatives',
    subject: patient,
    handle: async (act, { params }) =>
      JSON.parse(JSON.stringify({ representatives: await listRepresentatives(act, params.id) })) as never, // words of CHECK constraints
  }),
  route(contract.addRepresentative, {
    permission: 'patients/represent',
    verb: 'patients.add-representative',
    subject: patient,
    handle: (act, { params, body }) => addRepresentative(act, params.id, body),
  }),
  route(contract.endRepresentative, {
    permission: 'patients/represent',
    verb: 'patients.end-representative',
    subject: patient,
    handle: (act, { params, body }) =>
      endRepresentative(act, { patientId: params.id, representativeId: params.representativeId, ...body }),
  }),
  route(contract.judgeRepresentative, {
    permission: 'patients/represent',
    verb: 'patients.judge-representative',
    subject: patient,
    handle: (act, { params, body }) =>
      judgeRepresentative(act, { patientId: params.id, representativeId: params.representativeId, ...body }),
  }),
  route(contract.breakGlass, {
    permission: 'access/break-glass',
    verb: 'patients.break-glass',
    purpose: 'emergency',
    perMinute: GLASS_PER_MINUTE,
    handle: (act, { body }) => openInNeed(act, body),
  }),
];
