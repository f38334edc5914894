import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('intake', {
  notFound: { kind: 'not-found', title: 'No such item, or not one you may see' },
  partNotFound: { kind: 'not-found', title: 'No such document in the batch any more' },
  batchNotFound: { kind: 'not-found', title: 'No such batch, or not one you may see' },
  layoutChanged: { kind: 'conflict', title: 'The batch was changed meanwhile' },
  layoutIncomplete: { kind: 'invalid', title: 'The layout does not hold exactly the open pages' },
  partInHands: { kind: 'conflict', title: 'A colleague has one of these documents in hand' },
  sheetsDoNotAddUp: { kind: 'refused', title: 'The sheets do not add up' },
  notABatch: { kind: 'invalid', title: 'The batch cannot be prepared so' },
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
