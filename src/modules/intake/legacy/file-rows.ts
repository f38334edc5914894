import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import { fileItem, prepareFilingBy } from '../file-item.ts';
import { type Item, loadItem } from '../load-item.ts';
import type { LegacyCandidate } from './match-patient.ts';
import type { LegacyMap } from './contract.ts';

const ROWS_OF_A_FILE = 5_000;
const ENGINE = 'chartkeeper-legacy-index 1';

interface WaitingRow {
  readonly runId: string;
  readonly number: number;
  readonly archive: string;
  readonly map: LegacyMap;
  readonly pages: readonly number[] | undefined;
  readonly reason: string | null;
  readonly candidates: readonly LegacyCandidate[];
  readonly patientId: string | null;
  readonly encounterId: string | null;
  readonly typeCode: string | null;
  readonly date: string | null;
  readonly title: string | null;
  readonly author: string | null;
  readonly originId: string;
}

/** In the transaction that ends the reading of an item: its rows of an index are settled next. */
export async function settleLegacyRowsOf(act: Act, itemId: string): Promise<void> {
  const row = await act.tx
    .selectFrom('intake.legacy_row')
    .select('number')
    .where('item_id', '=', itemId)
    .limit(1)
    .executeTakeFirst();
  if (row !== undefined) act.enqueue('intake.file-legacy', { itemId }, { key: `file-legacy-${itemId}` });
}

/**
 * A file of an archive was read: each row that means pages of it is filed through the same door as by hand, so a page that
 * names somebody else is not. What cannot be filed waits in the index queue with what the index says as proposals.
 */
export async function fileLegacyRows(context: JobContext, itemId: string): Promise<void> {
  const subject = { kind: 'item', id: itemId };
  const { item, failed, rows } = await context.act({ verb: 'intake.file-legacy', subject }, async (act) => ({
    item: await loadItem(act, itemId),
    failed: await hasFailed(act, itemId),
    rows: await waitingRows(act, itemId),
  }));
  if (item.readAt === null && !failed) return;
  for (const row of rows) {
    const queue = (reason: string) =>
      context.act({ verb: 'intake.file-legacy', subject }, (act) => queueRow(act, item, row, reason));
    if (item.readAt === null) await queue('file-unreadable');
    else if (row.reason !== null) await queue(row.reason);
    else {
      const refusal = await fileRow(context, item, row);
      if (refusal !== undefined) await queue(refusal);
    }
  }
}

async function fileRow(context: JobContext, item: Item, row: WaitingRow): Promise<string | undefined> {
  const { patientId, typeCode } = row;
  if (patientId === null || typeCode === null) return 'row-fault';
  const known = <T>(value: T | null): T | undefined => value ?? undefined;
  const filing = {
    itemId: item.id,
    pages: row.pages,
    patientId,
    typeCode,
    encounterId: known(row.encounterId),
    date: known(row.date),
    title: known(row.title),
    author: known(row.author),
    origin: { name: 'legacy', id: row.originId },
    isHistory: true,
    withoutVisit: row.map.withoutVisit === 'file',
  };
  try {
    const prepared = await prepareFilingBy(context.services, filing, context.act);
    await context.act({ verb: 'intake.file', subject: { kind: 'item', id: item.id, patientId } }, async (act) => {
      const { documentId } = await fileItem(act, filing, prepared);
      await settleRow(act, row, { outcome: 'filed', documentId, reason: null });
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem) || error.kind === 'fault' || error.kind === 'busy') throw error;
    return REASONS[error.code] ?? 'not-filed';
  }
}

/** What the door says, as the list of the import says it. */
const REASONS: Readonly<Record<string, string>> = {
  'intake/patient-mismatch': 'page-names-another',
  'intake/encounter-missing': 'no-visit-known',
  'intake/pages-settled': 'pages-taken',
  'intake/no-such-page': 'no-such-page',
  'worklist/taken': 'in-hands',
};

/** Pages that another row took, or that are not there, wait nowhere: such a row is refused, and nothing of it is lost. */
async function queueRow(act: Act, item: Item, row: WaitingRow, reason: string): Promise<void> {
  if (item.readAt !== null && !(await anyOpen(act, item, row)))
    return settleRow(act, row, { outcome: 'refused', documentId: null, reason });
  await proposeFromIndex(act, item, row);
  await settleRow(act, row, { outcome: 'queued', documentId: null, reason });
}

