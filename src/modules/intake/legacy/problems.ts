import { declareProblems } from '../../../platform/problem.ts';

export const problems = declareProblems('intake', {
  indexUnreadable: { kind: 'invalid', title: 'The index cannot be read' },
  indexNotFound: { kind: 'not-found', title: 'No such index, or not one you may see' },
  runNotFound: { kind: 'not-found', title: 'No such import, or not one you may see' },
  mapIncomplete: { kind: 'invalid', title: 'The map does not fit the index' },
  folderUnreadable: { kind: 'invalid', title: 'The folder of the files cannot be read' },
  runUnderWay: { kind: 'conflict', title: 'This archive is being imported already' },
});
