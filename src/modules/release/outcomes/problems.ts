import { declareProblems } from '../../../platform/problem.ts';

export const outcomeProblems = declareProblems('release', {
  letterOwed: { kind: 'refused', title: 'A letter of this case has not left yet' },
  reviewOpen: { kind: 'refused', title: 'A denial of this case is being reviewed' },
  outcomeStands: { kind: 'conflict', title: 'An outcome of this request stands already' },
  outcomeUnknown: { kind: 'not-found', title: 'There is no such outcome in this request' },
  outcomeTold: { kind: 'conflict', title: 'The letter has left: this outcome was told' },
  outcomeUnfit: { kind: 'refused', title: 'This request cannot end so' },
  letterNeeded: { kind: 'refused', title: 'This outcome is always told by a letter' },
  factsMissing: { kind: 'invalid', title: 'Something is missing that the letter must say' },
  noGround: { kind: 'refused', title: 'Access cannot be refused on this ground' },
  denialLetterIncomplete: { kind: 'invalid', title: 'The letter of denial would not be complete' },
  noExtension: { kind: 'refused', title: 'The time cannot be extended' },
  notReviewable: { kind: 'refused', title: 'This denial gives no right to a review' },
  reviewStands: { kind: 'conflict', title: 'The review of this denial was recorded before' },
  reviewerTookPart: { kind: 'refused', title: 'The reviewer took part in the denial' },
  reviewUnknown: { kind: 'not-found', title: 'There is no open review here' },
});
