import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { compareDigests } from './derive-content-digest.ts';
import { inkApart, type Look, looksAlike, MOST_BITS_APART, probesOf } from './derive-look.ts';

/** Below this two papers of one form are as alike as two scans of one paper. */
const ALIKE = 0.6;
const MOST_LOOKED_AT = 50;
/** Bands of the words (8 of 3 digests each): duplicates/derive-content-digest.ts. */
const BANDS = 8;
const ROWS = 3;

export interface Alike {
  readonly partId: string;
  readonly labels: string;
  readonly share: number;
}

/** Documents that say the same as this one: those that share a band are compared. */
export async function findSaidBefore(
  act: Act,
  of: { readonly partId: string; readonly facilityId: string },
  least: readonly bigint[],
): Promise<Alike[]> {
  const { rows } = await sql<{ part_id: string; labels: string; least: string[] }>`
    SELECT d.part_id, d.labels::text, d.least::text[] FROM intake.part_digest d WHERE d.part_id = ANY (ARRAY(
      SELECT b.part_id FROM generate_series(1, ${BANDS}) n CROSS JOIN LATERAL (
        SELECT part_id FROM intake.part_band WHERE facility_id = ${of.facilityId} AND band = n AND part_id <> ${of.partId}
          AND value = hashtextextended(array_to_string((${least.map(String)}::bigint[])[${ROWS} * n - ${ROWS - 1} : ${ROWS} * n], ' '), 0)
        LIMIT ${MOST_LOOKED_AT}) b)) LIMIT ${MOST_LOOKED_AT * BANDS}`.execute(act.tx);
  return rows
    .map((row) => ({ partId: row.part_id, labels: row.labels, share: compareDigests(least, row.least.map(BigInt)) }))
    .filter(({ share }) => share >= ALIKE);
}

export interface LooksSame extends Alike {
  readonly position: number;
}

/**
 * Pages that look the same: at most seven of 64 bits apart, so at least one of four bands of 16 bits is the same but for one
 * bit (17 values of each are looked up in an index), and then alike cell by cell.
 */
export async function findSeenBefore(
  act: Act,
  of: { readonly partId: string; readonly facilityId: string },
  look: Look,
): Promise<LooksSame[]> {
  const [a, b, c, d] = probesOf(look.hash);
  const near = sql`facility_id = ${of.facilityId} AND look IS NOT NULL AND bit_count((look # ${String(look.hash)}::bigint)::bit(64)) <= ${MOST_BITS_APART}`;
  const { rows } = await sql<{ part_id: string; labels: string; position: number; look_ink: Buffer }>`
    SELECT place.part_id, place.labels::text, place.position, near.look_ink FROM (
      SELECT item_id, number, look_ink FROM intake.page_content WHERE band_a = ANY (${a}) AND ${near}
      UNION SELECT item_id, number, look_ink FROM intake.page_content WHERE band_b = ANY (${b}) AND ${near}
      UNION SELECT item_id, number, look_ink FROM intake.page_content WHERE band_c = ANY (${c}) AND ${near}
      UNION SELECT item_id, number, look_ink FROM intake.page_content WHERE band_d = ANY (${d}) AND ${near}
      LIMIT ${MOST_LOOKED_AT}) near
    JOIN intake.part_page place ON place.item_id = near.item_id AND place.number = near.number
    WHERE place.part_id IS NOT NULL AND place.part_id <> ${of.partId}`.execute(act.tx);
  return rows.flatMap((row) => {
    const apart = inkApart(look.ink, row.look_ink);
    if (!looksAlike(apart)) return [];
    return [{ partId: row.part_id, labels: row.labels, position: row.position, share: 1 - apart.mean }];
  });
}
