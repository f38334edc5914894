import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('fhir-client', {
  notAllowed: { kind: 'refused', title: 'This server is not among those that may be asked' },
  noServer: { kind: 'not-found', title: 'No such server' },
  serverKnown: { kind: 'conflict', title: 'A server of this name is known already' },
  notFound: { kind: 'not-found', title: 'No such resource waits for a decision' },
  notACandidate: { kind: 'invalid', title: 'That is not one of the patients who may be meant' },
  cannotGoOn: { kind: 'busy', title: 'The server could not be asked' },
  refused: { kind: 'refused', title: 'The server did not give the resource' },
  notTaken: { kind: 'refused', title: 'The server did not take the document' },
  notSent: { kind: 'refused', title: 'The document does not go to that server' },
  noPatient: { kind: 'refused', title: 'It is not known whose it is' },
});
