import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('smart', {
  requestOver: { kind: 'not-found', title: 'This request of an app is over' },
  choosePatient: { kind: 'invalid', title: 'Choose the patient' },
});
