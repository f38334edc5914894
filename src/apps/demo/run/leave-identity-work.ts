import { addFacility, DEFAULT_FACILITY } from '../../../modules/directory/index.ts';
import { type PatientFacts, registerPatient } from '../../../modules/patients/index.ts';
import type { Services } from '../../../platform/services.ts';
import { at } from '../fiction/days.ts';
import type { Person } from '../fiction/person.ts';
import type { Browser } from './browser.ts';
import { DEMO_ACTOR } from './fill-register.ts';
import type { Desk } from './work-release.ts';

/** Registrations beside the people: one of them again at the clinic across the river, and one whose name is none. */
export const REGISTERED_BESIDE = 2;

interface Opened {
  readonly left: { readonly id: string; readonly version: number };
  readonly right: { readonly id: string; readonly version: number };
}

/**
 * Twins whom somebody asked about, one person known to two facilities, two people in one record, a merge that was undone
 * after a visit had been recorded, and the systems that have still to be told of it. The
 * last of them carries a name that is none, which is to be mended.
 */
export async function leaveIdentityWork(services: Services, desk: Desk, people: readonly Person[]): Promise<void> {
  const coordinator = desk.staff.browser('coordinator');
  for (const [name, instructions] of [
    ['EHR', 'Chart > Identity > Merge, both ways in the merge log.'],
    ['Laboratory', 'Call the laboratory desk; they relabel what is under way.'],
  ])
    await coordinator.call('POST', '/identity/downstream', { name, instructions, how: 'task' });
  const idOf = (person: Person | undefined) => {
    if (person === undefined) throw new Error('The demonstration has too few people.');
    return desk.register.patientId(person);
  };
  const named = (key: string) => idOf(people.find((person) => person.key === key));
  await name(coordinator, named('kobayashi-elise'), named('kobayashi-elias'));

  const plain = people.filter(({ story, facts }) => story === undefined && facts.death === undefined).toReversed();
  const [traveller, overlaid, first, second] = plain;
  await name(coordinator, idOf(traveller), await registerElsewhere(services, traveller));
  await coordinator.call('POST', '/identity/overlays', {
    patientId: idOf(overlaid),
    what: 'Two blood groups and two family doctors in one record (fictional).',
  });

  await reportDocuments(desk, people);
  await registerNameless(services);
  await coordinator.call('POST', '/identity/findings/look-through');
  await leaveTrend(services, desk.today, people.length);

  const pairId = await name(coordinator, idOf(first), idOf(second));
  const { left, right } = await coordinator.call<Opened>('GET', `/identity/pairs/${pairId}`);
  const { mergeId } = await coordinator.call<{ mergeId: string }>('POST', `/identity/pairs/${pairId}/merge`, {
    ...{ survivorId: left.id, fields: {}, reason: 'Taken for one person on the phone (fictional).' },
    versions: [left, right].map(({ id, version }) => ({ id, version })),
  });
  await coordinator.call('POST', `/patients/${left.id}/encounters`, {
    ...{ class: 'AMB', typeText: 'Clinic: dressing changed', visitNumber: 'V8900-1' },
    startedAt: at(desk.today, 8),
  });
  await coordinator.call('POST', `/identity/merges/${mergeId}/undo`, {
    reason: 'The other one stood at the counter: they are two (fictional).',
  });
  await coordinator.call('POST', '/identity/rates/count');
}

/** How the register was counted in the months before: an old index with many duplicates, which the desk worked through. */
async function leaveTrend(services: Services, today: string, people: number): Promise<void> {
  const request = { verb: 'demonstration.register', permission: 'system' };
  await services.acting.act({ actor: DEMO_ACTOR }, request, async (act) => {
    for (const [at, [waiting, confirmed, findings]] of TREND.entries()) {
      const day = lastDayOfMonth(today, TREND.length - at);
      await act.tx
        .insertInto('identity.quality_day')
        .values({
          ...{ facility_id: DEFAULT_FACILITY, day, registrations: people - 9 * (TREND.length - at), merged: confirmed },
          ...{ duplicates_waiting: waiting, duplicates_confirmed: confirmed, findings_open: findings },
          ...{ overlaps_waiting: 1, overlaps_confirmed: 0, overlays_open: 0, overlays_confirmed: 0 },
          ...{ least: 0.5, counted_at: `${day}T12:00:00Z` },
        })
        .execute();
    }
  });
}

/** Pairs that waited and registrations merged within a month, and what was to be mended; the oldest first. */
const TREND = [
  [17, 0, 21],
  [15, 1, 18],
  [11, 2, 14],
  [8, 2, 9],
  [4, 1, 6],
] as const;

/** The last day of the month, so many months before that of the day. */
function lastDayOfMonth(day: string, before: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return new Date(Date.UTC(year, month - before, 0)).toISOString().slice(0, 10);
}

/** One report waits for the desk; another one was answered, which the reporter has still to see. */
async function reportDocuments({ staff, register }: Desk, people: readonly Person[]): Promise<void> {
  const reporter = staff.browser('privacy');
  const found: { patientId: string; documentId: string }[] = [];
  for (const person of people) {
    if (found.length === 2) break;
    if (person.flags.length > 0) continue;
    const patientId = register.patientId(person);
    const { documents } = await reporter.call<{
      documents: { id: string; patientId: string; enteredInError: unknown }[];
    }>('GET', `/patients/${patientId}/documents`);
    const document = documents.find(({ enteredInError }) => enteredInError === null);
    if (document !== undefined) found.push({ patientId: document.patientId, documentId: document.id });
  }
  const ids: string[] = [];
  for (const [index, document] of found.entries()) {
    const { id } = await reporter.call<{ id: string }>('POST', '/identity/corrections', {
      ...document,
      wrong: index === 0 ? 'date' : 'type',
      note: 'The date on the page is a day earlier (fictional).',
    });
    ids.push(id);
  }
  await staff.browser('coordinator').call('POST', `/identity/corrections/${ids[1]}/answer`, {
    ...{ outcome: 'stands', answer: 'The type is that of the page header (fictional).' },
  });
}

/** Somebody whom the ambulance brought; nobody asked for the name again. */
async function registerNameless(services: Services): Promise<void> {
  const facts: PatientFacts = {
    birthDate: '1999-11-30',
    sex: 'unknown',
    names: [{ use: 'legal', family: 'Unknown', given: ['Harbor'] }],
    identifiers: [],
    contacts: [{ kind: 'phone', value: '999-999-9999' }],
  };
  await services.acting.act({ actor: DEMO_ACTOR }, { verb: 'demonstration.register', permission: 'system' }, (act) =>
    registerPatient(act, { facts, facilityId: DEFAULT_FACILITY, origin: 'demo' }),
  );
}

async function name(coordinator: Browser, patientId: string, otherId: string): Promise<string> {
  const { id } = await coordinator.call<{ id: string }>('POST', '/identity/pairs', { patientId, otherId });
  return id;
}

async function registerElsewhere(services: Services, person: Person | undefined): Promise<string> {
  if (person === undefined) throw new Error('The demonstration has too few people.');
  return services.acting.act(
    { actor: DEMO_ACTOR },
    { verb: 'demonstration.register', permission: 'system' },
    async (act) => {
      const clinic = await addFacility(act, {
        name: 'Riverside Clinic (fictional)',
        ...{ country: 'US', state: 'OH', timeZone: 'America/New_York' },
      });
      const facts = { ...person.facts, identifiers: [] };
      const { id } = await registerPatient(act, { facts, facilityId: clinic.id, origin: 'demo' });
      return id;
    },
  );
}
