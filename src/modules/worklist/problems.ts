import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('worklist', {
  taken: { kind: 'conflict', title: 'A colleague has this in hand' },
  notYours: { kind: 'conflict', title: 'This is for a colleague' },
  gone: { kind: 'not-found', title: 'This item is settled, or not yours to see' },
});
