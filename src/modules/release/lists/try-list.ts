import type { Act } from '../../../platform/act.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { destinationMustTake } from '../payers/load-destination.ts';
import { matchRow } from '../payers/match-row.ts';
import { problems } from '../problems.ts';
import type { ListSettings } from './contract.ts';
import { columnsMustSay, judgeRow, type JudgedRow, loadList, type LoadedList } from './load-list.ts';

const SHOWN = 500;
const MATCHED_AT_ONCE = 200;

/**
 * What would become of each row, in the order of doubt. Nothing is opened and nothing kept.
 * @throws release/list-not-found, release/list-columns, release/received-in-future
 */
export async function tryList(act: Act, input: { listId: string; settings: ListSettings }) {
  const list = await loadList(act, input.listId);
  settingsMustHold(act, list, input.settings);
  await destinationMustTake(act, input.settings.destinationId);
  const rows = await rowsOf(act, list.id);
  const judged = rows.map((row) => judgeRow(list, input.settings, row));
  const opened = await openedBefore(act, judged);
  const unmatched = await unmatchedAmong(act, list, input.settings, judged);
  const seen = new Set<string>();
  const outcomes = judged.map((row) => {
    const isAgain = opened.has(row.origin) || seen.has(row.origin);
    if (row.reasons.length === 0) seen.add(row.origin);
    const before = opened.get(row.origin);
    const unfit = unmatched.get(row.number);
    return {
      number: row.number,
      patient: row.patient,
      outcome: row.reasons.length > 0 ? 'refused' : isAgain ? 'known' : unfit === undefined ? 'created' : unfit.outcome,
      reasons: [...row.reasons, ...(isAgain ? [] : (unfit?.reasons ?? []))],
      requestId: before?.id ?? null,
      requestNumber: before?.number ?? null,
    };
  });
  const count = (outcome: string) => outcomes.filter((row) => row.outcome === outcome).length;
  act.note({ count: rows.length, detail: { dry: true } });
  return {
    counts: {
      ...{ rows: rows.length, waiting: count('waiting') },
      ...{ created: count('created'), known: count('known'), refused: count('refused') },
    },
    outcomes: inDoubtFirst(outcomes).slice(0, SHOWN),
  };
}

/** Of a payer's list, as far as one look goes: the run matches all of them. */
async function unmatchedAmong(act: Act, list: LoadedList, settings: ListSettings, rows: readonly JudgedRow[]) {
  const found = new Map<number, { outcome: 'refused' | 'waiting'; reasons: string[] }>();
  if (settings.destinationId === undefined) return found;
  const good = rows.filter(({ reasons }) => reasons.length === 0);
  for (const row of good.slice(0, MATCHED_AT_ONCE)) {
    const match = await matchRow(act, row, list.facility.timeZone);
    if (match.patientId === null) found.set(row.number, { outcome: 'refused', reasons: [match.reason] });
  }
  for (const { number } of good.slice(MATCHED_AT_ONCE)) found.set(number, { outcome: 'waiting', reasons: [] });
  return found;
}

const RANK = ['refused', 'waiting', 'known', 'created'];
export function inDoubtFirst<T extends { outcome: string; number: number }>(rows: readonly T[]): T[] {
  return [...rows].sort((a, b) => RANK.indexOf(a.outcome) - RANK.indexOf(b.outcome) || a.number - b.number);
}

/** @throws release/list-columns, release/received-in-future */
export function settingsMustHold(act: Act, list: LoadedList, settings: ListSettings): void {
  columnsMustSay(settings, list.headings);
  const receivedAt = new Date(settings.receivedAt);
  if (receivedAt > act.now)
    throw problems.receivedInFuture({
      detail: `Nothing was started. Check the receipt stamp: ${localDate(receivedAt, list.facility.timeZone)} has not come yet.`,
      at: 'receivedAt',
    });
}

async function rowsOf(act: Act, listId: string) {
  return act.tx
    .selectFrom('release.request_list_row')
    .select(['number', 'cells'])
    .where('list_id', '=', listId)
    .orderBy('number')
    .execute();
}

async function openedBefore(act: Act, rows: readonly JudgedRow[]) {
  const found = await act.tx
    .selectFrom('release.request')
    .select(['id', 'number', 'origin_id'])
    .where('origin', '=', 'list')
    .where('origin_id', 'in', [...new Set(rows.map(({ origin }) => origin))])
    .execute();
  return new Map(found.map((row) => [row.origin_id ?? '', { id: row.id, number: row.number }]));
}
