import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { PACKET_JOB } from './begin-packet.ts';
import { failPacket } from './finish-packet.ts';

const MOST_AT_ONCE = 200;
/** So long an approval and its job may be on their way into the queue. */
const SETTLED_MS = 60_000;

/**
 * Packets that are being made, as their rows say, while nothing makes them: the process was killed in the last try of the
 * job, so that nobody could write that it failed. Each goes back to the desk, which has it made again.
 */
export async function giveUpStalled(act: Act): Promise<void> {
  const { rows } = await sql<{ patientId: string; packetId: string }>`
    SELECT p.patient_id AS "patientId", p.id AS "packetId" FROM release.packet p
    LEFT JOIN graphile_worker.jobs j ON j.key = ${PACKET_JOB} || p.id::text
    WHERE p.assembled_at IS NULL AND p.failed_at IS NULL
      AND p.recorded_at < ${new Date(act.now.getTime() - SETTLED_MS)}
      AND (j.id IS NULL OR (j.locked_at IS NULL AND j.attempts >= j.max_attempts))
    ORDER BY p.recorded_at LIMIT ${MOST_AT_ONCE}`.execute(act.tx);
  for (const packet of rows) await failPacket(act, packet, 'release/packet-interrupted', []);
  act.note(rows.length === 0 ? { coalesce: 'nothing stalled' } : { count: rows.length });
}
