import { declareProblems } from '../../../platform/problem.ts';

export const structuredProblems = declareProblems('release', {
  structuredTooLarge: { kind: 'refused', title: 'The record has too many entries of data for one packet' },
  structuredNone: { kind: 'refused', title: 'No entry of data may go along' },
  structuredOutdated: { kind: 'conflict', title: 'The structured part changed since it was chosen' },
});
