import { declareProblems } from '../../../platform/problem.ts';

export const careProblems = declareProblems('release', {
  numberUnverified: { kind: 'invalid', title: 'The number is not verified' },
  numberUnknown: { kind: 'not-found', title: 'That verified number is gone' },
  numberUnclear: { kind: 'invalid', title: 'That is not a number or address that can be sent to' },
  nothingChosen: { kind: 'invalid', title: 'No document is chosen' },
  heldDocument: { kind: 'refused', title: 'A document is held back' },
  emergencyNeeded: { kind: 'invalid', title: 'The medical emergency is not described' },
  emergencyUnfounded: { kind: 'invalid', title: 'An emergency is described, but nothing goes for which it is needed' },
  recordChanged: { kind: 'conflict', title: 'The record changed while you chose' },
  noFaxGateway: { kind: 'refused', title: 'No fax gateway is set up' },
  noMailServer: { kind: 'refused', title: 'No mail server is set up' },
  sendingUnknown: { kind: 'not-found', title: 'Nothing is on its way here' },
  sendingTooEarly: { kind: 'busy', title: 'It is not time yet' },
  sendingLeft: { kind: 'conflict', title: 'It has left already' },
  alreadyAstray: { kind: 'conflict', title: 'This hand-over is recorded as misdirected already' },
});
