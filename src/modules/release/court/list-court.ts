import { type BusinessCalendar, localDate } from '../../../../packages/rule-engine/index.ts';
import { printTable } from '../../../platform/print-table.ts';
import type { Act } from '../../../platform/act.ts';
import { type FacilityFacts, listFacilities } from '../../directory/index.ts';
import { nameOfPatients } from '../../patients/index.ts';
import { calendarOfPlace, deriveJurisdictions } from '../../regulations/index.ts';
import { inWords, sentence } from '../derive-cover.ts';
import { deadlinesOfMany } from './deadlines-of-many.ts';
import { type CourtNeed } from './words.ts';
import { deriveCourtDue, type CourtDue } from './derive-court-due.ts';
import { decideAttention, deriveNeeds } from './decide-court.ts';
import { factsOfProcess, frozenAmong, type ProcessRow } from './read-court.ts';
import { statesOf } from './states-of.ts';

const MOST_ROWS = 500;

export interface CourtCase {
  readonly requestId: string;
  readonly number: string;
  readonly patient: { readonly id: string; readonly name: string; readonly mrn: string | null } | null;
  readonly caption: string | null;
  readonly court: string | null;
  readonly caseNumber: string | null;
  readonly kind: string | null;
  readonly returnOn: string | null;
  readonly due: CourtDue | null;
  /** Set where the time to object is about to end. */
  readonly objectionUntil: string | null;
  readonly status: string;
  readonly next: string;
  readonly frozen: boolean;
  readonly needs: readonly CourtNeed[];
}

/**
 * The cases of the court desk that are not answered, the earliest day first; those on which nobody has recorded what was served
 * stand at the top. By index court_process_open_by_day, which answered ones are not in. Nobody is shown one about himself.
 */
export async function listCourt(act: Act): Promise<{ cases: CourtCase[]; more: boolean }> {
  const own = [...(act.actor.ownPatientIds ?? [])];
  const recorded = await act.tx
    .selectFrom('release.court_process as p')
    .innerJoin('release.request as r', 'r.id', 'p.request_id')
    .selectAll('p')
    .select(['r.number', 'r.patient_id'])
    .where('p.open', '=', true)
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('r.patient_id', 'is', null), is('r.patient_id', 'not in', own)])),
    )
    .orderBy('p.due_on')
    .orderBy('p.id')
    .limit(MOST_ROWS + 1)
    .execute();
  const unread = await act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.open_request as o', 'o.id', 'r.id')
    .select(['r.id', 'r.number', 'r.patient_id', 'r.facility_id'])
    .where('r.kind', '=', 'court')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('release.court_process as p').select('p.id').whereRef('p.request_id', '=', 'r.id'))),
    )
    .$if(own.length > 0, (query) =>
      query.where((is) => is.or([is('r.patient_id', 'is', null), is('r.patient_id', 'not in', own)])),
    )
    .orderBy('r.received_at')
    .limit(MOST_ROWS + 1)
    .execute();
  const found = [
    ...unread.map(({ id, ...row }) => ({ ...row, request_id: id, process: undefined })),
    ...recorded.map((row) => ({
      ...{ request_id: row.request_id, number: row.number, patient_id: row.patient_id, facility_id: row.facility_id },
      process: row as ProcessRow,
    })),
  ];
  const listed = found.slice(0, MOST_ROWS);
  const ids = listed.map((row) => row.request_id);
  const facilities = new Map((await listFacilities(act)).map((facility) => [facility.id, facility]));
  const todayOf = (facilityId: string) => localDate(act.now, facilities.get(facilityId)?.timeZone ?? 'UTC');
  const calendars = calendarsOf([...facilities.values()], act.now);
  const patients = await nameOfPatients(
    act,
    listed.flatMap((row) => (row.patient_id === null ? [] : [row.patient_id])),
  );
  const states = await statesOf(act, ids, (row) => todayOf(row.facility_id));
  const clocks = await deadlinesOfMany(act, ids);
  const frozen = await frozenAmong(act, ids);
  act.note({ count: listed.length, patientIds: [...patients.keys()].slice(0, 100) });
  const cases = listed.map(({ request_id: requestId, number, patient_id, facility_id, process }): CourtCase => {
    const state = states.get(requestId);
    const patient = patient_id === null ? undefined : patients.get(patient_id);
    const today = todayOf(facility_id);
    const returnOn = process?.return_on ?? null;
    const due = deriveCourtDue({ returnOn, clockOn: clocks.get(requestId) ?? null }, today, calendars.get(facility_id));
    const facts = process === undefined ? null : factsOfProcess(process);
    const basis = state?.basis ?? null;
    const attention = decideAttention(
      { process: facts, objections: [], basis, today, calendar: calendars.get(facility_id) },
      due,
    );
    return {
      requestId,
      number,
      patient: patient === undefined ? null : { id: patient.id, name: patient.name, mrn: patient.mrn },
      caption: process?.caption ?? null,
      court: process?.court ?? null,
      caseNumber: process?.case_number ?? null,
      kind: process?.kind ?? null,
      returnOn,
      due,
      objectionUntil: attention === 'window-ends' ? (facts?.objectionUntil ?? null) : null,
      status: state?.status ?? 'received',
      next: state?.next ?? 'nothing',
      frozen: frozen.has(requestId),
      needs: deriveNeeds(facts, basis),
    };
  });
  return { cases, more: found.length > MOST_ROWS };
}

/** Once for each facility, since a list has many cases of few. */
function calendarsOf(facilities: readonly FacilityFacts[], now: Date): ReadonlyMap<string, BusinessCalendar> {
  return new Map(
    facilities.flatMap((facility) => {
      const calendar = calendarOfPlace(deriveJurisdictions(facility), localDate(now, facility.timeZone));
      return calendar === undefined ? [] : [[facility.id, calendar] as const];
    }),
  );
}

/** As a table for a spreadsheet, in which no cell can be a formula. */
export function printCourt(cases: readonly CourtCase[]): Buffer {
  return printTable([
    [
      'request',
      'caption',
      'case number',
      'court',
      'kind',
      'kind in words',
      'return date',
      'due',
      'business days left',
      'state',
      'state in words',
      'stopped',
      'missing',
      'missing in words',
    ],
    ...cases.map((each) => [
      ...[each.number, each.caption ?? '', each.caseNumber ?? '', each.court ?? ''],
      ...inWords(each.kind ?? ''),
      ...[each.returnOn ?? '', each.due?.dueOn ?? '', each.due === null ? '' : String(each.due.daysLeft)],
      ...[...inWords(each.status), each.frozen ? 'yes' : 'no'],
      ...[each.needs.join('; '), each.needs.map(sentence).join('; ')],
    ]),
  ]);
}
