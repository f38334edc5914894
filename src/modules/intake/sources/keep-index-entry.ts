import type { Act } from '../../../platform/act.ts';
import type { IndexEntry } from './parse-index-file.ts';

/** Keeps what the index file said of an item until it is read and becomes proposals. */
export async function keepIndexEntry(
  act: Act,
  input: { itemId: string; facilityId: string; entry?: IndexEntry | undefined; complaint?: string | undefined },
): Promise<void> {
  const { entry, complaint } = input;
  if (entry === undefined && complaint === undefined) return;
  await act.tx
    .insertInto('intake.index_entry')
    .values({
      item_id: input.itemId,
      facility_id: input.facilityId,
      mrn: entry?.mrn ?? null,
      visit_number: entry?.visitNumber ?? null,
      type_text: entry?.type ?? null,
      dated_on: entry?.date ?? null,
      pages: entry?.pages ?? null,
      batch_name: entry?.batch ?? null,
      sheets: entry?.sheets ?? null,
      complaint: complaint ?? null,
      recorded_at: act.now,
    })
    .execute();
}
