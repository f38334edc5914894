import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import type { IdentifierFacts } from '../../modules/patients/index.ts';

export interface FoundPerson {
  /** The registration that has the number, and the one it was merged into. */
  readonly patientId: string;
  readonly survivorId: string;
  /** The number was another patient's before: what was said earlier is of that one (`moved.ts`). */
  readonly renumbered?: boolean | undefined;
}

/** Numbers of the index; social security, insurance and the like may be shared and identify nobody here. */
const IDENTIFYING = new Set(['mrn', 'other', 'national']);

export function identifyingNumbers(numbers: readonly IdentifierFacts[]): IdentifierFacts[] {
  const own = numbers.filter((each) => each.kind === 'mrn');
  return [...own, ...numbers.filter((each) => each.kind !== 'mrn' && IDENTIFYING.has(each.kind))];
}

/** One look at an index for each number, whatever the size of the register. Retired numbers find too. Where several numbers are known, the medical record number decides. */
export async function findPerson(act: Act, numbers: readonly IdentifierFacts[]): Promise<FoundPerson | undefined> {
  const asked = identifyingNumbers(numbers);
  if (asked.length === 0) return undefined;
  const { rows } = await sql<{ patient_id: string; survivor_id: string; renumbered: boolean }>`
    SELECT i.patient_id, m.survivor_id,
      EXISTS (SELECT FROM patients.number_move v WHERE v.value = w.value AND v.system = w.system) AS renumbered
    FROM unnest(${asked.map((each) => each.system)}::text[], ${asked.map((each) => each.value)}::text[]) WITH ORDINALITY AS w (system, value, place)
    CROSS JOIN LATERAL (SELECT f.patient_id, f.retired_at, f.recorded_at FROM patients.identifier f
      WHERE f.value = w.value AND f.system = w.system ORDER BY f.retired_at NULLS FIRST, f.recorded_at LIMIT 1) i
    JOIN LATERAL (SELECT own.survivor_id FROM patients.member own WHERE own.patient_id = i.patient_id LIMIT 1) m ON true
    ORDER BY w.place LIMIT 1`.execute(act.tx);
  const row = rows[0];
  return row === undefined
    ? undefined
    : { patientId: row.patient_id, survivorId: row.survivor_id, renumbered: row.renumbered };
}

/** What a message that came too early waits for; kept as a keyed digest. */
export function personKey(number: IdentifierFacts): string {
  return JSON.stringify(['person', number.system, number.value]);
}
