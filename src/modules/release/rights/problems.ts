import { declareProblems } from '../../../platform/problem.ts';

export const rightsProblems = declareProblems('release', {
  rightsUnknown: { kind: 'not-found', title: 'There is no such request about the record' },
  rightsUnfit: { kind: 'invalid', title: 'The request does not say enough' },
  rightsNotNow: { kind: 'conflict', title: 'This is not the next step of the request' },
  rightsNoExtension: { kind: 'refused', title: 'The time cannot be extended so' },
  statementTooLong: { kind: 'invalid', title: 'The statement is longer than the facility accepts' },
  amendmentGroundUnfit: { kind: 'refused', title: 'An amendment may not be refused so' },
  invoiceOpen: { kind: 'conflict', title: 'An invoice of this request stands' },
  priceNotAllowed: { kind: 'refused', title: 'This accounting is free' },
});
