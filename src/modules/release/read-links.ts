import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { PatientRequest } from './load-request.ts';

/** Wrong passcodes after which a link is dead for good: a new one costs a minute, guessing must not pay. */
export const MOST_FAILED_TRIES = 5;

/** One case is not handed over more often. */
const MOST_LINKS = 200;

export type LinkState = 'open' | 'expired' | 'locked' | 'revoked';

export function linkState(
  link: { revoked_at: Date | null; failed_tries: number; expires_at: Date },
  now: Date,
): LinkState {
  if (link.revoked_at !== null) return 'revoked';
  if (link.failed_tries >= MOST_FAILED_TRIES) return 'locked';
  return link.expires_at <= now ? 'expired' : 'open';
}

/** How often a volume may still be fetched; null: as often as wanted. */
export function downloadsLeft(
  link: { downloads_at_most: number | null; begun: number[] },
  volume: number,
): number | null {
  if (link.downloads_at_most === null) return null;
  return Math.max(0, link.downloads_at_most - link.begun.filter((each) => each === volume).length);
}

export async function readLinks(act: Act, request: PatientRequest) {
  const rows = await act.tx
    .selectFrom('release.link as l')
    .selectAll('l')
    // Of no volume is a download left.
    .select((eb) =>
      eb
        .selectFrom('release.packet_volume as v')
        .select(
          sql<boolean | null>`bool_and(cardinality(array_positions(l.begun, v.volume)) >= l.downloads_at_most)`.as(
            'used_up',
          ),
        )
        .whereRef('v.patient_id', '=', 'l.patient_id')
        .whereRef('v.packet_id', '=', 'l.packet_id')
        .as('used_up'),
    )
    .where('l.patient_id', '=', request.patientId)
    .where('l.request_id', '=', request.id)
    .orderBy('l.recorded_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(MOST_LINKS)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    disclosureId: row.disclosure_id,
    state: stateShown(row, act.now),
    expiresAt: row.expires_at,
    failedTries: row.failed_tries,
    downloads: row.downloads,
    downloadsAtMost: row.downloads_at_most,
    lastDownloadAt: row.last_download_at,
    revokedReason: row.revoke_reason,
  }));
}

/** A link of which nothing can be fetched any more still opens, and says so to the recipient. */
function stateShown(row: Parameters<typeof linkState>[0] & { used_up: boolean | null }, now: Date) {
  const state = linkState(row, now);
  return state === 'open' && row.used_up === true ? ('used-up' as const) : state;
}
