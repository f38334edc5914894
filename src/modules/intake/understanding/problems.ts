import { declareProblems } from '../../../platform/problem.ts';

export const problems = declareProblems('intake', {
  unknownType: { kind: 'invalid', title: 'There is no such document type' },
  unknownSource: { kind: 'invalid', title: 'There is no such source' },
});
