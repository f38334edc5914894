import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('access', {
  notPermitted: { kind: 'forbidden', title: 'You may not do this' },
  ownRecord: { kind: 'forbidden', title: 'This is your own record, or that of somebody close to you' },
  noSuchGrant: { kind: 'not-found', title: 'No such access waits for your review' },
});
