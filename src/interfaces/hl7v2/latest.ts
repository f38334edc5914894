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

/** When a part of a subject was said last. */
export async function latestOf(act: Act, subjectId: string, aspect: string): Promise<Spoken | undefined> {
  const { rows } = await sql<{ at: Date; control_id: string }>`
    SELECT at, control_id FROM hl7v2.latest WHERE subject_id = ${subjectId}::uuid AND aspect = ${aspect}`.execute(
    act.tx,
  );
  const row = rows[0];
  return row === undefined ? undefined : { at: row.at, controlId: row.control_id };
}

/** One of two was said after the other. */
export function isLater(one: Spoken, other: Spoken): boolean {
  const [a, b] = [one.at.getTime(), other.at.getTime()];
  return a === b ? one.controlId > other.controlId : a > b;
}

/** One subject takes over what was said of another: the parts of which nothing later was said of itself. */
export async function inheritLatest(act: Act, fromId: string, intoId: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ aspect: string }>`
    INSERT INTO hl7v2.latest (subject_id, aspect, at, control_id)
    SELECT ${intoId}::uuid, aspect, at, control_id FROM hl7v2.latest WHERE subject_id = ${fromId}::uuid ORDER BY aspect
    ON CONFLICT (subject_id, aspect) DO UPDATE SET at = excluded.at, control_id = excluded.control_id
      WHERE (latest.at, latest.control_id) <= (excluded.at, excluded.control_id)
    RETURNING aspect`.execute(act.tx);
  return new Set(rows.map((row) => row.aspect));
}
