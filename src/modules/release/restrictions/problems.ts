import { declareProblems } from '../../../platform/problem.ts';

export const restrictionProblems = declareProblems('release', {
  restrictionUnknown: { kind: 'not-found', title: 'There is no such restriction of this patient' },
  restrictionUnfit: { kind: 'invalid', title: 'The restriction does not say enough' },
  restrictionMustBeGranted: { kind: 'refused', title: 'This restriction may not be refused' },
  restrictionAnswered: { kind: 'conflict', title: 'This restriction was answered before' },
  restrictionEnded: { kind: 'conflict', title: 'This restriction was ended before' },
  restrictionStays: { kind: 'refused', title: 'The facility cannot end this restriction by itself' },
});
