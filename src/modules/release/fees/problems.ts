import { declareProblems } from '../../../platform/problem.ts';

export const feeProblems = declareProblems('release', {
  quoteUnknown: { kind: 'not-found', title: 'There is no such quote in this request' },
  quoteOutdated: { kind: 'conflict', title: 'The fee has changed since it was worked out' },
  nothingToCharge: { kind: 'refused', title: 'There is nothing to invoice' },
  feeUnconfirmed: { kind: 'refused', title: 'Somebody must confirm this sum first' },
  feeWaived: { kind: 'refused', title: 'The fee of this request was waived' },
  invoiceStands: { kind: 'conflict', title: 'An invoice of this request stands already' },
  patientNotBilled: { kind: 'refused', title: 'The patient is not billed for this copy' },
  priceWasAgreed: { kind: 'refused', title: 'The price of an accounting was agreed to' },
  invoiceUnknown: { kind: 'not-found', title: 'There is no such invoice here' },
  invoiceCredited: { kind: 'conflict', title: 'This invoice was credited' },
  invoicePaid: { kind: 'refused', title: 'Nothing is open on this invoice' },
  moreThanOpen: { kind: 'refused', title: 'That is more than is open' },
  notOverpaid: { kind: 'refused', title: 'There is not so much to give back' },
  notPaidBefore: { kind: 'refused', title: 'There is no such payment to take back' },
  cardNumber: { kind: 'invalid', title: 'That looks like the number of a card' },
  issuedOutside: { kind: 'invalid', title: 'The invoice cannot have been sent on that day' },
});
