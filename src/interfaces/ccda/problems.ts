import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('ccda', {
  movedMeanwhile: { kind: 'conflict', title: 'The record changed while the document was taken' },
  otherRecord: { kind: 'refused', title: 'The document stands in another record' },
  laterStands: { kind: 'refused', title: 'A later version of the document stands already' },
  notReadable: { kind: 'refused', title: 'This document is no readable C-CDA document' },
});
