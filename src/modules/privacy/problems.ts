import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('privacy', {
  notFound: { kind: 'not-found', title: 'No such incident here' },
  settled: { kind: 'conflict', title: 'The incident has its outcome already' },
  discoveredInFuture: { kind: 'invalid', title: 'The discovery lies in the future' },
  discoveredLater: { kind: 'invalid', title: 'A discovery cannot be moved to a later time' },
  nothingToLookAt: { kind: 'conflict', title: 'There is no assessment that waits for a second look' },
  secondPerson: { kind: 'refused', title: 'Another person must take the second look' },
  notAssessed: { kind: 'refused', title: 'The assessment does not carry this outcome yet' },
  nobodyAffected: { kind: 'refused', title: 'Nobody is named yet whose information it was' },
  notNotified: { kind: 'refused', title: 'Not everybody affected has been written to' },
  receivedOutside: { kind: 'refused', title: 'Somebody outside received it: it needs an assessment' },
  ownReport: { kind: 'refused', title: 'Nobody makes the report of their own record' },
  periodInOrder: { kind: 'invalid', title: 'The period is not in order' },
  reportTooLong: { kind: 'refused', title: 'The report is too long for one letter' },
});
