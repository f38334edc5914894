import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** When a message speaks of, and its number: two of the same moment are put in order by it. */
export interface Spoken {
  readonly at: Date;
  readonly controlId: string;
}

/** Of these parts of a person or visit those of which nothing later was said; from now on this is the latest. */
export async function takeLatest(
  act: Act,
  subjectId: string,
  aspects: readonly string[],
  spoken: Spoken,
): Promise<ReadonlySet<string>> {
  if (aspects.length === 0) return new Set();
  const { rows } = await sql<{ aspect: string }>`
    INSERT INTO hl7v2.latest (subject_id, aspect, at, control_id)
    SELECT ${subjectId}::uuid, w.aspect, ${spoken.at}::timestamptz, ${spoken.controlId} FROM unnest(${[...aspects].sort()}::text[]) AS w (aspect)
    ON CONFLICT (subject_id, aspect) DO UPDATE SET at = excluded.at, control_id = excluded.control_id
      WHERE (latest.at, latest.control_id) <= (excluded.at, excluded.control_id)
    RETURNING aspect`.execute(act.tx);
  return new Set(rows.map((row) => row.aspect));
}
