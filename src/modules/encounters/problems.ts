import { declareProblems } from '../../platform/problem.ts';

export const problems = declareProblems('encounters', {
  notFound: { kind: 'not-found', title: 'No such encounter, or not one you may see' },
  visitNumberTaken: { kind: 'conflict', title: 'That visit number belongs to another encounter' },
  alreadyCoded: { kind: 'conflict', title: 'The encounter is coded already' },
  notCoded: { kind: 'conflict', title: 'The encounter is not coded' },
  codedInFuture: { kind: 'invalid', title: 'The time given has not come yet' },
  endsBeforeItStarts: { kind: 'invalid', title: 'An encounter cannot end before it starts' },
});
