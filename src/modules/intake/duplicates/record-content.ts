import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Item } from '../load-item.ts';
import { compareDigests, type ContentDigest } from './derive-content-digest.ts';

/** Below this two papers of one form are as alike as two scans of one paper. */
const ALIKE = 0.6;
const MOST_LOOKED_AT = 50;
const MOST_LINKED = 5;

/** A file was read: what it says is kept as digests, and earlier files that say the same are linked with it. */
export async function recordContent(
  act: Act,
  item: Pick<Item, 'id' | 'facilityId' | 'labels' | 'sameAs'>,
  pages: number,
  content: ContentDigest | undefined,
): Promise<void> {
  if (item.sameAs !== null) await link(act, item, { id: item.sameAs, labels: item.labels }, 'bytes', 1);
  if (content === undefined) return;
  const { id: item_id, facilityId: facility_id, labels } = item;
  const { rows } = await sql<{ item_id: string; labels: string; least: string[] }>`
    SELECT d.item_id, d.labels::text, d.least::text[] FROM intake.content_digest d WHERE d.pages = ${pages} AND d.item_id IN (
      SELECT b.item_id FROM unnest(${content.bands.map(String)}::bigint[]) WITH ORDINALITY AS wanted (value, n)
      JOIN intake.content_band b ON b.facility_id = ${facility_id} AND b.band = wanted.n AND b.value = wanted.value
      LIMIT ${MOST_LOOKED_AT * content.bands.length}) LIMIT ${MOST_LOOKED_AT}`.execute(act.tx);
  const alike = rows
    .map((row) => ({ ...row, share: compareDigests(content.least, row.least.map(BigInt)) }))
    .filter(({ item_id: of, share }) => share >= ALIKE && of !== item.id && of !== item.sameAs)
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST_LINKED);
  for (const row of alike) await link(act, item, { id: row.item_id, labels: row.labels }, 'content', row.share);
  await sql`INSERT INTO intake.content_digest (item_id, facility_id, labels, pages, words, least)
    VALUES (${item_id}, ${facility_id}, ${labels}, ${pages}, ${content.words}, ${content.least.map(String)}::bigint[])
    ON CONFLICT DO NOTHING`.execute(act.tx);
  await sql`INSERT INTO intake.content_band (item_id, band, facility_id, labels, value)
    SELECT ${item_id}::uuid, n, ${facility_id}::uuid, ${labels}::bigint, value FROM unnest(${content.bands.map(String)}::bigint[]) WITH ORDINALITY AS b (value, n)
    ON CONFLICT DO NOTHING`.execute(act.tx);
}

async function link(
  act: Act,
  item: Pick<Item, 'id' | 'facilityId' | 'labels'>,
  of: { id: string; labels: string },
  how: 'bytes' | 'content',
  alike: number,
): Promise<void> {
  await act.tx
    .insertInto('intake.duplicate')
    .values({
      ...{ item_id: item.id, of_item_id: of.id, facility_id: item.facilityId },
      labels: (BigInt(item.labels) | BigInt(of.labels)).toString(),
      ...{ how, alike, found_at: act.now },
    })
    .onConflict((conflict) => conflict.columns(['item_id', 'of_item_id']).doNothing())
    .execute();
}
