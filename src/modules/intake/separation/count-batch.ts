import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Batch } from './load-batch.ts';
import { keyOf } from './layout.ts';
import type { OwnSheet } from '../codes/derive-code-facts.ts';
import { countSheets, doubtTheCount, type Doubt, type Sheets } from './propose-separation.ts';

/** Below this a page is hard to read for a person too. */
const WEAK_SCORE = 0.3;

interface Row {
  item_id: string;
  number: number;
  own_sheet: string | null;
  blank: boolean;
  bin_reason: string | null;
  weak: boolean;
  unknown_codes: number;
  unknown_batch: boolean;
  open: boolean;
}

/** Sheets in against images out, over every page the batch ever had, and what still asks for a look. */
export async function countBatch(act: Act, batch: Batch): Promise<{ sheets: Sheets; doubts: Doubt[] }> {
  const { rows } = await sql<Row>`
    SELECT p.item_id, p.number, p.own_sheet, p.blank, place.bin_reason,
      ${WEAK} AND NOT EXISTS (SELECT FROM intake.best_scan b WHERE b.item_id = p.item_id AND b.number = p.number) AS weak,
      ${UNKNOWN_CODES} AS unknown_codes,
      i.unknown_batch IS NOT NULL AND p.number = 1 AS unknown_batch,
      NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL) AS open
    FROM intake.item i JOIN intake.page p ON p.item_id = i.id
    LEFT JOIN intake.part_page place ON place.item_id = p.item_id AND place.number = p.number
    WHERE i.batch_id = ${batch.id} ORDER BY i.received_at, i.id, p.number`.execute(act.tx);
  const pages = rows.map((row) => ({
    itemId: row.item_id,
    number: row.number,
    own: (row.own_sheet ?? undefined) as OwnSheet | undefined, // held by a CHECK
    blank: row.blank,
  }));
  const replaced = new Set(
    rows.flatMap((row) => (row.bin_reason === 'replaced' ? [keyOf({ itemId: row.item_id, number: row.number })] : [])),
  );
  const sheets = countSheets(pages, replaced, batch);
  const doubts: Doubt[] = doubtTheCount(sheets, batch);
  const waiting = new Set(rows.flatMap((row) => (row.open ? [row.item_id] : [])));
  for (const row of rows) {
    // The sheet lies in the bin; its file waits.
    if (row.unknown_batch && waiting.has(row.item_id))
      doubts.push({ code: 'unknown-batch', page: { itemId: row.item_id, number: row.number } });
    if (!row.open || row.bin_reason !== null) continue;
    const page = { itemId: row.item_id, number: row.number };
    if (row.weak) doubts.push({ code: 'weak-page', page });
    if (row.unknown_codes > 0) doubts.push({ code: 'unknown-code', page });
  }
  if (rows.length > 0 && rows.every((row) => row.bin_reason !== null)) doubts.push({ code: 'nothing-left' });
  return { sheets, doubts };
}

/** What reading thinks of a page. */
export const WEAK = sql<boolean>`coalesce(p.score, 1) < ${WEAK_SCORE}`;
const UNKNOWN_CODES = sql`p.unknown_codes`;
