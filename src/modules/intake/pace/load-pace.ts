import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { derivePace, type Pace } from './derive-pace.ts';

/** Of late: a day at a busy desk, a week at a small one. */
const LAST_ITEMS = 200;

/** How long the steps of the last items took. */
export async function loadPace(act: Act): Promise<Pace> {
  const { rows } = await sql<{
    received_at: Date;
    read_at: Date | null;
    separated_at: Date | null;
    filed_at: Date | null;
  }>`
    SELECT i.received_at, i.read_at, s.separated_at, o.filed_at
    FROM (SELECT id, batch_id, received_at, read_at FROM intake.item ORDER BY received_at DESC, id DESC LIMIT ${LAST_ITEMS}) i
    CROSS JOIN LATERAL (SELECT min(released_at) AS separated_at FROM intake.separation WHERE batch_id = i.batch_id) s
    CROSS JOIN LATERAL (SELECT min(decided_at) AS filed_at FROM intake.outcome WHERE item_id = i.id AND kind = 'filed' AND reversed_at IS NULL) o`.execute(
    act.tx,
  );
  act.note({ count: rows.length, coalesce: 'pace' });
  return derivePace(
    rows.map((row) => ({
      ...{ receivedAt: row.received_at, readAt: row.read_at },
      ...{ separatedAt: row.separated_at, filedAt: row.filed_at },
    })),
  );
}
