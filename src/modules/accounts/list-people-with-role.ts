import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';

/** A site has hundreds; a list to choose from never needs more. */
const MOST = 1_000;

/** People who hold a role now, at that facility or everywhere, and were not deactivated; by name. */
export async function peopleWithRole(
  act: Act,
  role: string,
  where: { readonly facilityId?: string | undefined; readonly personId?: string | undefined },
): Promise<{ id: string; name: string }[]> {
  const facilities = where.facilityId === undefined ? act.scope.facilityIds : [where.facilityId];
  const { rows } = await sql<{ id: string; name: string }>`
    SELECT person.id, person.display_name AS name FROM accounts.person person
    WHERE ${where.personId === undefined ? sql`true` : sql`person.id = ${where.personId}::uuid`}
      AND person.id IN (SELECT held.person_id FROM accounts.role_assignment held
        WHERE held.role = ${role} AND held.person_id IS NOT NULL
          AND ${facilities === 'all' ? sql`true` : sql`(held.facility_id IS NULL OR held.facility_id = ANY (${facilities}::uuid[]))`}
          AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id))
      AND NOT EXISTS (SELECT FROM accounts.deactivation gone WHERE gone.person_id = person.id
        AND NOT EXISTS (SELECT FROM accounts.reinstatement back WHERE back.deactivation_id = gone.id))
    ORDER BY person.display_name LIMIT ${MOST}`.execute(act.tx);
  return rows;
}
