import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { readClientKeys, readKeysUrl } from './read-client-keys.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_KEY_HOSTS: 'ehr.example.org' } });
});
afterAll(() => world.close());

const ec = (namedCurve = 'P-384') => generateKeyPairSync('ec', { namedCurve });
const publicJwk = (kid: string | undefined = 'one') => ({ ...ec().publicKey.export({ format: 'jwk' }), kid });
const register = (body: object, actor = world.person(['administrator'])) =>
  world.callAs<{ clientId: string; code: string }>(actor, 'POST', '/clients', {
    name: `c ${newId()}`,
    scope: 'system/*.rs',
    ...body,
  });

describe('the keys of a client', () => {
  test('are listed by their names, never as they are', async () => {
    const { body } = await world.call<{ clientId: string }>('POST', '/clients', {
      ...{ name: 'the hospital', scope: 'system/Patient.rs', keys: { keys: [publicJwk('2026-11')] } },
    });
    const list = await world.call<{ clients: { id: string; keys: unknown }[] }>('GET', '/clients');
    expect(list.body.clients.find((client) => client.id === body.clientId)?.keys).toEqual({
      ...{ url: null, kids: ['2026-11'], since: world.clock.now().toISOString() },
    });
  });

  test('may lie where the client publishes them, on a host that the operator allows', async () => {
    const make = (keysUrl: string) =>
      world.call<{ code: string }>('POST', '/clients', { name: newId(), scope: 'system/*.rs', keysUrl });
    expect((await make('https://ehr.example.org/jwks.json')).status).toBe(201);
    for (const wrong of [
      'https://169.254.169.254/latest',
      'http://ehr.example.org/jwks',
      'https://ehr.example.org@evil.example/k',
      'https://ehr.example.org:8443/k',
    ])
      expect((await make(wrong)).body, wrong).toMatchObject({ code: 'accounts/keys-not-understood' });
  });

  test('are given one way, to a client that is new', async () => {
    const keys = { keys: [publicJwk()] };
    const make = (body: object) =>
      world.call<{ code: string }>('POST', '/clients', { name: 'twice', scope: 'system/*.rs', ...body });
    expect((await make({})).body.code).toBe('accounts/keys-not-understood');
    expect((await make({ keys, keysUrl: 'https://ehr.example.org/k' })).body.code).toBe('accounts/keys-not-understood');
    expect((await make({ keys })).status).toBe(201);
    expect((await make({ keys })).body.code).toBe('accounts/client-known');
    expect((await world.call('POST', `/clients/${newId()}/keys`, { keys })).status).toBe(404);
  });

  test('are registered by somebody who manages clients and has just proved who they are', async () => {
    const keys = { keys: [publicJwk()] };
    expect((await register({ keys })).body.code).toBe('accounts/step-up-needed');
    const clerk = await register({ keys }, world.person(['index-clerk']));
    expect([clerk.status, clerk.body.code]).toEqual([403, 'access/not-permitted']);
    const path = `/clients/${newId()}/keys`;
    expect((await world.callAs(world.person(['index-clerk']), 'POST', path, { keys })).status).toBe(403);
  });
});

describe('a key set', () => {
  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ format: 'jwk' });
  test.each<[string, unknown]>([
    ['is none', 'keys'],
    ['is empty', { keys: [] }],
    ['holds a private key', { keys: [{ ...ec().privateKey.export({ format: 'jwk' }), kid: 'one' }] }],
    ['holds a shared key', { keys: [{ kty: 'oct', k: 'c2VjcmV0', kid: 'one' }] }],
    ['names no key', { keys: [{ ...publicJwk(), kid: undefined }] }],
    ['names two alike', { keys: [publicJwk(), publicJwk()] }],
    ['has a weak key', { keys: [{ ...small, kid: 'one' }] }],
    ['has another curve', { keys: [{ ...ec('P-256').publicKey.export({ format: 'jwk' }), kid: 'one' }] }],
    ['has a broken key', { keys: [{ kty: 'EC', crv: 'P-384', x: 'AA', y: 'AA', kid: 'one' }] }],
  ])('that %s is refused', (_how, set) => expect(() => readClientKeys(set)).toThrow(/keys-not-understood/));

  test('keeps of a key what a proof is checked with', () => {
    const [key] = readClientKeys({ keys: [{ ...publicJwk(), x5c: ['...'], note: 'ours' }] }).keys;
    expect(Object.keys(key ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test('is fetched from nowhere unless a host is named', () =>
    expect(() => readKeysUrl('https://ehr.example.org/k', [])).toThrow(/keys-not-understood/));
});
