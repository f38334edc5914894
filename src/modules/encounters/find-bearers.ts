import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/**
 * Whose visit or account bears one of these numbers, or bore it before: surviving registrations, each once. Labels and pages
 * keep the number with which they were printed.
 */
export async function bearersOfNumbers(
  act: Act,
  kind: 'visit' | 'account',
  numbers: readonly string[],
  limit: number,
): Promise<string[]> {
  if (numbers.length === 0) return [];
  const asked = sql`ANY (${[...new Set(numbers)]}::text[])`;
  const bearing =
    kind === 'visit'
      ? sql`SELECT patient_id FROM encounters.encounter WHERE visit_number = ${asked}
          UNION SELECT patient_id FROM encounters.former_number WHERE number = ${asked}`
      : sql`SELECT patient_id FROM encounters.encounter WHERE account_number = ${asked}
          UNION SELECT patient_id FROM encounters.account_number WHERE number = ${asked}
          UNION SELECT patient_id FROM encounters.account_number WHERE into_number = ${asked}`;
  const { rows } = await sql<{ survivor_id: string }>`
    SELECT DISTINCT m.survivor_id FROM (${bearing}) b JOIN patients.member m ON m.patient_id = b.patient_id
    LIMIT ${limit}`.execute(act.tx);
  return rows.map((row) => row.survivor_id);
}
