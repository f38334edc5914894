import { declareProblems } from '../../../platform/problem.ts';

export const problems = declareProblems('intake', {
  projectNotFound: { kind: 'not-found', title: 'No such project, or not one you may see' },
  boxNotFound: { kind: 'not-found', title: 'No such box, or not one you may see' },
  notAProject: { kind: 'invalid', title: 'The project cannot be recorded so' },
  labelTaken: { kind: 'conflict', title: 'The label is taken' },
  notOfThatBox: { kind: 'invalid', title: 'These do not belong together' },
  originalNeeded: { kind: 'refused', title: 'The original is still needed' },
});
