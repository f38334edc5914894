import type { Settings } from '../../platform/settings.ts';
import { problems } from './problems.ts';
import { readClientKeys, readKeysUrl } from './read-client-keys.ts';
import type { ClientKeys } from './register-client.ts';

/** @throws accounts/keys-not-understood */
export function keysIn(body: { keys?: unknown; keysUrl?: string }, settings: Pick<Settings, 'keyHosts'>): ClientKeys {
  if ((body.keys === undefined) === (body.keysUrl === undefined))
    throw problems.keysNotUnderstood({
      detail: 'Nothing was registered. Give either the public keys or the address where the client publishes them.',
      at: 'keys',
    });
  return body.keysUrl === undefined
    ? { set: readClientKeys(body.keys) }
    : { url: readKeysUrl(body.keysUrl, settings.keyHosts) };
}
