import type { Act } from '../../platform/act.ts';

export interface Mapping {
  /** What a code of the sender means; undefined where no row says. */
  meant(kind: 'authority' | 'document-type' | 'class', said: string | undefined): string | undefined;
}

const MAX_ROWS = 5_000;

/** The rows in force for a sender: its own before those of every sender, the newest of each code. */
export async function mappingOf(act: Act, senderId: string): Promise<Mapping> {
  const rows = await act.tx
    .selectFrom('hl7v2.mapping')
    .select(['sender_id', 'kind', 'said', 'meant'])
    .where((eb) => eb.or([eb('sender_id', '=', senderId), eb('sender_id', 'is', null)]))
    .orderBy('set_at')
    .orderBy('id')
    .limit(MAX_ROWS)
    .execute();
  const found = new Map<string, string>();
  const put = (row: (typeof rows)[number]) => found.set(JSON.stringify([row.kind, row.said]), row.meant);
  rows.filter((row) => row.sender_id === null).forEach(put);
  rows.filter((row) => row.sender_id !== null).forEach(put);
  return { meant: (kind, said) => (said === undefined ? undefined : found.get(JSON.stringify([kind, said]))) };
}
