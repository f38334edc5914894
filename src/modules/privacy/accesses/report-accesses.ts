import { addMonths, localDate, startOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { namesOfPeople, rolesOfPeople } from '../../accounts/index.ts';
import { accessesOf } from '../../audit/index.ts';
import { facilityById } from '../../directory/index.ts';
import { readPatient } from '../../patients/index.ts';
import { listDisclosures, readRightsSetting } from '../../release/index.ts';
import { problems } from '../problems.ts';
import { deriveAccessLines } from './derive-access-lines.ts';

const MONTHS = -12;
const UUID = /^[0-9a-f-]{36}$/i;

export interface AskedAccesses {
  readonly patientId: string;
  /** Days at the facility, both included; left away: the last twelve months. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Who looked at a record and to whom it went, for the patient: by role, and by name where the facility says so. The same answer
 * serves the screen, the letter and whoever shows it to the patient elsewhere.
 * @throws privacy/own-report, privacy/period-in-order, patients/not-found
 */
export async function reportAccesses(act: Act, asked: AskedAccesses) {
  const patient = await readPatient(act, asked.patientId);
  const own = act.actor.ownPatientIds ?? [];
  if (patient.memberIds.some((id) => own.includes(id)))
    throw problems.ownReport({ detail: 'Nothing was shown. A colleague makes the report of your own record.' });
  const facility = await facilityById(act, patient.facilityId);
  const to = asked.to ?? localDate(act.now, facility.timeZone);
  const from = asked.from ?? addMonths(to, MONTHS, 'last');
  if (to < from) throw problems.periodInOrder({ detail: 'The last day lies before the first.', at: 'to' });
  const { accesses, more } = await accessesOf(act, {
    patientIds: patient.memberIds,
    from: startOfLocalDay(from, facility.timeZone),
    before: startOfLocalDay(nextDay(to), facility.timeZone),
  });
  const lines = deriveAccessLines(accesses);
  const { staffNames } = await readRightsSetting(act, facility.id);
  const ids = [...new Set(lines.map(({ actorId }) => actorId))].filter((id) => UUID.test(id));
  const names = staffNames ? await namesOfPeople(act, ids) : new Map<string, string>();
  const roles = await rolesOfPeople(act, ids);
  const handOvers = await listDisclosures(act, { patientId: patient.id, from, to });
  act.note({ patientIds: [patient.id], count: lines.length, detail: { from, to } });
  return {
    ...{ from, to, staffNames, more: more || handOvers.more },
    accesses: lines.map(({ actorId, actorKind, ...line }) => ({
      ...line,
      who: whoIs(actorKind, actorId),
      name: names.get(actorId) ?? null,
      roles: roles.get(actorId) ?? [],
      firstOn: localDate(line.firstAt, facility.timeZone),
      lastOn: localDate(line.lastAt, facility.timeZone),
    })),
    disclosures: handOvers.disclosures
      .filter(({ outcome }) => outcome !== 'not-handed-over')
      .map((row) => ({
        on: row.disclosedOn,
        to: [row.recipientName, row.recipientOrganisation].filter(Boolean).join(', '),
        what: row.description,
        why: row.purpose,
        basis: row.basis,
      })),
  };
}

/** An account of the portal is a person too, and nobody of the house. */
function whoIs(kind: string, id: string): 'person' | 'portal' | 'machine' | 'operator' | 'other' {
  if (id.startsWith('portal:')) return 'portal';
  return kind === 'person' || kind === 'machine' || kind === 'operator' ? kind : 'other';
}

const DAY_MS = 86_400_000;
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, day.length);
}
