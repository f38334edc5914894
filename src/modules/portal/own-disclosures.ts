import type { Act } from '../../platform/act.ts';
import { accountForDisclosures } from '../release/index.ts';
import { standFor } from './stand-for.ts';

/** The accounting (45 CFR 164.528) as the person reads it: to whom, what, when, why. Names nobody of the desk. */
export async function accountToPerson(act: Act, patientId: string) {
  const standing = await standFor(act, patientId);
  const { from, to, disclosures } = await accountForDisclosures(act, { patientId: standing.patientId });
  return {
    from,
    to,
    disclosures: disclosures.map((each) => ({
      id: each.id,
      on: each.disclosedOn,
      recipient: each.recipientOrganisation ?? each.recipientName,
      recipientAddress: [...each.recipientAddress],
      description: each.description,
      purpose: each.purpose,
    })),
  };
}
