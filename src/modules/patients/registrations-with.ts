import { sql } from 'kysely';
import type { Queries } from '../../platform/db/database.ts';

/**
 * All registrations of the same people as those given, merged ones included; ids that stand for nobody are kept. For
 * identifying an actor who is a patient too: it works before any scope is in force.
 */
export async function registrationsWith(queries: Queries, patientIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ ids: string[] }>`
    SELECT patients.registrations_with(${patientIds}::uuid[])::text[] AS ids`.execute(queries);
  return [...new Set([...patientIds, ...(rows[0]?.ids ?? [])])];
}
