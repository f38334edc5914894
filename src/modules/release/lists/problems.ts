import { declareProblems } from '../../../platform/problem.ts';

export const listProblems = declareProblems('release', {
  listUnreadable: { kind: 'invalid', title: 'The list cannot be read' },
  listNotFound: { kind: 'not-found', title: 'No such list here' },
  listColumns: { kind: 'invalid', title: 'The columns do not say enough' },
  listUnderWay: { kind: 'conflict', title: 'The rows of this list are being taken in' },
});
