import { declareProblems } from '../../../platform/problem.ts';

export const restrictionProblems = declareProblems('release', {
  restrictionUnknown: { kind: 'not-found', title: 'There is no such restriction of this patient' },
  restrictionUnfit: { kind: 'invalid', title: 'The restriction does not say enough' },
  restrictionMustBeGranted: { kind: 'refused', title: 'This restriction may not be refused' },
  restrictionAnswered: { kind: 'conflict', title: 'This restriction was answered before' },
  restrictionEnded: { kind: 'conflict', title: 'This restriction was ended before' },
  restrictionStays: { kind: 'refused', title: 'The facility cannot end this restriction by itself' },
  restrictionUnanswered: { kind: 'conflict', title: 'This restriction was not answered yet' },
  reachedOtherwise: { kind: 'refused', title: 'The patient asked to be reached another way' },
  reachUnsaid: { kind: 'refused', title: 'It is not said how this reaches the patient as asked' },
  restrictionTold: { kind: 'conflict', title: 'The answer to this restriction was written before' },
});
