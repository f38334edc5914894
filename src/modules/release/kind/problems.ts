import { declareProblems } from '../../../platform/problem.ts';

export const kindProblems = declareProblems('release', {
  stampNotEarlier: { kind: 'invalid', title: 'A receipt stamp is only set back' },
  noFormNeeded: { kind: 'refused', title: 'A request by right of access does not fail for want of a form' },
  earlierUnknown: { kind: 'conflict', title: 'There is no such earlier case to this one' },
  caseUnknown: { kind: 'not-found', title: 'No open case has this number' },
  otherPatient: { kind: 'refused', title: 'The two cases are about different people' },
  noPapers: { kind: 'conflict', title: 'This case has no papers to give away' },
});
