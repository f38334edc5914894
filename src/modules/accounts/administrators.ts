import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { rolesHeld } from './people.ts';
import { problems } from './problems.ts';

/** Arbitrary but fixed: whoever takes administrators away does so one after the other. */
const ADMINISTRATORS_LOCK = 7_041_774;

/**
 * Two administrators who take each other's role away at the same moment must not both succeed.
 * @throws accounts/last-administrator when nobody else administers all facilities and may sign in
 */
export async function keepAnAdministrator(act: Act, leaving: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`.execute(act.tx);
  const other = await rolesHeld(act.tx)
    .innerJoin('accounts.password as password', 'password.person_id', 'held.person_id')
    .select('held.person_id')
    .where('held.role', '=', 'administrator')
    .where('held.facility_id', 'is', null)
    .where('held.person_id', '<>', leaving)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('accounts.deactivation as gone')
            .leftJoin('accounts.reinstatement as back', 'back.deactivation_id', 'gone.id')
            .select('gone.id')
            .whereRef('gone.person_id', '=', 'held.person_id')
            .where('back.deactivation_id', 'is', null),
        ),
      ),
    )
    .limit(1)
    .executeTakeFirst();
  if (other === undefined)
    throw problems.lastAdministrator({
      detail: 'Nothing was changed. Make another person administrator of all facilities first.',
    });
}

export async function administersEverything(act: Act, personId: string): Promise<boolean> {
  const held = await rolesHeld(act.tx)
    .select('held.id')
    .where('held.person_id', '=', personId)
    .where('held.role', '=', 'administrator')
    .where('held.facility_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return held !== undefined;
}
