import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('intake', {
  notFound: { kind: 'not-found', title: 'No such item, or not one you may see' },
  noFile: { kind: 'invalid', title: 'No file came with the request' },
  notRead: { kind: 'conflict', title: 'The item has not been read yet' },
  pagesSettled: { kind: 'conflict', title: 'Some of these pages are settled already' },
  noSuchPage: { kind: 'invalid', title: 'The item has no such page' },
  patientMismatch: { kind: 'refused', title: 'The page names somebody else' },
  encounterMissing: { kind: 'refused', title: 'Choose the encounter' },
  reasonMissing: { kind: 'invalid', title: 'Say why' },
  nothingToUndo: { kind: 'conflict', title: 'There is nothing to undo' },
  nothingToRetry: { kind: 'conflict', title: 'There is nothing to read again' },
});
