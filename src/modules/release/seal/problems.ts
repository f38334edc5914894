import { declareProblems } from '../../../platform/problem.ts';

export const sealProblems = declareProblems('release', {
  sealUnreadable: { kind: 'invalid', title: 'This file holds no certificate that could seal' },
  sealPassword: { kind: 'invalid', title: 'The password does not open the file' },
  sealWithoutKey: { kind: 'invalid', title: 'The file holds no key to its certificate' },
  sealExpired: { kind: 'refused', title: 'The certificate of the seal is not valid today' },
  sealTooWeak: { kind: 'refused', title: 'The key is too weak to seal with' },
  sealLost: { kind: 'fault', title: 'The key of the seal cannot be opened' },
});
