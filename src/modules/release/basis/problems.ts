import { declareProblems } from '../../../platform/problem.ts';

export const basisProblems = declareProblems('release', {
  widerThanUsual: { kind: 'refused', title: 'The scope is wider than this purpose usually needs' },
  groundMissing: { kind: 'refused', title: 'Access may be refused only on a ground of the law' },
  encounterUnknown: { kind: 'not-found', title: 'There is no such encounter of this patient' },
});
