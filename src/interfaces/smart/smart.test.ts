import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { readClientKeys, registerClient, replaceClientKeys, revokeClient } from '../../modules/accounts/index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const operator = operatorActor('records');
const asking = (verb: string) => ({ verb, permission: 'accounts/manage-clients' });
const TOKEN_URL = 'http://localhost:8080/oauth/token';

interface Keyed {
  readonly clientId: string;
  readonly key: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];
  readonly alg: string;
}

async function register(scope: string, alg = 'ES384'): Promise<Keyed> {
  const pair = await generateKeyPair(alg, { extractable: true });
  const keys = await publicHalf(pair.publicKey);
  const { clientId } = await world.act(operator, asking('accounts.register-client'), (act) =>
    registerClient(act, { name: `ehr ${newId()}`, scope, keys }),
  );
  return { clientId, key: pair.privateKey, alg };
}
const publicHalf = async (key: CryptoKey) => ({
  set: readClientKeys({ keys: [{ ...(await exportJWK(key)), kid: 'one' }] }),
});

const seconds = () => Math.floor(Date.now() / 1000);
const claimsOf = (clientId: string) => ({
  ...{ iss: clientId, sub: clientId, aud: TOKEN_URL, jti: newId(), iat: seconds(), exp: seconds() + 240 },
});
const prove = ({ clientId, key, alg }: Keyed, claims: object = {}, header: object = {}) =>
  new SignJWT({ ...claimsOf(clientId), ...claims })
    .setProtectedHeader({ alg, kid: 'one', typ: 'JWT', ...header })
    .sign(key);

async function post(path: string, form: Record<string, string>) {
  const answer = await world.stack.http.app.inject({
    method: 'POST',
    url: path,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString(),
  });
  return { status: answer.statusCode, body: answer.body === '' ? {} : answer.json<Record<string, unknown>>() };
}
const withProof = (assertion: string) => ({
  client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  client_assertion: assertion,
});
const ask = async (client: Keyed, scope: string, assertion?: string) =>
  post('/oauth/token', {
    grant_type: 'client_credentials',
    scope,
    ...withProof(assertion ?? (await prove(client))),
  });
const fhir = (token: unknown, path: string) =>
  world.stack.http.app.inject({
    method: 'GET',
    url: `/fhir/R4${path}`,
    headers: { authorization: `Bearer ${String(token)}` },
  });

describe('a client that proves its key', () => {
  test.each(['ES384', 'RS384'])('gets a token for five minutes and no longer (%s)', async (alg) => {
    const client = await register('system/Patient.rs system/Encounter.r', alg);
    const { status, body } = await ask(client, 'system/*.rs');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 300,
      scope: 'system/Patient.rs system/Encounter.r',
    });
    expect((await fhir(body['access_token'], '/Patient?name=nobody')).statusCode).toBe(200);
    expect((await fhir(body['access_token'], '/DocumentReference/x')).statusCode).toBe(403);
    world.clock.advance(300_000);
    expect((await fhir(body['access_token'], '/Patient?name=nobody')).statusCode).toBe(401);
  });

  test('leaves its token nowhere in the database, and what it did in the log', async () => {
    const client = await register('system/Patient.rs');
    const { body } = await ask(client, 'system/Patient.rs');
    await fhir(body['access_token'], '/Patient?name=nobody');
    const kept = await world.sql('SELECT * FROM accounts.access_token WHERE client_id = $1', [client.clientId]);
    expect(kept).toHaveLength(1);
    expect(JSON.stringify(kept)).not.toContain(String(body['access_token']));
    const verbs = await world.sql<{ verb: string }>('SELECT verb FROM audit.entry WHERE actor_id = $1 ORDER BY id', [
      client.clientId,
    ]);
    expect(verbs.map((row) => row.verb)).toEqual(['accounts.fetch-token', 'fhir.search']);
  });

  test('may ask about its own token and give it back', async () => {
    const [client, other] = [await register('system/Patient.rs'), await register('system/Patient.rs')];
    const token = String((await ask(client, 'system/Patient.rs')).body['access_token']);
    const about = async (who: Keyed) =>
      (await post('/oauth/introspect', { token, ...withProof(await prove(who)) })).body;
    expect(await about(client)).toMatchObject({ active: true, client_id: client.clientId, scope: 'system/Patient.rs' });
    expect(await about(other)).toEqual({ active: false });
    await post('/oauth/revoke', { token, ...withProof(await prove(other)) });
    expect(await about(client)).toMatchObject({ active: true });
    expect((await post('/oauth/revoke', { token, ...withProof(await prove(client)) })).status).toBe(200);
    expect(await about(client)).toEqual({ active: false });
    expect((await fhir(token, '/Patient?name=nobody')).statusCode).toBe(401);
  });

  test('is refused from the moment it is revoked, with the tokens it has', async () => {
    const client = await register('system/Patient.rs');
    const token = (await ask(client, 'system/Patient.rs')).body['access_token'];
    await world.act(operator, asking('accounts.revoke-client'), (act) =>
      revokeClient(act, { clientId: client.clientId, reason: 'replaced' }),
    );
    expect((await fhir(token, '/Patient?name=nobody')).statusCode).toBe(401);
    expect(await ask(client, 'system/Patient.rs')).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });
});

