import type { Act } from '../../platform/act.ts';
import { listLetters } from '../correspondence/index.ts';
import { readInvoicesOfPerson } from '../release/index.ts';
import { isOneOf, lettersThatLeft, ownNames } from './own-letters.ts';
import { standFor } from './stand-for.ts';

/** What the person is asked to pay for copies or a further accounting; an invoice to anybody else is not told. */
export async function listOwnInvoices(act: Act, patientId: string) {
  const standing = await standFor(act, patientId);
  const names = await ownNames(act, standing);
  const isTheirs = isOneOf(names);
  const invoices = (await readInvoicesOfPerson(act, standing.memberIds)).filter(({ payerName }) => isTheirs(payerName));
  act.note({ count: invoices.length, subjectIds: invoices.map(({ id }) => id) });
  if (invoices.length === 0) return [];
  const letters = lettersThatLeft(await listLetters(act, { patientId: standing.patientId }), names);
  return invoices.map(({ id: _id, payerName: _payer, letterId, ...invoice }) => ({
    ...invoice,
    letterId: letters.some(({ id }) => id === letterId) ? letterId : null,
  }));
}
