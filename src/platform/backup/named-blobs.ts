import type pg from 'pg';
import type { BlobRef } from '../blobs/index.ts';

const PAGE = 5_000;

/** Every blob that the database names, in order of address, in bounded pages. */
export async function* namedBlobs(client: pg.Client): AsyncGenerator<BlobRef> {
  for (let after = ''; ;) {
    const { rows } = await client.query<Omit<BlobRef, 'bytes'> & { bytes: string }>(
      `select address, slot, bytes, frames, digest from platform.blob
        where address collate "C" > $1 order by address collate "C" limit ${PAGE}`,
      [after],
    );
    for (const { bytes, ...rest } of rows) yield { ...rest, bytes: Number(bytes) };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.address;
  }
}
