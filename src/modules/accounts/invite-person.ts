import type { Act } from '../../platform/act.ts';
import { secretToken } from '../../platform/ids.ts';
import type { PersonId } from './ids.ts';
import { makeLink } from './links.ts';
import { type NewPerson, recordPerson } from './people.ts';
import { requireStepUp } from './require-step-up.ts';
import { markOf } from './shown-once.ts';

export interface Invited {
  readonly personId: PersonId;
  readonly expiresAt: string;
  readonly mark: string;
}

/**
 * Gives a person an account without roles and a link to set password and second factor with. Nobody but the one who
 * invites sees the link: they hand it over, since only they know whom they meant.
 * @throws accounts/username-taken, accounts/step-up-needed
 */
export async function invitePerson(act: Act, person: NewPerson, token = secretToken()): Promise<Invited> {
  await requireStepUp(act);
  const personId = await recordPerson(act, person);
  const link = await makeLink(act, { purpose: 'invitation', personId, token });
  act.emit('accounts.person-invited', { personId });
  return { personId, expiresAt: link.expiresAt.toISOString(), mark: markOf(token) };
}
