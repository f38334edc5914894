import { declareProblems } from '../../../platform/problem.ts';

export const problems = declareProblems('intake', {
  objectNotFound: { kind: 'not-found', title: 'No such thing, or not one you may see' },
  notAnObject: { kind: 'invalid', title: 'The thing cannot be recorded so' },
  objectNumberTaken: { kind: 'conflict', title: 'Another thing has this label' },
  objectChanged: { kind: 'conflict', title: 'A colleague did something with it meanwhile' },
  movementImpossible: { kind: 'refused', title: 'This cannot be done with it now' },
  movementIncomplete: { kind: 'invalid', title: 'Something is missing' },
  objectNeeded: { kind: 'refused', title: 'It may not be destroyed' },
  ownObject: { kind: 'forbidden', title: 'It is of your own record' },
});
