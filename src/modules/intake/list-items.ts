import { type RawBuilder, sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

const PAGE = 50;

export const ITEM_STATES = ['reading', 'failed', 'to-separate', 'to-index', 'settled'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export interface ItemView {
  readonly id: string;
  readonly fileName: string;
  readonly source: string;
  readonly receivedAt: string;
  readonly bytes: number;
  readonly mediaKind: string | null;
  readonly pages: number | null;
  readonly openPages: number;
  readonly state: ItemState;
  readonly reason: string | null;
  readonly detail: string | null;
  readonly sameAs: string | null;
  readonly tries: number;
  /** clean, found, not-scanned; null until looked at. */
  readonly malware: string | null;
}

/**
 * The one place that names an item's state: reading until its pages or a failure are recorded; failed while a failure
 * stands; to separate while somebody has to look at how it was cut; to index while a page has no outcome; settled when all
 * have.
 */
const viewWhere = (where: RawBuilder<unknown>) => sql`${VIEW} WHERE ${where}`;
const VIEW = sql.raw(`
  SELECT i.id, i.file_name, i.source, i.received_at, i.bytes, i.media_kind, i.pages, i.same_as, i.malware, f.reason, f.detail, greatest(f.tries, refused.tries) AS tries,
    greatest(coalesce(i.pages, 1), 1) - o.settled AS open_pages,
    CASE WHEN o.settled >= greatest(coalesce(i.pages, 1), 1) THEN 'settled'
         WHEN i.read_at IS NOT NULL AND EXISTS (SELECT FROM worklist.item w WHERE w.kind = 'intake.to-separate' AND w.subject_id = i.batch_id AND w.closed_at IS NULL) THEN 'to-separate'
         WHEN i.read_at IS NOT NULL THEN 'to-index'
         WHEN f.reason IS NOT NULL THEN 'failed' ELSE 'reading' END AS state
  FROM intake.item i
  CROSS JOIN LATERAL (SELECT count(*)::int AS settled FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NULL) o
  LEFT JOIN LATERAL (SELECT (array_agg(f.reason ORDER BY f.failed_at DESC) FILTER (WHERE f.retried_at IS NULL))[1] AS reason,
      (array_agg(f.detail ORDER BY f.failed_at DESC) FILTER (WHERE f.retried_at IS NULL))[1] AS detail, count(*)::int AS tries
    FROM intake.failure f WHERE f.item_id = i.id) f ON true
  CROSS JOIN LATERAL (SELECT count(*)::int AS tries FROM intake.attempt a WHERE a.item_id = i.id AND a.ended = 'refused') refused`);

/** Where to look for the items of a state, so that few of a million are looked at; the view has the last word. */
const LOOK_IN: Record<ItemState, RawBuilder<unknown>> = {
  reading: sql`i.read_at IS NULL AND NOT EXISTS (SELECT FROM intake.failure AS now WHERE now.item_id = i.id AND now.retried_at IS NULL)`,
  failed: sql`i.id IN (SELECT subject_id FROM worklist.item WHERE kind = 'intake.failed' AND closed_at IS NULL)`,
  'to-separate': sql`i.batch_id IN (SELECT subject_id FROM worklist.item WHERE kind = 'intake.to-separate' AND closed_at IS NULL)`,
  'to-index': sql`i.id IN (SELECT p.item_id FROM worklist.item w JOIN intake.part_page p ON p.part_id = w.subject_id WHERE w.kind IN ('intake.to-index', 'intake.pended') AND w.closed_at IS NULL)`,
  // Most are, so the newest are soon found.
  settled: sql`true`,
};

interface Row {
  id: string;
  file_name: string;
  source: string;
  received_at: Date;
  bytes: string;
  media_kind: string | null;
  pages: number | null;
  same_as: string | null;
  reason: string | null;
  detail: string | null;
  tries: number;
  open_pages: number;
  state: ItemState;
  malware: string | null;
}

/** These items as they stand, in no order; those the actor may not see are left out. */
export async function viewItems(act: Act, ids: readonly string[]): Promise<ItemView[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Row>`${viewWhere(sql`i.id = ANY (${ids}::uuid[])`)}`.execute(act.tx);
  return rows.map(viewOf);
}

/** Every item that ever arrived, newest first; `before` pages on. */
export async function listItems(
  act: Act,
  input: { state?: ItemState | undefined; before?: { at: string; id: string } | undefined; limit?: number | undefined },
): Promise<{ items: ItemView[]; more: boolean }> {
  const limit = input.limit ?? PAGE;
  const before =
    input.before === undefined
      ? sql``
      : sql`AND (v.received_at, v.id) < (${input.before.at}::timestamptz, ${input.before.id}::uuid)`;
  const state = input.state === undefined ? sql`` : sql`AND v.state = ${input.state}`;
  const { rows } =
    await sql<Row>`SELECT * FROM (${viewWhere(input.state === undefined ? sql`true` : LOOK_IN[input.state])}) v WHERE true ${before} ${state} ORDER BY v.received_at DESC, v.id DESC LIMIT ${limit + 1}`.execute(
      act.tx,
    );
  act.note({ count: Math.min(rows.length, limit) });
  return { items: rows.slice(0, limit).map(viewOf), more: rows.length > limit };
}

export async function viewItem(act: Act, id: string): Promise<ItemView | undefined> {
  const { rows } = await sql<Row>`${viewWhere(sql`i.id = ${id}`)}`.execute(act.tx);
  return rows[0] === undefined ? undefined : viewOf(rows[0]);
}

export interface PageCounts {
  readonly pagesIn: number;
  readonly filed: number;
  readonly attached: number;
  readonly forwarded: number;
  readonly returned: number;
  readonly discarded: number;
  readonly queued: number;
}

/**
 * Pages in = filed + attached + forwarded + returned + discarded + queued. A file that cannot be opened counts as one page.
 * Queued are the pages that somebody finds: of a document or a batch in a queue of the worklist, or of a file still being
 * read; test pages of sources, once known, are none. So the sum fails when a single page has dropped out of all. `days`: of what arrived in that time, and of what is open however long it has waited.
 */
export async function countPages(act: Act, input: { days?: number | undefined } = {}): Promise<PageCounts> {
  const since = input.days === undefined ? new Date(0) : new Date(act.now.getTime() - input.days * 24 * 3_600_000);
  const { rows } = await sql<{ pages_in: number; queued: number; kind: string | null; n: number }>`
    WITH waiting AS (
      SELECT p.item_id, p.number FROM worklist.item w JOIN intake.part_page p ON p.part_id = w.subject_id
        WHERE w.kind IN ('intake.to-index', 'intake.pended') AND w.closed_at IS NULL
      UNION SELECT p.item_id, p.number FROM worklist.item w JOIN intake.item i ON i.batch_id = w.subject_id JOIN intake.part_page p ON p.item_id = i.id
        WHERE w.kind = 'intake.to-separate' AND w.closed_at IS NULL
      UNION SELECT subject_id, 0 FROM worklist.item WHERE kind = 'intake.failed' AND closed_at IS NULL
      UNION SELECT i.id, 0 FROM intake.item i WHERE ${LOOK_IN.reading}
    ), found AS (
      SELECT w.item_id, count(*)::int AS n FROM waiting w
      WHERE NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = w.item_id AND o.page_number = w.number AND o.reversed_at IS NULL)
      GROUP BY w.item_id
    ), chosen AS (
      SELECT id, greatest(coalesce(pages, 1), 1) AS pages FROM intake.item WHERE received_at >= ${since}
        AND NOT EXISTS (SELECT FROM intake.source_test t WHERE t.item_id = item.id)
      UNION SELECT i.id, greatest(coalesce(i.pages, 1), 1) FROM found JOIN intake.item i ON i.id = found.item_id
    ), settled AS (
      SELECT o.item_id, o.kind, count(*)::int AS n FROM chosen JOIN intake.outcome o ON o.item_id = chosen.id AND o.reversed_at IS NULL
      GROUP BY o.item_id, o.kind
    ), total AS (
      SELECT coalesce(sum(chosen.pages), 0)::int AS pages_in, coalesce(sum(found.n), 0)::int AS queued
      FROM chosen LEFT JOIN found ON found.item_id = chosen.id
    )
    SELECT total.pages_in, total.queued, o.kind, o.n FROM total
    LEFT JOIN (SELECT kind, sum(n)::int AS n FROM settled GROUP BY kind) o ON true`.execute(act.tx);
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.n ?? 0;
  return {
    pagesIn: rows[0]?.pages_in ?? 0,
    filed: of('filed'),
    attached: of('attached'),
    forwarded: of('forwarded'),
    returned: of('returned'),
    discarded: of('discarded'),
    queued: rows[0]?.queued ?? 0,
  };
}

function viewOf(row: Row): ItemView {
  return {
    id: row.id,
    fileName: row.file_name,
    source: row.source,
    receivedAt: row.received_at.toISOString(),
    bytes: Number(row.bytes),
    mediaKind: row.media_kind,
    pages: row.pages,
    openPages: row.open_pages,
    state: row.state,
    reason: row.reason,
    detail: row.detail,
    sameAs: row.same_as,
    tries: row.tries,
    malware: row.malware,
  };
}
