import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { problems } from '../problems.ts';
import type { BinReason, Cutter, Layout, LaidPage, LaidPart, Turn } from './layout.ts';

export interface Batch {
  readonly id: string;
  readonly number: number;
  readonly facilityId: string;
  readonly labels: string;
  readonly name: string | null;
  readonly box: string | null;
  readonly volume: string | null;
  readonly sides: 'simplex' | 'duplex' | null;
  readonly expectedSheets: number | null;
  readonly note: string | null;
  readonly preparedAt: Date | null;
  readonly revision: number;
}

/** @throws intake/batch-not-found */
export async function loadBatch(act: Act, id: string, options: { lock?: boolean } = {}): Promise<Batch> {
  const row = await act.tx
    .selectFrom('intake.batch')
    .selectAll()
    .where('id', '=', id)
    .$if(options.lock === true, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined)
    throw problems.batchNotFound({
      detail: 'Nothing was changed. Go back to the intake monitor; the batch may be at another facility.',
    });
  return {
    id: row.id,
    number: Number(row.number),
    facilityId: row.facility_id,
    labels: row.labels,
    name: row.name,
    box: row.box,
    volume: row.volume,
    sides: row.sides as Batch['sides'], // held by a CHECK
    expectedSheets: row.expected_sheets,
    note: row.note,
    preparedAt: row.prepared_at,
    revision: row.revision,
  };
}

interface PageRow {
  item_id: string;
  number: number;
  part_id: string | null;
  bin_reason: string | null;
  turn: number;
  part: {
    id: string;
    cut_by: string;
    cover_item_id: string | null;
    cover_number: number | null;
  } | null;
}

/** How the open pages of the batch are cut now: those without an outcome. */
export async function loadLayout(act: Act, batchId: string): Promise<Layout> {
  const { rows } = await sql<PageRow>`
    SELECT p.item_id, p.number, p.part_id, p.bin_reason, p.turn,
      CASE WHEN part.id IS NOT NULL THEN jsonb_build_object('id', part.id, 'cut_by', part.cut_by, 'cover_item_id', part.cover_item_id, 'cover_number', part.cover_number) END AS part
    FROM intake.item i JOIN intake.part_page p ON p.item_id = i.id LEFT JOIN intake.part part ON part.id = p.part_id
    WHERE i.batch_id = ${batchId}
      AND NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL)
    ORDER BY part.position NULLS LAST, part.id, p.position, i.received_at, i.id, p.number`.execute(act.tx);
  const parts = new Map<string, LaidPart & { pages: LaidPage[] }>();
  const bin: (LaidPage & { reason: BinReason })[] = [];
  for (const row of rows) {
    const page = { itemId: row.item_id, number: row.number, turn: row.turn as Turn }; // held by a CHECK
    if (row.part === null) {
      bin.push({ ...page, reason: (row.bin_reason ?? 'other') as BinReason }); // held by a CHECK
      continue;
    }
    const { id, cut_by, cover_item_id, cover_number } = row.part;
    const cover =
      cover_item_id === null || cover_number === null ? undefined : { itemId: cover_item_id, number: cover_number };
    const part = parts.get(id) ?? { id, cutBy: cut_by as Cutter, cover, pages: [] }; // held by a CHECK
    part.pages.push(page);
    parts.set(id, part);
  }
  return { parts: [...parts.values()], bin };
}