describe('a proof', () => {
  test('counts once, also when it comes twice at the same moment', async () => {
    const client = await register('system/Patient.rs');
    const assertion = await prove(client);
    const answers = await Promise.all([1, 2, 3].map(() => ask(client, 'system/Patient.rs', assertion)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401]);
  });

  test.each<[string, object, object?]>([
    ['that lives longer than five minutes', { exp: seconds() + 3_600 }],
    ['that is over', { exp: seconds() - 60 }],
    ['for another server', { aud: 'https://elsewhere.example/token' }],
    ['of another client', { iss: newId() }],
    ['without an id', { jti: undefined }],
    ['without an end', { exp: undefined }],
    ['that says where its own keys lie', {}, { jku: 'https://evil.example/keys' }],
    ['by a key that was not registered', {}, { kid: 'two' }],
  ])('%s is refused', async (_which, claims, header) => {
    const client = await register('system/Patient.rs');
    const answer = await ask(client, 'system/Patient.rs', await prove(client, claims, header));
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  test('by another’s key is refused, and the log says who was named', async () => {
    const [client, thief] = [await register('system/Patient.rs'), await register('system/Patient.rs')];
    const answer = await ask(client, 'system/Patient.rs', await prove({ ...client, key: thief.key }));
    expect(answer.status).toBe(401);
    await expect
      .poll(() =>
        world.sql(`SELECT 1 FROM audit.entry WHERE verb = 'accounts.refuse-client' AND detail::text LIKE $1`, [
          `%${client.clientId}%`,
        ]),
      )
      .toHaveLength(1);
  });

  test('by keys that were replaced is refused', async () => {
    const client = await register('system/Patient.rs');
    const pair = await generateKeyPair('ES384', { extractable: true });
    const keys = await publicHalf(pair.publicKey);
    await world.act(operator, asking('accounts.replace-client-keys'), (act) =>
      replaceClientKeys(act, { clientId: client.clientId, keys }),
    );
    expect((await ask(client, 'system/Patient.rs')).status).toBe(401);
    expect((await ask({ ...client, key: pair.privateKey }, 'system/Patient.rs')).status).toBe(200);
  });

  test.each(['HS256', 'RS256', 'none'])('signed with %s is refused', async (alg) => {
    const client = await register('system/Patient.rs');
    const [, payload, signature] = (await prove(client)).split('.');
    const header = Buffer.from(JSON.stringify({ alg, kid: 'one' })).toString('base64url');
    const answer = await ask(client, 'system/Patient.rs', `${header}.${payload}.${signature}`);
    expect(answer.status).toBe(401);
  });
});

describe('scopes', () => {
  test('beyond what was registered are refused', async () => {
    const client = await register('system/Patient.rs');
    for (const scope of ['system/Encounter.rs', 'system/Patient.c', 'patient/Patient.rs'])
      expect(await ask(client, scope), scope).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  test('that are not named are all that was registered', async () => {
    const client = await register('system/Patient.rs system/Encounter.r');
    const { body } = await ask(client, '');
    expect(body).toMatchObject({ scope: 'system/Patient.rs system/Encounter.r' });
  });

  test('go no further than the role of the client, whatever was registered', async () => {
    const client = await register('system/*.cruds');
    const token = (await ask(client, 'system/*.cruds')).body['access_token'];
    const answer = await world.stack.http.app.inject({
      url: '/api/v1/clients',
      headers: { authorization: `Bearer ${String(token)}` },
    });
    expect(answer.statusCode).toBe(403);
  });
});

test('what clients must know is published, and names what is really there', async () => {
  const answer = await world.stack.http.app.inject('/fhir/R4/.well-known/smart-configuration');
  const published = answer.json<Record<string, string>>();
  expect(published['token_endpoint']).toBe(TOKEN_URL);
  expect(answer.headers['access-control-allow-origin']).toBe('*');
  const keys = await world.stack.http.app.inject('/oauth/keys');
  expect(keys.json()).toMatchObject({ keys: [{ kty: 'EC', crv: 'P-256', use: 'sig' }] });
  expect(keys.body).not.toContain('"d"');
});
