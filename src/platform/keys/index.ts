export { type CheckpointKey } from './checkpoint-key.ts';
export { openKeyring, type Keyring } from './keyring.ts';
export { type SlotId } from './slots.ts';
