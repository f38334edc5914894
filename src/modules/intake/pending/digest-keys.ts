import type { Keyring } from '../../../platform/keys/index.ts';
import type { PendingKey, PendingKeyKind } from './derive-pending-keys.ts';

export interface DigestedKey {
  readonly kind: PendingKeyKind;
  readonly key: string;
}

/** Keyed digests: equal identifiers are found without standing in the database. */
export function digestKeys(keyring: Pick<Keyring, 'digest'>, keys: readonly PendingKey[]): Promise<DigestedKey[]> {
  return Promise.all(
    keys.map(async ({ kind, text }) => ({ kind, key: await keyring.digest(Buffer.from(`pending ${kind} ${text}`)) })),
  );
}
