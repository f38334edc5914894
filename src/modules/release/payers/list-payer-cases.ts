import type { Act } from '../../../platform/act.ts';
import { printTable } from '../../../platform/print-table.ts';
import { inWords } from '../derive-cover.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { listFacilities } from '../../directory/index.ts';
import type { PayerState } from './kinds.ts';

const MOST_ROWS = 500;
const MOST_EXPORTED = 20_000;

export interface PayerCaseAsked {
  readonly destinationId?: string | undefined;
  readonly state?: PayerState | undefined;
  readonly due?: 'all' | 'soon' | 'late' | undefined;
  readonly all?: boolean;
}

const SOON_DAYS = 7;
const DAY_MS = 86_400_000;

/** Cases that are handed in to payers and agencies, the nearest day first. Nobody is shown one about himself. */
export async function listPayerCases(act: Act, asked: PayerCaseAsked) {
  const limit = asked.all === true ? MOST_EXPORTED : MOST_ROWS;
  const own = [...(act.actor.ownPatientIds ?? [])];
  const horizon = new Date(act.now.getTime() + (asked.due === 'late' ? 0 : SOON_DAYS) * DAY_MS)
    .toISOString()
    .slice(0, 10);
  const rows = await act.tx
    .selectFrom('release.payer_case as c')
    .innerJoin('release.request as r', 'r.id', 'c.request_id')
    .innerJoin('release.destination as d', 'd.id', 'c.destination_id')
    .select(['c.request_id', 'r.number', 'd.name as destination', 'd.kind', 'c.case_number', 'c.claim_number'])
    .select(['c.state', 'c.due_on', 'c.facility_id', 'r.patient_id', 'r.received_at'])
    .$if(asked.destinationId !== undefined, (query) => query.where('c.destination_id', '=', asked.destinationId ?? ''))
    .$if(asked.state !== undefined, (query) => query.where('c.state', '=', asked.state ?? 'preparing'))
    .$if(asked.due === 'soon' || asked.due === 'late', (query) => query.where('c.due_on', '<=', horizon))
    .$if(own.length > 0, (query) =>
      query.where((eb) => eb.or([eb('r.patient_id', 'is', null), eb('r.patient_id', 'not in', own)])),
    )
    .orderBy('c.due_on')
    .orderBy('c.request_id')
    .limit(limit + 1)
    .execute();
  const zones = new Map((await listFacilities(act)).map((facility) => [facility.id, facility.timeZone]));
  const listed = rows.slice(0, limit).map((row) => {
    const today = localDate(act.now, zones.get(row.facility_id) ?? 'UTC');
    return {
      requestId: row.request_id,
      number: row.number,
      destination: row.destination,
      kind: row.kind,
      caseNumber: row.case_number,
      claimNumber: row.claim_number,
      state: row.state,
      dueOn: row.due_on,
      late: row.due_on !== null && row.due_on < today,
      receivedAt: row.received_at,
    };
  });
  const cases = asked.due === 'late' ? listed.filter(({ late }) => late) : listed;
  const patientIds = rows.flatMap(({ patient_id: id }) => (id === null ? [] : [id]));
  act.note({ count: cases.length, patientIds: [...new Set(patientIds)].slice(0, 100) });
  return { cases, more: rows.length > limit };
}

/** As a table for a spreadsheet, in which no cell can be a formula. */
export function printPayerCases({ cases }: Awaited<ReturnType<typeof listPayerCases>>): Buffer {
  return printTable([
    [
      'request',
      'destination',
      'kind',
      'kind in words',
      'case number',
      'claim number',
      'state',
      'state in words',
      'due',
      'late',
    ],
    ...cases.map((each) => [
      ...[each.number, each.destination, ...inWords(each.kind), each.caseNumber ?? '', each.claimNumber ?? ''],
      ...[...inWords(each.state), each.dueOn ?? '', each.late ? 'yes' : ''],
    ]),
  ]);
}
