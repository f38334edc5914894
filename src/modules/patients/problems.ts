import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('patients', {
  notFound: { kind: 'not-found', title: 'No such patient, or not one you may see' },
  numberTaken: { kind: 'conflict', title: 'That medical record number belongs to another patient' },
  numberGone: { kind: 'conflict', title: 'The number is not this patient’s any more' },
  nameless: { kind: 'invalid', title: 'A patient needs a name' },
  impossibleDate: { kind: 'invalid', title: 'That birth date cannot be right' },
  changedMeanwhile: { kind: 'conflict', title: 'Somebody else changed this patient in the meantime' },
  alreadyMerged: { kind: 'conflict', title: 'These registrations are one person already' },
  keptApart: { kind: 'refused', title: 'These are two people and are kept apart' },
  sealedIdentity: { kind: 'refused', title: 'This identity is sealed' },
  notMerged: { kind: 'conflict', title: 'There is no such merge in force' },
  nothingAsked: { kind: 'invalid', title: 'Say whom to look for' },
  noRepresentative: { kind: 'not-found', title: 'No such representative of this patient' },
  powerEndedBefore: { kind: 'conflict', title: 'The end of this power was recorded before' },
  nothingToDecide: { kind: 'refused', title: 'Nobody can decide that this representative may act' },
  datesReversed: { kind: 'invalid', title: 'The last day lies before the first' },
});
