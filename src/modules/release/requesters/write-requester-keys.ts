import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { deriveRequesterKeys } from './derive-requester-keys.ts';

/** Replaces what an entry is found by, from its rows; a merged one is found no more. */
export async function writeRequesterKeys(act: Act, id: string): Promise<void> {
  await act.tx.deleteFrom('release.requester_key').where('requester_id', '=', id).execute();
  const row = await act.tx
    .selectFrom('release.requester')
    .select(['name', 'organisation'])
    .where('id', '=', id)
    .where('merged_into', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return;
  const numbers = await act.tx
    .selectFrom('release.requester_channel')
    .select('value')
    .where('requester_id', '=', id)
    .where('kind', 'in', ['fax', 'phone'])
    .where('ended_at', 'is', null)
    .execute();
  const keys = deriveRequesterKeys({ ...row, numbers: numbers.map(({ value }) => value) });
  await sql`INSERT INTO release.requester_key (requester_id, key) SELECT ${id}::uuid, key FROM unnest(${keys}::text[]) AS k (key)`.execute(
    act.tx,
  );
}
