import { declareProblems } from '../../../platform/problem.ts';

export const papersProblems = declareProblems('release', {
  paperNotHere: { kind: 'not-found', title: 'The case has no such paper' },
});
