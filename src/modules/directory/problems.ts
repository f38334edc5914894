import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('directory', {
  noSuchFacility: { kind: 'not-found', title: 'No such facility' },
  unknownTimeZone: { kind: 'invalid', title: 'That is not a time zone' },
  changedMeanwhile: { kind: 'conflict', title: 'Somebody else changed this facility in the meantime' },
});
