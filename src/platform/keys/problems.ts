import { declareProblems } from '../problem.ts';

export const keyProblems = declareProblems('keys', {
  kekMissing: { kind: 'fault', title: 'The key-encryption key is missing' },
  kekWrong: { kind: 'fault', title: 'The key-encryption key belongs to other data' },
  kekUnreadable: { kind: 'fault', title: 'The key-encryption key cannot be read' },
  signingKeyMissing: { kind: 'fault', title: 'The key that signs checkpoints is missing' },
  slotUnknown: { kind: 'fault', title: 'This is not the name of a key slot' },
  slotMissing: { kind: 'fault', title: 'The key slot is missing' },
  destroyed: { kind: 'refused', title: 'This content was destroyed', status: 410 },
  registerDamaged: { kind: 'fault', title: 'The destruction register was changed' },
  full: { kind: 'busy', title: 'No room for new keys' },
});
