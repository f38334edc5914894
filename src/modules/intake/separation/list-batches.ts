import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

const PAGE = 100;

export interface BatchRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly box: string | null;
  readonly volume: string | null;
  readonly sides: string | null;
  readonly expectedSheets: number | null;
  readonly preparedAt: string;
  readonly images: number;
  readonly openPages: number;
  readonly waits: boolean;
}

/** Prepared batches, newest first. */
export async function listBatches(
  act: Act,
  input: { before?: { at: string; id: string } | undefined } = {},
): Promise<{ batches: BatchRow[]; more: boolean }> {
  const before =
    input.before === undefined
      ? sql``
      : sql`AND (b.prepared_at, b.id) < (${input.before.at}::timestamptz, ${input.before.id}::uuid)`;
  const { rows } = await sql<{
    id: string;
    number: string;
    name: string;
    box: string | null;
    volume: string | null;
    sides: string | null;
    expected_sheets: number | null;
    prepared_at: Date;
    images: number;
    settled: number;
    waits: boolean;
  }>`
    SELECT b.id, b.number, b.name, b.box, b.volume, b.sides, b.expected_sheets, b.prepared_at, f.images, f.settled,
      EXISTS (SELECT FROM worklist.item w WHERE w.kind = 'intake.to-separate' AND w.subject_id = b.id AND w.closed_at IS NULL) AS waits
    FROM intake.batch b
    CROSS JOIN LATERAL (SELECT coalesce(sum(i.pages), 0)::int AS images,
        coalesce(sum((SELECT count(*) FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NULL)), 0)::int AS settled
      FROM intake.item i WHERE i.batch_id = b.id) f
    WHERE b.prepared_at IS NOT NULL ${before}
    ORDER BY b.prepared_at DESC, b.id DESC LIMIT ${PAGE + 1}`.execute(act.tx);
  act.note({ count: Math.min(rows.length, PAGE) });
  return {
    batches: rows.slice(0, PAGE).map((row) => ({
      id: row.id,
      number: Number(row.number),
      name: row.name,
      box: row.box,
      volume: row.volume,
      sides: row.sides,
      expectedSheets: row.expected_sheets,
      preparedAt: row.prepared_at.toISOString(),
      images: row.images,
      openPages: row.images - row.settled,
      waits: row.waits,
    })),
    more: rows.length > PAGE,
  };
}
