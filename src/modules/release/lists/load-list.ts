import { createHash } from 'node:crypto';
import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { facilityById, type FacilityFacts } from '../../directory/index.ts';
import type { ListSettings } from './contract.ts';
import { evaluateListRow, type ListRow, requesterKeyOf, rowIdentity } from './evaluate-list-row.ts';
import { listProblems } from './problems.ts';

export interface LoadedList {
  readonly id: string;
  readonly fileName: string;
  readonly facility: FacilityFacts;
  readonly headings: readonly string[];
  readonly rows: number;
  readonly settings: ListSettings | null;
  readonly startedAt: Date | null;
  readonly startedBy: string | null;
  readonly finishedAt: Date | null;
  readonly at: Date;
  readonly by: string;
  /** The day it is now at the facility. */
  readonly today: string;
}

/** @throws release/list-not-found */
export async function loadList(act: Act, id: string, lock = false): Promise<LoadedList> {
  const row = await act.tx
    .selectFrom('release.request_list')
    .selectAll()
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw listProblems.listNotFound({ detail: 'Nothing was changed. Reload the lists.' });
  const facility = await facilityById(act, row.facility_id);
  act.note({ subjectIds: [id] });
  return {
    id,
    fileName: row.file_name,
    facility,
    headings: row.headings,
    rows: row.rows,
    settings: row.settings as unknown as ListSettings | null, // checked when it was saved
    startedAt: row.started_at,
    startedBy: row.started_by,
    finishedAt: row.finished_at,
    at: row.recorded_at,
    by: row.recorded_by,
    today: localDate(act.now, facility.timeZone),
  };
}

export interface JudgedRow extends ListRow {
  readonly number: number;
  /** The origin of its case: one for each row of each requester, in whatever file it comes. */
  readonly origin: string;
}

export function judgeRow(
  list: LoadedList,
  settings: ListSettings,
  row: { number: number; cells: readonly string[] },
): JudgedRow {
  const judged = evaluateListRow(row.cells, list.headings, settings, list.today);
  const identity = `${list.facility.id} ${rowIdentity(judged, requesterKeyOf(settings))}`;
  return { ...judged, number: row.number, origin: createHash('sha256').update(identity).digest('hex') };
}

/** @throws release/list-columns */
export function columnsMustSay({ columns }: ListSettings, headings: readonly string[]): void {
  const refuse = (detail: string, at: string) => {
    throw listProblems.listColumns({ detail: `Nothing was started. ${detail}`, at });
  };
  if (columns.name === undefined && columns.family === undefined)
    refuse('Say which column holds the name of the patient.', 'columns.name');
  if (columns.birthDate === undefined && columns.mrn === undefined && columns.otherNumber === undefined)
    refuse('Say which column holds the birth date or a number of the patient.', 'columns.birthDate');
  const strange = Object.values(columns).find((heading) => !headings.includes(heading));
  if (strange !== undefined) refuse('One of the columns is not in this list. Choose the columns again.', 'columns');
}

export interface ListCounts {
  readonly rows: number;
  readonly created: number;
  readonly known: number;
  readonly refused: number;
  readonly waiting: number;
}

/** Counted from the rows themselves: of one list, never of all. */
export async function countRows(act: Act, listId: string): Promise<ListCounts> {
  const rows = await act.tx
    .selectFrom('release.request_list_row')
    .select(['outcome', (count) => count.fn.countAll<number>().as('n')])
    .where('list_id', '=', listId)
    .groupBy('outcome')
    .execute();
  const of = (outcome: string | null) => Number(rows.find((row) => row.outcome === outcome)?.n ?? 0);
  const counts = { created: of('created'), known: of('known'), refused: of('refused'), waiting: of(null) };
  return { rows: counts.created + counts.known + counts.refused + counts.waiting, ...counts };
}
