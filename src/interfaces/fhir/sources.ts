import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** `Type/id` of a source -> id here, of those that are known. */
export async function findSources(
  act: Act,
  origin: string,
  names: readonly { readonly type: string; readonly id: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ type: string; source_id: string; id: string }>`
    SELECT s.type, s.source_id, s.id FROM unnest(${names.map(({ type }) => type)}::text[], ${names.map(({ id }) => id)}::text[]) AS w (type, source_id)
    JOIN fhir.source s ON s.origin = ${origin} AND s.type = w.type COLLATE "C" AND s.source_id = w.source_id`.execute(
    act.tx,
  );
  return new Map(rows.map((row) => [`${row.type}/${row.source_id}`, row.id]));
}

/** From now on references of the source to `type/sourceId` mean what stands here under `id`. */
export async function nameSource(
  act: Act,
  origin: string,
  name: { readonly type: string; readonly sourceId: string; readonly id: string },
): Promise<void> {
  await sql`INSERT INTO fhir.source (origin, type, source_id, id)
    VALUES (${origin}, ${name.type}, ${name.sourceId}, ${name.id}::uuid) ON CONFLICT DO NOTHING`.execute(act.tx);
}
