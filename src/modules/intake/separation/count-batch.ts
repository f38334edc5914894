import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { OwnSheet } from '../codes/derive-code-facts.ts';
import { PART_QUEUES } from '../settle-pages.ts';
import { countSheets, deriveDoubts, type Doubt, type Sheets } from './derive-doubts.ts';
import type { Batch } from './load-batch.ts';

/** Below this a page is hard to read for a person too. */
const WEAK_SCORE = 0.3;
export const WEAK = sql<boolean>`coalesce(p.score, 1) < ${WEAK_SCORE}`;

interface Row {
  item_id: string;
  number: number;
  own_sheet: string | null;
  blank: boolean;
  bin_reason: string | null;
  weak: boolean;
  unknown_codes: number;
  unknown_batch: boolean;
  guessed: boolean;
  open: boolean;
}

/** Sheets in against images out, over every page the batch ever had, and what still asks for a look. */
export async function countBatch(act: Act, batch: Batch): Promise<{ sheets: Sheets; doubts: Doubt[] }> {
  const { rows } = await sql<Row>`
    SELECT p.item_id, p.number, p.own_sheet, p.blank, place.bin_reason, p.unknown_codes,
      ${WEAK} AND NOT EXISTS (SELECT FROM intake.best_scan b WHERE b.item_id = p.item_id AND b.number = p.number) AS weak,
      i.unknown_batch IS NOT NULL AND p.number = 1 AS unknown_batch,
      coalesce(place.position = 1 AND part.cut_by IN ('patient', 'heading') AND NOT EXISTS (
        SELECT FROM worklist.item w WHERE w.kind = ANY(${[...PART_QUEUES]}::text[]) AND w.subject_id = part.id AND w.closed_at IS NULL), false) AS guessed,
      NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL) AS open
    FROM intake.item i JOIN intake.page p ON p.item_id = i.id
    LEFT JOIN intake.part_page place ON place.item_id = p.item_id AND place.number = p.number
    LEFT JOIN intake.part part ON part.id = place.part_id
    WHERE i.batch_id = ${batch.id} ORDER BY i.received_at, i.id, p.number`.execute(act.tx);
  const pages = rows.map((row) => ({
    itemId: row.item_id,
    number: row.number,
    own: (row.own_sheet ?? undefined) as OwnSheet | undefined, // held by a CHECK
    blank: row.blank,
    binned: row.bin_reason !== null,
    replaced: row.bin_reason === 'replaced',
    open: row.open,
    guessed: row.guessed,
    weak: row.weak,
    unknownCodes: row.unknown_codes,
    unknownBatch: row.unknown_batch,
  }));
  const counted = { ...batch, prepared: batch.preparedAt !== null };
  const sheets = countSheets(pages, counted);
  return { sheets, doubts: deriveDoubts(pages, sheets, counted) };
}
