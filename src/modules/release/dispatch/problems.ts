import { declareProblems } from '../../../platform/problem.ts';

export const dispatchProblems = declareProblems('release', {
  addressMissing: { kind: 'invalid', title: 'There is no address for the label' },
  mediumInTheClear: { kind: 'refused', title: 'A medium leaves encrypted only' },
  dispatchUnknown: { kind: 'not-found', title: 'No such dispatch here' },
  dispatchNotMade: { kind: 'refused', title: 'It is not printed or written yet' },
  dispatchPosted: { kind: 'conflict', title: 'This was posted before' },
  dispatchEnded: { kind: 'conflict', title: 'Somebody said already what became of this' },
  pickUpUnsure: { kind: 'invalid', title: 'It is not said enough who takes this' },
});
