import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';

/** As many as a queue shows. */
const MOST = 200;

export interface WaitingVerification {
  readonly id: string;
  /** Of the file as it came, which is no entry of anybody. */
  readonly name: string;
  readonly source: string;
  readonly receivedAt: string;
  readonly pages: number;
  /** In which fields both entries differ; empty before there are two. */
  readonly differs: readonly string[];
}

/**
 * What the rows of both queues are called: by what came, never by what the first person made of it. Type, day and patient
 * are what the second person has to find.
 */
export async function listWaitingVerifications(
  act: Act,
  kind: 'intake.to-verify' | 'intake.to-settle',
): Promise<{ waiting: WaitingVerification[] }> {
  const { rows } = await sql<Omit<WaitingVerification, 'receivedAt'> & { received_at: Date }>`
    SELECT v.id, came.name, v.source, came.received_at, came.pages, v.differs
    FROM (SELECT subject_id FROM worklist.item WHERE kind = ${kind} AND closed_at IS NULL
          ORDER BY priority, due_at NULLS LAST, opened_at LIMIT ${MOST}) w
    JOIN intake.verification v ON v.id = w.subject_id
    CROSS JOIN LATERAL (SELECT min(i.file_name) AS name, min(i.received_at) AS received_at, count(*)::int AS pages
      FROM intake.outcome o JOIN intake.item i ON i.id = o.item_id
      WHERE o.document_id = v.document_id AND o.reversed_at IS NULL HAVING count(*) > 0) came`.execute(act.tx);
  act.note({ count: rows.length });
  return { waiting: rows.map(({ received_at: at, ...row }) => ({ ...row, receivedAt: at.toISOString() })) };
}
