import { declareProblems } from '../../../platform/problem.ts';

export const houseProblems = declareProblems('correspondence', {
  templateUnreadable: { kind: 'invalid', title: 'The Word document is not taken' },
  houseTemplateUnknown: { kind: 'not-found', title: 'No such template of the house' },
  ownNameMissing: { kind: 'invalid', title: 'The letter needs a name' },
  notTried: { kind: 'refused', title: 'Nobody has looked at a sample of it' },
  templateEnded: { kind: 'conflict', title: 'The template is retired' },
  dayPassed: { kind: 'invalid', title: 'The day is past' },
  noWorkingCopy: { kind: 'not-found', title: 'There is no Word document of this letter' },
});
