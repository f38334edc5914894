import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** As many as a queue shows. */
const MOST = 200;

export interface Waiting {
  readonly id: string;
  /** Of the prepared batch, else of the file. */
  readonly name: string;
  readonly pages: number;
  /** Which document of how many; 1 of 1 where the file is one document. */
  readonly position: number;
  readonly of: number;
}

/** What the rows of the two queues are called: documents to index, batches to separate. */
export async function listWaiting(
  act: Act,
  kind: 'intake.to-index' | 'intake.to-separate',
): Promise<{ waiting: Waiting[] }> {
  const open = sql`SELECT subject_id AS id FROM worklist.item WHERE kind = ${kind} AND closed_at IS NULL ORDER BY priority, due_at NULLS LAST, opened_at LIMIT ${MOST}`;
  const { rows } =
    kind === 'intake.to-index'
      ? await sql<Waiting>`
          SELECT w.id, coalesce(b.name, i.file_name) AS name, n.pages, part.position,
            (SELECT count(*)::int FROM intake.part other WHERE other.batch_id = b.id) AS of
          FROM (${open}) w JOIN intake.part ON part.id = w.id JOIN intake.batch b ON b.id = part.batch_id
          CROSS JOIN LATERAL (SELECT count(*)::int AS pages, (array_agg(p.item_id ORDER BY p.position))[1] AS item_id
            FROM intake.part_page p WHERE p.part_id = part.id) n
          JOIN intake.item i ON i.id = n.item_id`.execute(act.tx)
      : await sql<Waiting>`
          SELECT w.id, coalesce(b.name, f.file_name, '') AS name, coalesce(f.pages, 0) AS pages, 1 AS position,
            greatest((SELECT count(*)::int FROM intake.part other WHERE other.batch_id = b.id), 1) AS of
          FROM (${open}) w JOIN intake.batch b ON b.id = w.id
          CROSS JOIN LATERAL (SELECT min(i.file_name) AS file_name, sum(i.pages)::int AS pages
            FROM intake.item i WHERE i.batch_id = b.id) f`.execute(act.tx);
  act.note({ count: rows.length });
  return { waiting: rows };
}
