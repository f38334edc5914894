import { declareProblems } from '../../../platform/problem.ts';

export const threadProblems = declareProblems('correspondence', {
  contactUnknown: { kind: 'not-found', title: 'No such note, or not one you may see' },
  contactWithdrawn: { kind: 'conflict', title: 'The note was withdrawn' },
  answersNothing: { kind: 'invalid', title: 'What it answers is not of this case' },
  inTheFuture: { kind: 'invalid', title: 'This has not happened yet' },
  nobodyToRemind: { kind: 'invalid', title: 'Nobody is said to answer' },
  noAnswerAwaited: { kind: 'conflict', title: 'No answer is waited for' },
});
