import type { Act } from '../../platform/act.ts';
import type { Queries } from '../../platform/db/database.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonId } from './ids.ts';
import { problems } from './problems.ts';
import { usernameKey } from './username.ts';

/** Roles held now. */
export function rolesHeld(tx: Queries) {
  return tx
    .selectFrom('accounts.role_assignment as held')
    .leftJoin('accounts.role_assignment_end as ended', 'ended.assignment_id', 'held.id')
    .where('ended.assignment_id', 'is', null);
}

/** The deactivation in force, if there is one. */
export async function deactivationOf(tx: Queries, personId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('accounts.deactivation as gone')
    .leftJoin('accounts.reinstatement as back', 'back.deactivation_id', 'gone.id')
    .select('gone.id')
    .where('gone.person_id', '=', personId)
    .where('back.deactivation_id', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

/** @throws accounts/no-such-person */
export async function personById(tx: Queries, id: string) {
  const person = await tx.selectFrom('accounts.person').selectAll().where('id', '=', id).executeTakeFirst();
  if (person === undefined)
    throw problems.noSuchPerson({ detail: 'Nothing was changed. Reload the list of people and choose again.' });
  return person;
}

export interface NewPerson {
  readonly username: string;
  readonly displayName: string;
  readonly email?: string | undefined;
}

/** @throws accounts/username-taken */
export async function recordPerson(act: Act, person: NewPerson, id: string = newId()): Promise<PersonId> {
  const recorded = await act.tx
    .insertInto('accounts.person')
    .values({
      id,
      username: person.username.trim(),
      username_key: usernameKey(person.username),
      display_name: person.displayName.trim(),
      email: person.email ?? null,
      created_at: act.now,
      created_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.column('username_key').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (recorded === undefined)
    throw problems.usernameTaken({ detail: 'Nothing was saved. Choose another username.', at: 'username' });
  act.note({ subjectIds: [recorded.id] });
  return recorded.id as PersonId;
}
