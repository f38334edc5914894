import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('worklist', {
  taken: { kind: 'conflict', title: 'A colleague has this in hand' },
  gone: { kind: 'not-found', title: 'This item is settled, or not yours to see' },
});
