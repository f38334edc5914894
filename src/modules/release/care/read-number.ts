import type { Act } from '../../../platform/act.ts';
import type { CareKind } from './care-address.ts';
import { careProblems } from './problems.ts';

/** A number or address of the register of requesters that somebody verified. */
export interface VerifiedNumber {
  readonly id: string;
  readonly requesterId: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly kind: CareKind;
  readonly value: string;
}

/** Of a provider, verified and in use: others are never sent to without a call. @throws release/number-unknown */
export async function readNumber(act: Act, id: string): Promise<VerifiedNumber> {
  const row = await act.tx
    .selectFrom('release.requester_channel as c')
    .innerJoin('release.requester as r', 'r.id', 'c.requester_id')
    .select(['c.id', 'c.requester_id as requesterId', 'r.name', 'r.organisation', 'c.kind', 'c.value'])
    .where('c.id', '=', id)
    .where('c.kind', 'in', ['fax', 'email'])
    .where('c.verified_at', 'is not', null)
    .where('c.ended_at', 'is', null)
    .where('r.class', '=', 'provider')
    .executeTakeFirst();
  if (row === undefined)
    throw careProblems.numberUnknown({
      detail: 'Nothing was sent. The number was taken back meanwhile: call the recipient and give it anew.',
      at: 'number',
    });
  return { ...row, kind: row.kind as CareKind }; // as asked for above
}
