import { declareProblems } from '../../../platform/problem.ts';

export const verifyingProblems = declareProblems('intake', {
  verificationNotFound: { kind: 'not-found', title: 'There is nothing to verify here' },
  verificationDone: { kind: 'conflict', title: 'This was done meanwhile' },
  verificationNotYours: { kind: 'conflict', title: 'This is for a colleague' },
  choiceMissing: { kind: 'invalid', title: 'Say of each difference who is right' },
});
