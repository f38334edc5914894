import { declareProblems } from '../../../platform/problem.ts';

export const courtProblems = declareProblems('release', {
  servedInFuture: { kind: 'invalid', title: 'The day of service lies ahead' },
  returnBeforeService: { kind: 'invalid', title: 'A day lies before the service' },
  issuerUnfit: { kind: 'invalid', title: 'Nobody of that kind issues an order' },
  assuranceUnproved: { kind: 'invalid', title: 'Say what proves the assurance' },
  paperUnknown: { kind: 'invalid', title: 'That paper is not among those of this case' },
  paperMissing: { kind: 'invalid', title: 'The paper is not named' },
  orderNamesUnknown: { kind: 'invalid', title: 'The paper names something that is not in the record' },
  processMissing: { kind: 'conflict', title: 'Nobody has recorded yet what was served' },
  objectionUnknown: { kind: 'not-found', title: 'There is no such open objection in this case' },
  dayAhead: { kind: 'invalid', title: 'That day lies ahead' },
  courtStandsAgainst: { kind: 'refused', title: 'A subpoena or court stands against this release' },
  courtPaperUnfit: { kind: 'refused', title: 'This paper does not fit the case' },
  noCourtClock: { kind: 'conflict', title: 'No clock of a state runs for this process' },
});
