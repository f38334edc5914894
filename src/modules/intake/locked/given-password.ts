import type { Act } from '../../../platform/act.ts';
import type { Refusal } from '../../../platform/reading/index.ts';

export const PASSWORD_USE = 'intake password of a file';

/** The password of a locked file that waits to be read with it, sealed and bound to the file. */
export async function sealedPassword(act: Act, itemId: string): Promise<Buffer | undefined> {
  const row = await act.tx
    .selectFrom('intake.given_password')
    .select('sealed')
    .where('item_id', '=', itemId)
    .executeTakeFirst();
  return row?.sealed;
}

/** It has opened the file or not: either way it is kept no longer. */
export async function forgetPassword(act: Act, itemId: string): Promise<void> {
  await act.tx.deleteFrom('intake.given_password').where('item_id', '=', itemId).execute();
}

/** A password was given, and the file is still locked. */
export function refusedPassword(refusal: Refusal): Refusal {
  if (refusal.reason !== 'encrypted') return refusal;
  return {
    ...refusal,
    detail:
      'The password that was given does not open the file. Capitals count; ask the sender again, or for a copy without one.',
  };
}
