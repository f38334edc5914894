import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { OriginalFacts } from './decide-original-disposable.ts';

export interface BatchFacts extends Omit<OriginalFacts, 'custodyIntact' | 'volumesWithoutBatch' | 'retention'> {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly boxId: string | null;
  readonly volumeId: string | null;
  readonly expectedSheets: number | null;
}

interface Row {
  id: string;
  number: string;
  name: string;
  box_id: string | null;
  volume_id: string | null;
  expected_sheets: number | null;
  images: number;
  settled: number;
  being_read: number;
  failed: number;
  difference: string | null;
  released: boolean;
  checked: boolean;
  holds: number;
}

/**
 * Facts of the batches of a project or box, each counted from what is recorded. A batch is verified when another person than
 * the one who prepared it signed *quality checked* for it after its last file came. Holds are those in force on the patients
 * whose documents came of it.
 */
export async function findBatchFacts(act: Act, of: { projectId: string } | { boxId: string }): Promise<BatchFacts[]> {
  const where = 'boxId' in of ? sql`b.box_id = ${of.boxId}` : sql`b.project_id = ${of.projectId}`;
  const { rows } = await sql<Row>`
    SELECT b.id, b.number, b.name, b.box_id, b.volume_id, b.expected_sheets, i.images, i.settled, i.being_read, i.failed,
      s.difference_reason AS difference, s.id IS NOT NULL AS released,
      EXISTS (SELECT FROM intake.custody c WHERE c.box_id = b.box_id AND c.batch_id = b.id AND c.step = 'quality-checked'
        AND c.signed_by <> b.prepared_by AND c.signed_at >= i.last_at) AS checked,
      (SELECT count(DISTINCT h.id)::int FROM intake.item hi JOIN intake.outcome o ON o.item_id = hi.id AND o.kind = 'filed' AND o.reversed_at IS NULL
        JOIN documents.legal_hold h ON h.patient_id = o.filed_patient_id
        WHERE hi.batch_id = b.id AND NOT EXISTS (SELECT FROM documents.legal_hold_lift l WHERE l.patient_id = h.patient_id AND l.hold_id = h.id)) AS holds
    FROM intake.batch b
    CROSS JOIN LATERAL (SELECT coalesce(sum(greatest(coalesce(i.pages, 1), 1)), 0)::int AS images,
        coalesce(sum((SELECT count(*) FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NULL)), 0)::int AS settled,
        count(*) FILTER (WHERE i.read_at IS NULL AND NOT EXISTS (SELECT FROM intake.failure f WHERE f.item_id = i.id AND f.retried_at IS NULL))::int AS being_read,
        count(*) FILTER (WHERE i.read_at IS NULL AND EXISTS (SELECT FROM intake.failure f WHERE f.item_id = i.id AND f.retried_at IS NULL)
          AND NOT EXISTS (SELECT FROM intake.outcome o WHERE o.item_id = i.id AND o.reversed_at IS NULL))::int AS failed,
        coalesce(max(i.received_at), '-infinity') AS last_at
      FROM intake.item i WHERE i.batch_id = b.id) i
    LEFT JOIN LATERAL (SELECT s.id, s.difference_reason FROM intake.separation s WHERE s.batch_id = b.id ORDER BY s.released_at DESC LIMIT 1) s ON true
    WHERE ${where} AND b.prepared_at IS NOT NULL
    ORDER BY b.number`.execute(act.tx);
  return rows.map((row) => ({
    id: row.id,
    number: Number(row.number),
    name: row.name,
    boxId: row.box_id,
    volumeId: row.volume_id,
    expectedSheets: row.expected_sheets,
    batches: 1,
    images: row.images,
    openPages: row.images - row.settled,
    filesBeingRead: row.being_read,
    filesFailed: row.failed,
    released: row.released,
    uncounted: row.expected_sheets === null ? 1 : 0,
    differences: row.difference === null ? 0 : 1,
    verified: row.checked ? 'passed' : 'not-yet',
    holds: row.holds,
  }));
}

/** Several batches as one: what is wrong with any of them is wrong with the whole. */
export function sumBatches(
  batches: readonly BatchFacts[],
  rest: Pick<OriginalFacts, 'custodyIntact' | 'volumesWithoutBatch' | 'retention'>,
): OriginalFacts {
  const sum = (of: (batch: BatchFacts) => number) => batches.reduce((total, batch) => total + of(batch), 0);
  return {
    ...rest,
    batches: batches.length,
    images: sum((batch) => batch.images),
    openPages: sum((batch) => batch.openPages),
    filesBeingRead: sum((batch) => batch.filesBeingRead),
    filesFailed: sum((batch) => batch.filesFailed),
    released: batches.every((batch) => batch.released),
    uncounted: sum((batch) => batch.uncounted),
    differences: sum((batch) => batch.differences),
    verified: batches.every((batch) => batch.verified === 'passed')
      ? 'passed'
      : batches.some((batch) => batch.verified === 'failed')
        ? 'failed'
        : 'not-yet',
    holds: sum((batch) => batch.holds),
  };
}
