import { declareProblems } from '../../../platform/problem.ts';

export const readerProblems = declareProblems('release', {
  noForm: { kind: 'conflict', title: 'There is no form to decide on' },
  readingChanged: { kind: 'conflict', title: 'The form reads otherwise by now' },
  formOfAnother: { kind: 'refused', title: 'The form names another patient' },
  otherCustodian: { kind: 'refused', title: 'The form does not name us as the one who discloses' },
  nothingLacks: { kind: 'conflict', title: 'There is nothing to correct' },
});
