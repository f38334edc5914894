import type { Act } from '../../../platform/act.ts';
import { isId } from '../../../platform/ids.ts';
import { printTable } from '../../../platform/print-table.ts';
import { printWorkbook } from '../../../platform/print-workbook.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import type { ListSettings } from './contract.ts';
import { countRows, judgeRow, loadList, type LoadedList } from './load-list.ts';
import { proposeListColumns } from './propose-list-columns.ts';
import { inDoubtFirst } from './try-list.ts';

const SHOWN = 500;
const SAMPLES = 3;
const MOST_SAMPLE = 80;
const MOST_LISTS = 100;
const MOST_MAPS = 200;

/** Lists, the newest first. */
export async function listLists(act: Act) {
  const rows = await act.tx
    .selectFrom('release.request_list')
    .select(['id', 'file_name', 'settings', 'started_at', 'finished_at', 'recorded_at', 'recorded_by'])
    .select(['rows', 'created', 'known', 'refused'])
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTS)
    .execute();
  act.note({ count: rows.length });
  return {
    lists: rows.map(({ created, known, refused, ...row }) => ({
      id: row.id,
      fileName: row.file_name,
      requester: requesterOf(row.settings as unknown as ListSettings | null), // checked when it was saved
      counts: { rows: row.rows, created, known, refused, waiting: row.rows - created - known - refused },
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      at: row.recorded_at,
      by: row.recorded_by,
    })),
    people: Object.fromEntries(await namesOfPeople(act, [...new Set(rows.map((row) => row.recorded_by))].filter(isId))),
  };
}

function requesterOf(settings: ListSettings | null): string | null {
  return settings === null ? null : (settings.requester.organisation ?? settings.requester.name);
}

/** One list: its columns with samples, what they probably mean, what became of its rows. */
export async function openList(act: Act, id: string) {
  const list = await loadList(act, id);
  const outcomes = await outcomesOf(act, list);
  const maps = await act.tx
    .selectFrom('release.request_list_map')
    .select('settings')
    .where('facility_id', '=', list.facility.id)
    .orderBy('requester_key')
    .limit(MOST_MAPS)
    .execute();
  act.note({ count: outcomes.length });
  return {
    id,
    fileName: list.fileName,
    requester: requesterOf(list.settings),
    counts: await countRows(act, id),
    startedAt: list.startedAt,
    finishedAt: list.finishedAt,
    at: list.at,
    by: list.by,
    columns: await columnsOf(act, list),
    guess: proposeListColumns(list.headings),
    settings: list.settings,
    known: maps.map((row) => {
      const settings = row.settings as unknown as ListSettings; // checked when it was saved
      return { requester: requesterOf(settings) ?? '', settings };
    }),
    outcomes: list.startedAt === null ? [] : inDoubtFirst(outcomes).slice(0, SHOWN),
    people: Object.fromEntries(await namesOfPeople(act, [list.by].filter(isId))),
  };
}

async function columnsOf(act: Act, list: LoadedList) {
  const rows = await act.tx
    .selectFrom('release.request_list_row')
    .select('cells')
    .where('list_id', '=', list.id)
    .orderBy('number')
    .limit(SAMPLES * 10)
    .execute();
  return list.headings.flatMap((heading, at) => {
    if (heading === '') return [];
    const samples = new Set(
      rows.map(({ cells }) => (cells[at] ?? '').slice(0, MOST_SAMPLE)).filter((cell) => cell !== ''),
    );
    return [{ heading, samples: [...samples].slice(0, SAMPLES) }];
  });
}

async function outcomesOf(act: Act, list: LoadedList) {
  const rows = await act.tx
    .selectFrom('release.request_list_row as l')
    .leftJoin('release.request as r', 'r.id', 'l.request_id')
    .select(['l.number', 'l.cells', 'l.outcome', 'l.reasons', 'l.request_id', 'r.number as request_number'])
    .where('l.list_id', '=', list.id)
    .orderBy('l.number')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    patient: list.settings === null ? '' : judgeRow(list, list.settings, row).patient,
    outcome: row.outcome ?? 'waiting',
    reasons: row.reasons,
    requestId: row.request_id,
    requestNumber: row.request_number,
  }));
}

/** In one word what the payer is answered of a row; empty where the list was not matched. */
function matchOf({
  matched_on: matched,
  reasons,
}: {
  matched_on: readonly string[] | null;
  reasons: readonly string[];
}): string {
  if (matched !== null) return 'matched';
  const reason = reasons.find((each) => each.startsWith('match-'));
  if (reason === undefined) return '';
  return reason === 'match-differs' ? 'ambiguous' : reason.replace('match-', '');
}

const MATCHES = ['matched', 'ambiguous', 'not-found', 'no-service'] as const;

/** What became of each row beside what it said, as a table; no cell of it can be a formula. */
export async function printOutcomes(act: Act, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const { heading, rows, named } = await answersOf(act, id);
  return { fileName: named('csv'), bytes: printTable([heading, ...rows.map(({ cells }) => cells)]) };
}

/** The same as a workbook; of a list that was matched, what is answered of each kind stands on a sheet of its own too. */
export async function printAnswers(act: Act, id: string): Promise<{ fileName: string; bytes: Buffer }> {
  const { heading, rows, named } = await answersOf(act, id);
  const kinds = MATCHES.flatMap((match) => {
    const lines = rows.filter((row) => row.match === match).map(({ cells }) => cells);
    return lines.length === 0 ? [] : [{ name: match.replace('-', ' '), lines: [heading, ...lines] }];
  });
  const all = { name: 'all rows', lines: [heading, ...rows.map(({ cells }) => cells)] };
  return { fileName: named('xlsx'), bytes: printWorkbook([all, ...kinds]) };
}

async function answersOf(act: Act, id: string) {
  const list = await loadList(act, id);
  const rows = await act.tx
    .selectFrom('release.request_list_row as l')
    .leftJoin('release.request as r', 'r.id', 'l.request_id')
    .select(['l.number', 'l.cells', 'l.outcome', 'l.reasons', 'r.number as request_number'])
    .leftJoin('release.row_match as m', (join) =>
      join.onRef('m.list_id', '=', 'l.list_id').onRef('m.number', '=', 'l.number'),
    )
    .select('m.matched_on')
    .where('l.list_id', '=', list.id)
    .orderBy('l.number')
    .execute();
  act.note({ count: rows.length });
  const stem = `${list.fileName.replace(/\.\w{1,5}$/, '')}-outcomes`.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  return {
    named: (ending: 'csv' | 'xlsx') => `${stem}.${ending}`,
    heading: ['row', 'outcome', 'match', 'matched on', 'case', 'reasons', ...list.headings],
    rows: rows.map((row) => ({
      match: matchOf(row),
      cells: [
        String(row.number),
        row.outcome ?? 'waiting',
        matchOf(row),
        (row.matched_on ?? []).join(' '),
        row.request_number ?? '',
        row.reasons.join(' '),
        ...row.cells,
      ],
    })),
  };
}
