import type { Act } from '../../platform/act.ts';
import { personToManage } from './manage-person.ts';

/**
 * After fifty failures in a row only an administrator lets the person try again.
 * @throws accounts/no-such-person, accounts/beyond-reach, accounts/step-up-needed
 */
export async function liftSignInStop(act: Act, personId: string): Promise<void> {
  await personToManage(act, personId);
  const lifted = await act.tx
    .deleteFrom('accounts.sign_in_attempt')
    .where('person_id', '=', personId)
    .returning('failures')
    .execute();
  act.note({ detail: { failures: lifted.reduce((sum, row) => sum + row.failures, 0) } });
}
