import type { Act } from '../../platform/act.ts';

export type MappingKind = 'authority' | 'document-type' | 'class';

export interface Mapping {
  /** What a code of the sender means; undefined where no row says. */
  meant(kind: MappingKind, said: string | undefined): string | undefined;
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
  const key = (kind: string, said: string) => JSON.stringify([kind, said]);
  const ofAll = new Map<string, string>();
  const own = new Map<string, string>();
  for (const row of rows) (row.sender_id === null ? ofAll : own).set(key(row.kind, row.said), row.meant);
  return {
    meant(kind, said) {
      if (said === undefined) return undefined;
      // An empty meaning takes the row of its code back.
      return own.get(key(kind, said)) || ofAll.get(key(kind, said)) || undefined;
    },
  };
}
