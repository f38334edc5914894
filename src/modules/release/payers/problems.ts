import { declareProblems } from '../../../platform/problem.ts';

export const payerProblems = declareProblems('release', {
  destinationUnknown: { kind: 'not-found', title: 'There is no such destination' },
  destinationUnfit: { kind: 'invalid', title: 'No packet could be handed in by these rules' },
  destinationNamed: { kind: 'conflict', title: 'Another destination has this name' },
  destinationChanged: { kind: 'conflict', title: 'This destination was changed meanwhile' },
  destinationRetired: { kind: 'refused', title: 'Nothing is handed in there any more' },
  caseNumberUnfit: { kind: 'invalid', title: 'The case number does not have the form that this destination uses' },
  payerCaseUnknown: { kind: 'refused', title: 'It is not said yet where this case is handed in' },
  letterDayUnfit: { kind: 'invalid', title: 'The day of the letter cannot be right' },
  submissionUnfit: { kind: 'invalid', title: 'The submission does not fit its destination' },
  submissionUnknown: { kind: 'not-found', title: 'There is no such submission of this case' },
  submissionProved: { kind: 'conflict', title: 'The proof of this submission is recorded already' },
  proofUnknown: { kind: 'invalid', title: 'The proof is not among the documents of this patient' },
  answerUnfit: { kind: 'invalid', title: 'The answer does not say enough' },
  appealUnknown: { kind: 'not-found', title: 'There is no such open appeal of this case' },
  appealUnfit: { kind: 'invalid', title: 'The appeal does not fit' },
  injuryUnfit: { kind: 'invalid', title: 'The days of the injury cannot be right' },
  injuryUnknown: { kind: 'refused', title: 'The injury is not recorded yet' },
  standingUnfit: { kind: 'invalid', title: 'The last day of the standing request cannot be right' },
  standingOpen: { kind: 'conflict', title: 'A standing request of this case is open' },
  standingUnknown: { kind: 'not-found', title: 'There is no open standing request of this case' },
});
