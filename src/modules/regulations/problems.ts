import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('regulations', {
  noSuchRule: { kind: 'not-found', title: 'No such rule' },
  noSuchVersion: { kind: 'not-found', title: 'No decision here rested on that version of the rule' },
  noSuchDeadline: { kind: 'not-found', title: 'No such deadline, or not yours to see' },
  receivedInFuture: { kind: 'invalid', title: 'The receipt stamp lies in the future' },
  settled: { kind: 'conflict', title: 'This clock has already ended' },
  paused: { kind: 'conflict', title: 'This clock already stands still' },
  notPaused: { kind: 'conflict', title: 'This clock is running' },
  noExtension: { kind: 'refused', title: 'The law allows no further extension' },
  extensionTooLate: { kind: 'refused', title: 'The notice came after the day that was due' },
  extensionDay: { kind: 'refused', title: 'That day is not one to which the clock can be extended' },
  noGroundToPause: { kind: 'refused', title: 'The law names no such ground to stop this clock' },
  pauseInFuture: { kind: 'invalid', title: 'That day lies in the future or before the clock started' },
});
