import type { Act } from '../act.ts';
import type { Queries } from '../db/database.ts';
import type { BlobRef } from './blob-store.ts';

const ROWS_PER_STATEMENT = 5_000;

/** The row that names a blob commits with the fact that needs it; the bytes are on disk already. */
export async function nameBlobs(act: Act, blobs: readonly BlobRef[]): Promise<void> {
  const unique = [...new Map(blobs.map((blob) => [blob.address, blob])).values()];
  for (let from = 0; from < unique.length; from += ROWS_PER_STATEMENT)
    await act.tx
      .insertInto('platform.blob')
      .values(unique.slice(from, from + ROWS_PER_STATEMENT).map((blob) => ({ ...blob, at: act.now })))
      .onConflict((conflict) => conflict.column('address').doNothing())
      .execute();
}

/** Those of `addresses` that a record names: what a sweep leaves alone. */
export async function namedAmong(queries: Queries, addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await queries.selectFrom('platform.blob').select('address').where('address', 'in', addresses).execute();
  return new Set(rows.map((row) => row.address));
}
