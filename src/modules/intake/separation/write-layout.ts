import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { Batch } from './load-batch.ts';
import type { Layout } from './layout.ts';

/**
 * Makes the layout that which stands: parts, the place of every page, and the revision that can be gone back to. The
 * caller has proven that it holds exactly the open pages. A part that lost its last page is gone; one whose other pages
 * were filed before keeps them.
 */
export async function writeLayout(act: Act, batch: Batch, layout: Layout): Promise<number> {
  const revision = batch.revision + 1;
  const parts = layout.parts.map((part, at) => ({
    id: part.id,
    position: at + 1,
    cut_by: part.cutBy,
    cover_item_id: part.cover?.itemId ?? null,
    cover_number: part.cover?.number ?? null,
  }));
  const pages = [
    ...layout.parts.flatMap((part) =>
      part.pages.map((page, at) => ({
        item_id: page.itemId,
        number: page.number,
        part_id: part.id,
        position: at + 1,
        bin_reason: null,
        turn: page.turn,
      })),
    ),
    ...layout.bin.map((page) => ({
      item_id: page.itemId,
      number: page.number,
      part_id: null,
      position: null,
      bin_reason: page.reason,
      turn: page.turn,
    })),
  ];
  await sql`
    INSERT INTO intake.part (id, batch_id, facility_id, labels, position, cut_by, cover_item_id, cover_number)
    SELECT r.id, ${batch.id}, ${batch.facilityId}, ${batch.labels}::bigint, r.position, r.cut_by, r.cover_item_id, r.cover_number
    FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS r(id uuid, position integer, cut_by text, cover_item_id uuid, cover_number integer)
    WHERE NOT EXISTS (SELECT FROM intake.part known WHERE known.id = r.id)`.execute(act.tx);
  await sql`
    UPDATE intake.part SET position = r.position
    FROM jsonb_to_recordset(${JSON.stringify(parts)}::jsonb) AS r(id uuid, position integer)
    WHERE part.id = r.id AND part.batch_id = ${batch.id} AND part.position <> r.position`.execute(act.tx);
  await sql`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(pages)}::jsonb)
        AS r(item_id uuid, number integer, part_id uuid, position integer, bin_reason text, turn smallint)
    ), known AS (
      UPDATE intake.part_page p SET part_id = w.part_id, position = w.position, bin_reason = w.bin_reason, turn = w.turn
      FROM wanted w WHERE p.item_id = w.item_id AND p.number = w.number RETURNING p.item_id, p.number
    )
    INSERT INTO intake.part_page (item_id, number, facility_id, labels, part_id, position, bin_reason, turn)
    SELECT w.item_id, w.number, ${batch.facilityId}, ${batch.labels}::bigint, w.part_id, w.position, w.bin_reason, w.turn
    FROM wanted w WHERE NOT EXISTS (SELECT FROM known WHERE known.item_id = w.item_id AND known.number = w.number)`.execute(
    act.tx,
  );
  await sql`
    DELETE FROM intake.part WHERE batch_id = ${batch.id}
      AND NOT EXISTS (SELECT FROM intake.part_page p WHERE p.part_id = part.id)`.execute(act.tx);
  await act.tx
    .insertInto('intake.layout')
    .values({
      batch_id: batch.id,
      revision,
      facility_id: batch.facilityId,
      labels: batch.labels,
      layout: JSON.stringify(layout),
      changed_at: act.now,
      changed_by: act.actor.id,
    })
    .execute();
  await act.tx.updateTable('intake.batch').set({ revision }).where('id', '=', batch.id).execute();
  return revision;
}
