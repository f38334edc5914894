import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { facilityById } from '../directory/index.ts';
import { administersEverything, keepAnAdministrator } from './administrators.ts';
import { decideGrant } from './decide-role-change.ts';
import { forgetIdentified } from './identified-lately.ts';
import { beyondReach, personToManage } from './manage-person.ts';
import { problems } from './problems.ts';

/**
 * Gives a person a role at one facility, or (null) at all.
 * @throws accounts/own-roles, accounts/beyond-reach, accounts/no-such-role, accounts/already-so, directory/no-such-facility
 */
export async function assignRole(
  act: Act,
  input: { personId: string; role: string; facilityId: string | null },
): Promise<{ assignmentId: string }> {
  const { personId, role, facilityId } = input;
  const { held } = await personToManage(act, personId);
  await refuseUnknown(act, role, facilityId);
  const refusal = decideGrant({
    actorId: act.actor.id,
    reach: act.scope.facilityIds,
    personId,
    grant: { role, facilityId },
    held,
  });
  if (refusal === 'own-roles')
    throw problems.ownRoles({ detail: 'Nothing was changed. Another administrator has to grant it.' });
  if (refusal === 'beyond-reach') throw beyondReach();
  if (held.some((each) => each.role === role && each.facilityId === facilityId))
    throw problems.alreadySo({ detail: 'The role is held there already. Nothing was changed.' });
  const assignmentId = newId();
  await act.tx
    .insertInto('accounts.role_assignment')
    .values({
      id: assignmentId,
      person_id: personId,
      role,
      facility_id: facilityId,
      granted_at: act.now,
      granted_by: act.actor.id,
    })
    .execute();
  if (role === 'administrator' && facilityId === null) await closeSetupIfOpen(act, personId);
  act.note({ detail: { role, facilityId } });
  act.emit('accounts.roles-changed', { personId });
  act.afterCommit(forgetIdentified);
  return { assignmentId };
}

async function refuseUnknown(act: Act, role: string, facilityId: string | null): Promise<void> {
  const known = await act.tx.selectFrom('accounts.role').select('name').where('name', '=', role).executeTakeFirst();
  if (known === undefined)
    throw problems.noSuchRole({ detail: 'Nothing was changed. Choose a role from the list.', at: 'role' });
  if (facilityId !== null) await facilityById(act, facilityId);
}

/** An operator at the machine may make the first administrator without the link: set-up is closed all the same. */
async function closeSetupIfOpen(act: Act, personId: string): Promise<void> {
  await act.tx
    .insertInto('accounts.setup_closure')
    .values({ closed_at: act.now, person_id: personId })
    .onConflict((conflict) => conflict.column('once').doNothing())
    .execute();
}

/**
 * Ends a role. The person's next request is decided without it.
 * @throws accounts/no-such-assignment, accounts/beyond-reach, accounts/last-administrator
 */
export async function endRole(
  act: Act,
  input: { personId: string; assignmentId: string; reason: string },
): Promise<void> {
  const { personId, assignmentId, reason } = input;
  const { held } = await personToManage(act, personId);
  const assignment = held.find((each) => each.id === assignmentId);
  if (assignment === undefined)
    throw problems.noSuchAssignment({ detail: 'The role ended already. Reload the person; nothing was changed.' });
  if (assignment.role === 'administrator' && (await administersEverything(act, personId)))
    await keepAnAdministrator(act, personId);
  await act.tx
    .insertInto('accounts.role_assignment_end')
    .values({ assignment_id: assignmentId, at: act.now, by: act.actor.id, reason })
    .execute();
  act.note({ detail: { role: assignment.role, facilityId: assignment.facilityId } });
  act.emit('accounts.roles-changed', { personId });
  act.afterCommit(forgetIdentified);
}
