import type { Act } from '../../../platform/act.ts';
import type { PatientRequest } from '../load-request.ts';
import { standingRequester } from '../requesters/load-requester.ts';

/** What was agreed with a requester of paying. */
export interface Terms {
  readonly prepay: boolean;
  readonly dueInDays: number;
}

/** Where nothing is agreed and nobody says otherwise. */
const USUAL: Terms = { prepay: false, dueInDays: 30 };

/** The terms of the requester of a case, as the directory has them; null where nothing is agreed. */
export async function readTerms(act: Act, request: Pick<PatientRequest, 'row'>): Promise<Terms | null> {
  return (await standingRequester(act, request.row.requester_id))?.terms ?? null;
}

/**
 * The terms of one invoice: what whoever sends it says, else what was agreed, else the usual. Somebody else who pays has
 * agreed to nothing.
 */
export async function termsOfInvoice(
  act: Act,
  request: Pick<PatientRequest, 'row'>,
  said: { readonly prepay?: boolean | undefined; readonly dueInDays?: number | undefined; readonly payer?: unknown },
): Promise<Terms> {
  const agreed = said.payer === undefined ? ((await readTerms(act, request)) ?? USUAL) : USUAL;
  return { prepay: said.prepay ?? agreed.prepay, dueInDays: said.dueInDays ?? agreed.dueInDays };
}
