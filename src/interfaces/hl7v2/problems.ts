import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('hl7v2', {
  anotherPerson: { kind: 'conflict', title: 'The number belongs to somebody else' },
  anotherVisit: { kind: 'conflict', title: 'The visit number belongs to another patient' },
  anotherAccount: { kind: 'conflict', title: 'The two accounts belong to two patients' },
  noVisit: { kind: 'refused', title: 'The visit is not here' },
  noContent: { kind: 'refused', title: 'The message brings no content of the document' },
  badContent: { kind: 'refused', title: 'The content of the document cannot be decoded' },
  noAccount: { kind: 'refused', title: 'The message names no account and no visit' },
  badAmount: { kind: 'refused', title: 'A number of the charge cannot be read' },
  personDecides: { kind: 'refused', title: 'A person must decide' },
  movedMeanwhile: { kind: 'conflict', title: 'The record changed while the message was applied' },
  notFound: { kind: 'not-found', title: 'No such message' },
  noDestination: { kind: 'not-found', title: 'No such destination' },
  noSender: { kind: 'not-found', title: 'No such sender' },
  senderKnown: { kind: 'conflict', title: 'The sender is known already' },
  unknownMeaning: { kind: 'invalid', title: 'That is nothing a code can mean here' },
  cannotReplay: { kind: 'conflict', title: 'This message is not in error' },
  cannotEdit: { kind: 'invalid', title: 'The edit cannot be made' },
});
