import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { loadPace } from '../pace/load-pace.ts';
import { deriveProgress, type Progress, type ReadingFacts } from './derive-progress.ts';

const MOST = 200;

interface Row {
  id: string;
  received_at: Date;
  ahead: string;
  began_at: Date | null;
  step: NonNullable<ReadingFacts['attempt']>['step'];
  pages: number | null;
  pages_done: number;
  moved_at: Date;
  ended: NonNullable<ReadingFacts['attempt']>['ended'];
  reason: string | null;
}

/** The files that are being read or wait for it, those that came first first. */
export async function listProgress(act: Act): Promise<(Progress & { itemId: string })[]> {
  const { rows } = await sql<Row>`
    SELECT i.id, i.received_at, (row_number() OVER (ORDER BY a.began_at IS NULL OR a.ended IS NOT NULL, i.received_at, i.id) - 1
        - count(*) FILTER (WHERE a.began_at IS NOT NULL AND a.ended IS NULL) OVER ()) AS ahead,
      a.began_at, a.step, a.pages, a.pages_done, a.moved_at, a.ended, a.reason
    FROM (SELECT id, received_at FROM intake.item i
      WHERE i.read_at IS NULL AND NOT EXISTS (SELECT FROM intake.failure AS now WHERE now.item_id = i.id AND now.retried_at IS NULL)
      ORDER BY received_at, id LIMIT ${MOST}) i
    LEFT JOIN LATERAL (SELECT * FROM intake.attempt a WHERE a.item_id = i.id ORDER BY a.id DESC LIMIT 1) a ON true
    ORDER BY i.received_at, i.id`.execute(act.tx);
  const pace = await loadPace(act);
  act.note({ count: rows.length, coalesce: 'progress' });
  return rows.map((row) => ({
    itemId: row.id,
    ...deriveProgress(
      {
        receivedAt: row.received_at,
        ahead: Math.max(0, Number(row.ahead)),
        ...(row.began_at === null
          ? {}
          : {
              attempt: {
                ...{ beganAt: row.began_at, step: row.step, pages: row.pages, pagesDone: row.pages_done },
                ...{ movedAt: row.moved_at, ended: row.ended, reason: row.reason },
              },
            }),
      },
      pace,
      act.now,
    ),
  }));
}