async function settleRow(
  act: Act,
  row: WaitingRow,
  to: { outcome: 'filed' | 'queued' | 'refused'; documentId: string | null; reason: string | null },
): Promise<void> {
  await act.tx
    .updateTable('intake.legacy_row')
    .set({ outcome: to.outcome, reason: to.reason, document_id: to.documentId, settled_at: act.now })
    .where('run_id', '=', row.runId)
    .where('number', '=', row.number)
    .where('outcome', '=', 'reading')
    .execute();
}

async function proposeFromIndex(act: Act, item: Item, row: WaitingRow): Promise<void> {
  const parts = await act.tx
    .selectFrom('intake.part_page')
    .select('part_id')
    .distinct()
    .where('item_id', '=', item.id)
    .where('part_id', 'is not', null)
    .$if(row.pages !== undefined, (query) => query.where('number', 'in', row.pages ?? []))
    .execute();
  const said = [
    ...row.candidates.map((each) => ({ field: 'patient', value: each.patientId, confidence: each.confidence })),
    ...(row.encounterId === null ? [] : [{ field: 'encounter', value: row.encounterId, confidence: SAID }]),
    ...(row.typeCode === null ? [] : [{ field: 'type', value: row.typeCode, confidence: SAID }]),
    ...(row.date === null ? [] : [{ field: 'date', value: row.date, confidence: SAID }]),
  ];
  const rows = parts.flatMap(({ part_id }) =>
    said.map((each) => ({
      id: newId(),
      item_id: item.id,
      part_id,
      facility_id: item.facilityId,
      labels: item.labels,
      ...each,
      evidence: JSON.stringify({ how: 'legacy index', more: { row: row.number } }),
      engine: ENGINE,
      proposed_at: act.now,
    })),
  );
  if (rows.length > 0) await act.tx.insertInto('intake.proposal').values(rows).execute();
}

/** Somebody wrote it down once: worth more than what is read on a page, not beyond doubt. */
const SAID = 0.9;

async function hasFailed(act: Act, itemId: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('intake.failure')
    .select('id')
    .where('item_id', '=', itemId)
    .where('retried_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function anyOpen(act: Act, item: Item, row: WaitingRow): Promise<boolean> {
  const settled = await act.tx
    .selectFrom('intake.outcome')
    .select('page_number')
    .where('item_id', '=', item.id)
    .where('reversed_at', 'is', null)
    .execute();
  const done = new Set(settled.map((each) => each.page_number));
  const wanted = row.pages ?? Array.from({ length: item.pages ?? 0 }, (_each, at) => at + 1);
  return wanted.some((page) => page <= (item.pages ?? 0) && !done.has(page));
}

async function waitingRows(act: Act, itemId: string): Promise<WaitingRow[]> {
  const rows = await act.tx
    .selectFrom('intake.legacy_row as row')
    .innerJoin('intake.legacy_run as run', 'run.id', 'row.run_id')
    .selectAll('row')
    .select('run.map')
    .where('row.item_id', '=', itemId)
    .where('row.outcome', '=', 'reading')
    .orderBy('row.recorded_at')
    .orderBy('row.number')
    .limit(ROWS_OF_A_FILE)
    .execute();
  return rows.map((row) => ({
    runId: row.run_id,
    number: row.number,
    archive: row.archive,
    map: row.map as unknown as LegacyMap, // we wrote it, checked by its schema
    pages:
      row.first_page === null || row.last_page === null
        ? undefined
        : Array.from({ length: row.last_page - row.first_page + 1 }, (_each, at) => (row.first_page ?? 1) + at),
    reason: row.reason,
    candidates: row.candidates as unknown as LegacyCandidate[], // we wrote it
    patientId: row.matched_patient_id,
    encounterId: row.encounter_id,
    typeCode: row.type_code,
    date: row.dated_on,
    title: row.title,
    author: row.author,
    originId: `${row.archive}/${row.original_id ?? `${row.path ?? ''}${row.first_page === null ? '' : `#${row.first_page}-${row.last_page ?? ''}`}`}`,
  }));
}
