import { declareProblems } from '../../../platform/problem.ts';

export const makingProblems = declareProblems('release', {
  optionsUnfit: { kind: 'invalid', title: 'The packet cannot be made like that' },
  optionsAfterApproval: { kind: 'conflict', title: 'The release is approved as it was to be made' },
  batesTaken: { kind: 'conflict', title: 'These page numbers were given before' },
  documentOverLimit: { kind: 'refused', title: 'A document alone is larger than the largest file' },
});
