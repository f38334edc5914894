export { type CheckpointKey } from './checkpoint-key.ts';
export { openKeyring, type Keyring } from './keyring.ts';
export { seal, unseal } from './seal.ts';
export { type SlotId } from './slots.ts';
