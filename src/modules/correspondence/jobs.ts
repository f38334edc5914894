import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { JobContext, JobDefinition } from '../../platform/module.ts';
import { deliver } from './deliver.ts';
import { ATTEMPT_LIMIT_MS } from './derive-delivery-state.ts';

const AT_ONCE = 500;
/** A job that is merely late is left alone. */
const LATE_MS = 5 * 60 * 1000;

/**
 * Finds mail that is due and that no job carries any more: it waited for a mail server that is set now, or its job was
 * lost. The job itself decides again, so one too many does no harm.
 */
async function sweep(context: JobContext): Promise<void> {
  if (context.services.settings.smtpUrl === '') return;
  await context.act({ verb: 'correspondence.sweep' }, async (act) => {
    const deliveryIds = await findLeftBehind(act);
    for (const deliveryId of deliveryIds)
      act.enqueue('correspondence.deliver', { deliveryId }, { key: `deliver-${deliveryId}` });
    act.note({ count: deliveryIds.length });
  });
}

async function findLeftBehind(act: Act): Promise<string[]> {
  const late = new Date(act.now.getTime() - LATE_MS);
  const interrupted = new Date(act.now.getTime() - ATTEMPT_LIMIT_MS);
  const { rows } = await sql<{ id: string }>`
    SELECT d.id FROM correspondence.delivery d
    LEFT JOIN LATERAL (SELECT a.* FROM correspondence.attempt a WHERE a.delivery_id = d.id ORDER BY a.number DESC LIMIT 1) a ON true
    WHERE d.settled_at IS NULL AND d.channel = 'mail' AND d.not_before < ${late}
      AND (a.number IS NULL
        OR (a.ended_at IS NULL AND a.begun_at < ${interrupted})
        OR (a.result = 'not-now' AND a.again_at < ${late}))
    ORDER BY d.not_before, d.id LIMIT ${AT_ONCE}`.execute(act.tx);
  return rows.map((row) => row.id);
}

export const jobs: readonly JobDefinition[] = [
  { name: 'correspondence.deliver', run: (context, payload) => deliver(context, String(payload['deliveryId'])) },
  { name: 'correspondence.sweep', cron: '*/15 * * * *', run: sweep },
];
