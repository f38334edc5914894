import type { Act } from '../../platform/act.ts';
import { withinReach } from './decide-role-change.ts';
import { personById, rolesHeld } from './people.ts';
import { problems } from './problems.ts';
import { requireStepUp } from './require-step-up.ts';

/**
 * The person somebody is about to manage, if they may: proved again who they are, and the person acts nowhere else.
 * @throws accounts/step-up-needed, accounts/no-such-person, accounts/beyond-reach
 */
export async function personToManage(act: Act, personId: string) {
  await requireStepUp(act);
  const person = await personById(act.tx, personId);
  const held = await rolesHeldBy(act, personId);
  if (!withinReach(act.scope.facilityIds, held)) throw beyondReach();
  act.note({ subjectIds: [personId] });
  return { person, held };
}

export async function rolesHeldBy(act: Act, personId: string) {
  return rolesHeld(act.tx)
    .select(['held.id', 'held.role', 'held.facility_id as facilityId'])
    .where('held.person_id', '=', personId)
    .execute();
}

export function beyondReach() {
  return problems.beyondReach({
    detail: 'Nothing was changed. Ask an administrator of all facilities, or choose one of your own facilities.',
  });
}
