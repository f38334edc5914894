import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('identity', {
  pairUnknown: { kind: 'not-found', title: 'No such pair, or not one you may see' },
  samePerson: { kind: 'invalid', title: 'These two are one registration, or one person already' },
  pairSettled: { kind: 'conflict', title: 'This pair has been settled already' },
  changedMeanwhile: { kind: 'conflict', title: 'One of the two changed since you compared them' },
  inQuestion: { kind: 'refused', title: 'One of the two may itself be two people' },
  ownRecord: { kind: 'refused', title: 'This is your own record' },
  notOfPair: { kind: 'invalid', title: 'That registration is not one of the two' },
  mergeUnknown: { kind: 'not-found', title: 'No such merge, or not one you may see' },
  noticeUnknown: { kind: 'not-found', title: 'Nothing waits to be told there' },
  factUnknown: { kind: 'not-found', title: 'That fact does not wait to be assigned' },
  systemUnknown: { kind: 'not-found', title: 'No such system here' },
  systemKnown: { kind: 'conflict', title: 'There is a system of that name already' },
  documentUnknown: { kind: 'not-found', title: 'No such document, or not one you may see' },
  correctionUnknown: { kind: 'not-found', title: 'No such report, or not one you may see' },
  correctionAnswered: { kind: 'conflict', title: 'This report has been answered already' },
  overlayUnknown: { kind: 'not-found', title: 'No such overlay, or not one you may see' },
  overlaySettled: { kind: 'conflict', title: 'This overlay has been settled already' },
  overlayOpen: { kind: 'conflict', title: 'This record is in the queue of overlays already' },
  noSecondPerson: { kind: 'refused', title: 'There is no registration of the second person yet' },
  stillToMove: { kind: 'refused', title: 'Something of the second person still lies in this record' },
});
