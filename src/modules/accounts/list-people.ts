import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { isId } from '../../platform/ids.ts';
import { HARD_STOP } from './derive-sign-in-gate.ts';

export const PEOPLE_PER_PAGE = 100;

export interface ListedPerson {
  id: string;
  username: string;
  name: string;
  email: string | null;
  state: 'invited' | 'active' | 'stopped' | 'deactivated';
  lastSignInAt: Date | null;
  roles: { assignmentId: string; role: string; facilityId: string | null }[];
}

/** One status by name, derived here and nowhere stored. */
const STATE = sql<ListedPerson['state']>`CASE
  WHEN EXISTS (SELECT FROM accounts.deactivation gone WHERE gone.person_id = person.id
               AND NOT EXISTS (SELECT FROM accounts.reinstatement back WHERE back.deactivation_id = gone.id)) THEN 'deactivated'
  WHEN NOT EXISTS (SELECT FROM accounts.password WHERE password.person_id = person.id) THEN 'invited'
  WHEN EXISTS (SELECT FROM accounts.sign_in_attempt attempt WHERE attempt.person_id = person.id AND attempt.failures >= ${HARD_STOP}) THEN 'stopped'
  ELSE 'active' END`;

/**
 * Who may sign in, by username; somebody who manages one facility sees those who act there and those without a role.
 * @param after username key of the last person of the page before
 */
export async function listPeople(act: Act, page: { after?: string | undefined; limit?: number | undefined }) {
  const limit = Math.min(page.limit ?? PEOPLE_PER_PAGE, PEOPLE_PER_PAGE);
  const facilities = act.scope.facilityIds;
  const rolesOf = sql`(SELECT coalesce(json_agg(json_build_object('assignmentId', held.id, 'role', held.role, 'facilityId', held.facility_id) ORDER BY held.role), '[]')
    FROM accounts.role_assignment held WHERE held.person_id = person.id
      AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id))`;
  const within =
    facilities === 'all'
      ? sql`true`
      : sql`NOT EXISTS (SELECT FROM accounts.role_assignment held WHERE held.person_id = person.id)
            OR EXISTS (SELECT FROM accounts.role_assignment held WHERE held.person_id = person.id
                       AND held.facility_id = ANY (${facilities}::uuid[]))`;
  const { rows } = await sql<ListedPerson & { key: string }>`
    SELECT person.id, person.username, person.username_key AS key, person.display_name AS name, person.email, ${STATE} AS state,
      (SELECT max(session.created_at) FROM accounts.session session WHERE session.person_id = person.id) AS "lastSignInAt",
      ${rolesOf} AS roles
    FROM accounts.person person
    WHERE person.username_key > ${page.after ?? ''} AND (${within})
    ORDER BY person.username_key LIMIT ${limit + 1}`.execute(act.tx);
  const shown = rows.slice(0, limit);
  act.note({ count: shown.length });
  const next = rows.length > limit ? shown.at(-1)?.key : undefined;
  return {
    people: shown.map(({ key: _key, lastSignInAt, ...person }) => ({
      ...person,
      lastSignInAt: lastSignInAt?.toISOString() ?? null,
    })),
    next: next ?? null,
  };
}

/** The roles that can be assigned, with their duty in one sentence. */
export async function listRoles(act: Act) {
  return act.tx.selectFrom('accounts.role').select(['name', 'description']).orderBy('name').execute();
}

/**
 * Names of people for lists of other modules: who claimed, who filed, who approved. The operator and the machine act under
 * words that are no id; they have none here.
 */
export async function namesOfPeople(act: Act, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(personIds)].filter(isId);
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .selectFrom('accounts.person')
    .select(['id', 'display_name'])
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** Which roles people hold now, for lists that say who somebody is without a name. */
export async function rolesOfPeople(act: Act, personIds: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const roles = new Map<string, string[]>();
  if (personIds.length === 0) return roles;
  const { rows } = await sql<{ id: string; role: string }>`
    SELECT DISTINCT held.person_id AS id, held.role FROM accounts.role_assignment held
    WHERE held.person_id = ANY (${[...new Set(personIds)]}::uuid[])
      AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id)
    ORDER BY held.role`.execute(act.tx);
  for (const { id, role } of rows) roles.set(id, [...(roles.get(id) ?? []), role]);
  return roles;
}
