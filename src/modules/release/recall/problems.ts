import { declareProblems } from '../../../platform/problem.ts';

export const recallProblems = declareProblems('release', {
  recallUnknown: { kind: 'not-found', title: 'There is no such document to be recalled' },
  recallAnswered: { kind: 'conflict', title: 'Somebody in the list was told or left out before' },
});
