import { declareProblems } from '../../../platform/problem.ts';

export const mailingProblems = declareProblems('release', {
  mailInTheClear: { kind: 'refused', title: 'A packet is mailed encrypted only' },
  mailAddressUnverified: { kind: 'refused', title: 'The requester has no such verified mail address' },
  onItsWay: { kind: 'conflict', title: 'This packet is on its way already' },
});
