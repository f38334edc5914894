import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import type { RowMatch } from '../payers/evaluate-row-match.ts';
import { matchRow } from '../payers/match-row.ts';
import { destinationMustTake } from '../payers/load-destination.ts';
import { writeMatch } from '../payers/write-match.ts';
import { openPayerCase } from '../payers/open-payer-case.ts';
import { receiveRequest } from '../receive-request.ts';
import type { ListSettings } from './contract.ts';
import { requesterKeyOf, type RowReason } from './evaluate-list-row.ts';
import { countRows, judgeRow, type JudgedRow, loadList, type LoadedList } from './load-list.ts';
import { listProblems } from './problems.ts';
import { settingsMustHold } from './try-list.ts';

/** Rows of one job: then it stands in the line again, behind others. */
const ROWS_A_JOB = 100;

/**
 * Begins to open a case for each good row. Refused rows are tried anew; what has its case keeps it. The columns are kept for
 * the next list of this requester.
 * @throws release/list-not-found, release/list-columns, release/list-under-way, release/received-in-future
 */
export async function startList(act: Act, input: { listId: string; settings: ListSettings }): Promise<{ id: string }> {
  const list = await loadList(act, input.listId, true);
  if (list.startedAt !== null && list.finishedAt === null)
    throw listProblems.listUnderWay({ detail: 'Nothing was started. Wait until every row has its outcome.' });
  settingsMustHold(act, list, input.settings);
  await destinationMustTake(act, input.settings.destinationId);
  const settings = JSON.stringify(input.settings);
  await act.tx
    .updateTable('release.request_list')
    .set({ settings, started_at: act.now, started_by: act.actor.id, finished_at: null })
    .where('id', '=', list.id)
    .execute();
  await act.tx
    .updateTable('release.request_list_row')
    .set({ outcome: null, reasons: [], decided_at: null })
    .where('list_id', '=', list.id)
    .where('outcome', '=', 'refused')
    .execute();
  const kept = { settings, recorded_at: act.now, recorded_by: act.actor.id };
  await act.tx
    .insertInto('release.request_list_map')
    .values({ facility_id: list.facility.id, requester_key: requesterKeyOf(input.settings), ...kept })
    .onConflict((conflict) => conflict.columns(['facility_id', 'requester_key']).doUpdateSet(kept))
    .execute();
  act.enqueue(
    'release.run-list',
    { listId: list.id },
    { key: `list-${list.id}-${act.now.getTime()}`, maxAttempts: 12 },
  );
  act.note({ count: list.rows });
  return { id: list.id };
}

/**
 * The job: each row is one transaction, its case with its outcome, so that a poisonous one is refused alone and a killed run
 * goes on where it was. What can pass by itself (database, a stop) is thrown and the job comes again.
 */
export async function runList(context: JobContext, listId: string): Promise<void> {
  const subject = { kind: 'request-list', id: listId };
  const acting = <T>(fn: (act: Act) => Promise<T>) => context.act({ verb: 'release.receive-from-list', subject }, fn);
  const { list, rows } = await acting(async (act) => ({
    list: await loadList(act, listId),
    rows: await undecided(act, listId),
  }));
  const { settings } = list;
  if (settings === null || list.finishedAt !== null) return;
  for (const row of rows.slice(0, ROWS_A_JOB)) await takeRow(acting, list, settings, row);
  await acting(async (act) => {
    const { created, known, refused } = await countRows(act, listId);
    await act.tx
      .updateTable('release.request_list')
      .set({ created, known, refused })
      .where('id', '=', listId)
      .execute();
    if (rows.length > ROWS_A_JOB) {
      act.enqueue(
        'release.run-list',
        { listId },
        {
          key: `list-${listId}-after-${rows[ROWS_A_JOB - 1]?.number ?? 0}-${list.startedAt?.getTime() ?? 0}`,
          maxAttempts: 12,
        },
      );
      return;
    }
    await act.tx
      .updateTable('release.request_list')
      .set({ finished_at: act.now })
      .where('id', '=', listId)
      .where('finished_at', 'is', null)
      .execute();
    act.emit('release.list-finished', { listId });
  });
}

type Acting = <T>(fn: (act: Act) => Promise<T>) => Promise<T>;
interface StoredRow {
  readonly number: number;
  readonly cells: readonly string[];
}

async function takeRow(acting: Acting, list: LoadedList, settings: ListSettings, row: StoredRow): Promise<void> {
  try {
    await acting(async (act) => {
      const judged = judgeRow(list, settings, row);
      if (judged.reasons.length > 0)
        return write(act, list, row.number, { outcome: 'refused', reasons: judged.reasons });
      // Before anything is opened: whose row nobody can tell gets no case.
      const match =
        settings.destinationId === undefined ? undefined : await matchRow(act, judged, list.facility.timeZone);
      if (match?.patientId === null)
        return write(act, list, row.number, { outcome: 'refused', reasons: [match.reason] });
      const opened = await receiveRequest(act, requestOf(list, settings, judged));
      if (opened.known !== true) await openPayerCase(act, opened.id, settings.destinationId, judged.reference);
      return write(act, list, row.number, {
        outcome: opened.known === true ? 'known' : 'created',
        reasons: [],
        requestId: opened.id,
        match,
      });
    });
  } catch (error) {
    if (!isOfTheRow(error)) throw error;
    await acting((act) => write(act, list, row.number, { outcome: 'refused', reasons: ['row-fault'] }));
  }
}

function requestOf(list: LoadedList, settings: ListSettings, row: JudgedRow) {
  const { requester, purpose, purposeWords, copyForm } = settings;
  return {
    receivedAt: new Date(settings.receivedAt),
    receivedVia: settings.receivedVia,
    facilityId: list.facility.id,
    origin: 'list',
    originId: row.origin,
    description: {
      requester: { ...requester, reference: row.reference },
      ...{ purpose, purposeWords, copyForm },
      ...{ askedFor: row.askedFor, askedFrom: row.from, askedTo: row.to, patientAsWritten: row.patient },
    },
  };
}

async function write(
  act: Act,
  list: LoadedList,
  number: number,
  found: {
    outcome: 'created' | 'known' | 'refused';
    reasons: readonly RowReason[];
    requestId?: string;
    match?: RowMatch | undefined;
  },
): Promise<void> {
  await act.tx
    .updateTable('release.request_list_row')
    .set({
      outcome: found.outcome,
      reasons: [...found.reasons],
      request_id: found.requestId ?? null,
      decided_at: act.now,
    })
    .where('list_id', '=', list.id)
    .where('number', '=', number)
    .execute();
  if (found.match !== undefined && found.requestId !== undefined)
    await writeMatch(act, list, { number, requestId: found.requestId, match: found.match });
  act.note({ detail: { row: number, outcome: found.outcome } });
}

async function undecided(act: Act, listId: string): Promise<StoredRow[]> {
  return act.tx
    .selectFrom('release.request_list_row')
    .select(['number', 'cells'])
    .where('list_id', '=', listId)
    .where('outcome', 'is', null)
    .orderBy('number')
    .limit(ROWS_A_JOB + 1)
    .execute();
}

/** Data that PostgreSQL refuses (class 22, 23), or that a use case refuses. */
function isOfTheRow(error: unknown): boolean {
  if (error instanceof Problem)
    return error.kind === 'invalid' || error.kind === 'refused' || error.kind === 'not-found';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^2[23]\d{3}$/.test(code) || error instanceof RangeError;
}
