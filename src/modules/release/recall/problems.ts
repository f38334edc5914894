import { declareProblems } from '../../../platform/problem.ts';

export const recallProblems = declareProblems('release', {
  recallRedacted: { kind: 'refused', title: 'Parts of the former version were blacked out' },
  recallOnPaper: { kind: 'refused', title: 'A corrected document leaves on paper' },
  recallUnenclosed: { kind: 'refused', title: 'The corrected document could not be put behind the letter' },
  recallUnknown: { kind: 'not-found', title: 'There is no such document to be recalled' },
  recallAnswered: { kind: 'conflict', title: 'Somebody in the list was told or left out before' },
});
