import { sql } from 'kysely';
import type { JobContext } from '../../../platform/module.ts';
import { enqueueReading, readingKey } from './enqueue-reading.ts';

/** Nobody has given a sign of life for this long (one comes every 15 s), or the next try is further off than this. */
const STALLED_MS = 60_000;
const MOST_AT_ONCE = 200;

/**
 * Once a minute: files that wait to be read and that nobody reads, nor is about to, come back to the head of the work. A
 * process was killed, the disk was full, the database was away for longer than the queue waits: within two minutes of the
 * cause having passed each is being read again.
 */
export async function returnStalled(context: JobContext): Promise<void> {
  await context.act({ verb: 'intake.return-stalled' }, async (act) => {
    const soon = new Date(act.now.getTime() + STALLED_MS);
    const { rows } = await sql<{ id: string }>`
      SELECT i.id FROM intake.item i
      LEFT JOIN LATERAL (SELECT seen_at, ended_at FROM intake.attempt a WHERE a.item_id = i.id ORDER BY a.id DESC LIMIT 1) a ON true
      LEFT JOIN graphile_worker.jobs j ON j.key = ${readingKey('')} || i.id::text
      WHERE i.read_at IS NULL
        AND NOT EXISTS (SELECT FROM intake.failure AS now WHERE now.item_id = i.id AND now.retried_at IS NULL)
        AND i.received_at < ${new Date(act.now.getTime() - STALLED_MS)}
        AND (a.seen_at IS NULL OR a.ended_at IS NOT NULL OR a.seen_at < ${new Date(act.now.getTime() - STALLED_MS)})
        AND (j.id IS NULL OR (j.locked_at IS NULL AND (j.attempts >= j.max_attempts OR j.run_at > ${soon})))
      ORDER BY i.received_at LIMIT ${MOST_AT_ONCE}`.execute(act.tx);
    for (const { id } of rows) enqueueReading(act, id);
    act.note(
      rows.length === 0
        ? { coalesce: 'nothing stalled' }
        : { subjectIds: rows.map(({ id }) => id), count: rows.length },
    );
  });
}
