import { decodeJwt, exportJWK, generateKeyPair } from 'jose';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeAdministrator, enrol, type Enrolled, signIn } from '../../../test/world/browser.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { newId } from '../../platform/ids.ts';
import { operatorActor } from '../../platform/system-actor.ts';
import { assignRole, issueToken, openSetup, readClientKeys, registerApp } from '../../modules/accounts/index.ts';
import { launch, openApp, REDIRECT, Tab } from './launch.fixture.ts';

let world: World;
let ada: Enrolled;
let cleo: Enrolled;
let patients: { mine: string; other: string };
let observations: { mine: string; other: string };
const operator = operatorActor('records');

beforeAll(async () => {
  world = await openWorld();
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
  cleo = await enrol(world, ada, 'cleo');
  await world.act(operator, { verb: 'accounts.assign-role', permission: 'accounts/manage-people' }, (act) =>
    assignRole(act, { personId: cleo.personId, role: 'clinician', facilityId: null }),
  );
  const feed = await world.act(
    operator,
    { verb: 'accounts.issue-token', permission: 'accounts/manage-clients' },
    (act) => issueToken(act, { client: 'feed', scope: 'system/*.cruds' }),
  );
  const store = async (type: string, resource: object) => {
    const answer = await world.stack.http.app.inject({
      method: 'POST',
      url: `/fhir/R4/${type}`,
      headers: { authorization: `Bearer ${feed.token}`, 'content-type': 'application/fhir+json' },
      payload: JSON.stringify({ resourceType: type, ...resource }),
    });
    expect([type, answer.statusCode, answer.body.slice(0, 200)]).toEqual([type, 201, expect.anything()]);
    return answer.json<{ id: string }>().id;
  };
  const person = (family: string) => store('Patient', { name: [{ family, given: ['Ana'] }], birthDate: '1970-05-05' });
  patients = { mine: await person('Lake'), other: await person('Hill') };
  const seen = (id: string) =>
    store('Observation', { status: 'final', code: { text: 'weight' }, subject: { reference: `Patient/${id}` } });
  observations = { mine: await seen(patients.mine), other: await seen(patients.other) };
});
afterAll(() => world.close());

const ALL = 'openid fhirUser launch/patient offline_access online_access patient/*.rs user/*.rs';
const register = async (scope = ALL) =>
  (
    await world.act(operator, { verb: 'accounts.register-app', permission: 'accounts/manage-clients' }, (act) =>
      registerApp(act, { name: `app ${newId()}`, scope, redirectUris: [REDIRECT], keys: undefined }),
    )
  ).clientId;
const tabOf = async () => new Tab(world, { ...cleo, browser: await signIn(world, cleo) });

/** The whole way, as a person and their app go it. */
async function letIn(scope: string, more: { patientId?: string; registered?: string } = {}) {
  const app = await openApp(world, await register(more.registered));
  const started = await launch(app, scope);
  const tab = await tabOf();
  const { uid } = await tab.open(started.url);
  const back = await tab.answer(uid, 'allow', more.patientId === undefined ? {} : { patientId: more.patientId });
  const redeem = () =>
    oidc.authorizationCodeGrant(app, back, {
      pkceCodeVerifier: started.verifier,
      expectedState: started.state,
      ...(scope.includes('openid') ? { expectedNonce: started.nonce } : {}),
    });
  return { app, started, tab, back, redeem, tokens: await redeem() };
}

const fhir = (token: string, path: string, method: 'GET' | 'POST' = 'GET') =>
  world.stack.http.app.inject({ method, url: `/fhir/R4${path}`, headers: { authorization: `Bearer ${token}` } });
const idsIn = (answer: { json<T>(): T }) =>
  (answer.json<{ entry?: { resource: { id: string } }[] }>().entry ?? []).map(({ resource }) => resource.id);

describe('an app that a person lets in', () => {
  test('reads in the name of the person, and is told who that is', async () => {
    const { tokens } = await letIn('openid fhirUser user/Patient.rs');
    expect(tokens).toMatchObject({ token_type: 'bearer', expires_in: 1_800, scope: 'openid fhirUser user/Patient.rs' });
    expect(tokens.refresh_token).toBeUndefined();
    expect(decodeJwt(tokens.id_token ?? '')).toMatchObject({ sub: cleo.personId, iss: 'http://localhost:8080' });
    const found = await fhir(tokens.access_token, '/Patient?birthdate=1970-05-05');
    expect(idsIn(found).sort()).toEqual([patients.mine, patients.other].sort());
    expect((await fhir(tokens.access_token, `/Observation/${observations.mine}`)).statusCode).toBe(403);
    const [entry] = await world.sql<{ actor_id: string; detail: { app?: string } }>(
      `SELECT actor_id, detail FROM audit.entry WHERE verb = 'fhir.search' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toMatchObject({ actor_id: cleo.personId, detail: { app: expect.any(String) as string } });
  });

  test('with patient/ scopes sees the chosen patient and nobody else', async () => {
    const { tokens } = await letIn('launch/patient patient/*.rs', { patientId: patients.mine });
    expect(tokens).toMatchObject({ patient: patients.mine, scope: 'launch/patient patient/*.rs' });
    const { access_token: token } = tokens;
    expect((await fhir(token, `/Patient/${patients.mine}`)).statusCode).toBe(200);
    expect((await fhir(token, `/Patient/${patients.other}`)).statusCode).toBe(404);
    expect((await fhir(token, `/Observation/${observations.other}`)).statusCode).toBe(404);
    expect((await fhir(token, `/Observation/${observations.other}/_history`)).statusCode).toBe(404);
    expect(idsIn(await fhir(token, '/Patient?birthdate=1970-05-05'))).toEqual([patients.mine]);
    expect(idsIn(await fhir(token, '/Patient?name=Ana'))).toEqual([patients.mine]);
    expect(idsIn(await fhir(token, '/Observation?status=final'))).toEqual([observations.mine]);
    expect(idsIn(await fhir(token, `/Observation?patient=${patients.other}`))).toEqual([]);
    expect(idsIn(await fhir(token, `/Patient/${patients.mine}/$everything`)).sort()).toEqual(
      [patients.mine, observations.mine].sort(),
    );
    expect((await fhir(token, `/Patient/${patients.other}/$everything`)).statusCode).toBe(404);
  });

  test('writes nothing, and its token opens no door but FHIR', async () => {
    const { tokens } = await letIn('user/*.rs');
    const written = await world.stack.http.app.inject({
      method: 'POST',
      url: '/fhir/R4/Patient',
      headers: { authorization: `Bearer ${tokens.access_token}`, 'content-type': 'application/fhir+json' },
      payload: JSON.stringify({ resourceType: 'Patient' }),
    });
    expect(written.statusCode).toBe(403);
    for (const url of ['/api/v1/session', '/api/v1/patients?q=ana', '/fhir/import', '/api/v1/portal/account'])
      expect(
        (await world.stack.http.app.inject({ url, headers: { authorization: `Bearer ${tokens.access_token}` } }))
          .statusCode,
        url,
      ).not.toBe(200);
  });

  test('gets what it was registered for and no more, and version 1 is understood', async () => {
    const { tokens } = await letIn(
      'openid user/Patient.read user/Observation.read user/Patient.write launch offline_access',
      {
        registered: 'user/Patient.rs openid',
      },
    );
    expect(tokens.scope).toBe('openid user/Patient.rs');
    expect(tokens.refresh_token).toBeUndefined();
  });

  test('goes no further than the roles of the person, from the moment these change', async () => {
    const { tokens } = await letIn('user/*.rs');
    const [role] = await world.sql<{ id: string }>(
      'SELECT id FROM accounts.role_assignment WHERE person_id = $1 AND id NOT IN (SELECT assignment_id FROM accounts.role_assignment_end)',
      [cleo.personId],
    );
    await ada.browser.call('POST', `/people/${cleo.personId}/roles/${role?.id}/end`, { reason: 'moved' });
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(403);
    await world.act(operator, { verb: 'accounts.assign-role', permission: 'accounts/manage-people' }, (act) =>
      assignRole(act, { personId: cleo.personId, role: 'clinician', facilityId: null }),
    );
  });
});

describe('an app in the browser', () => {
  const at = (method: 'OPTIONS' | 'GET' | 'POST', url: string, headers: Record<string, string>, payload?: string) =>
    world.stack.http.app.inject({
      ...{ method, url, headers: { origin: 'https://app.example', ...headers } },
      ...(payload === undefined ? {} : { payload }),
    });

  test('reads from the page of its own address, by its token and never by a cookie', async () => {
    const { tokens } = await letIn('user/Patient.rs');
    const asked = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
    const preflight = await at('OPTIONS', '/fhir/R4/Patient', asked);
    expect([preflight.statusCode, preflight.headers['access-control-allow-origin']]).toEqual([204, '*']);
    const read = await at('GET', '/fhir/R4/Patient?name=Ana', { authorization: `Bearer ${tokens.access_token}` });
    expect([read.statusCode, read.headers['access-control-allow-origin']]).toEqual([200, '*']);
    const cookie = `chartkeeper=${(await signIn(world, cleo)).cookie}`;
    const lured = await at('GET', '/fhir/R4/Patient?name=Ana', { cookie });
    expect(lured.headers['access-control-allow-origin']).toBeUndefined();
    expect(lured.headers['access-control-allow-credentials']).toBeUndefined();
  });

  test('redeems its code from that address and from no other', async () => {
    const clientId = await register();
    const form = `grant_type=authorization_code&client_id=${clientId}&code=x&code_verifier=y&redirect_uri=${REDIRECT}`;
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const own = await at('POST', '/oauth/token', type, form);
    expect(own.headers['access-control-allow-origin']).toBe('https://app.example');
    const other = await at('POST', '/oauth/token', { ...type, origin: 'https://evil.example' }, form);
    expect(other.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('what a person allowed', () => {
  test('is renewed by a refresh token that counts once; the second use ends all of it', async () => {
    const { app, tokens } = await letIn('launch/patient patient/*.rs offline_access', { patientId: patients.mine });
    const renewed = await oidc.refreshTokenGrant(app, tokens.refresh_token ?? '');
    expect(renewed).toMatchObject({ patient: patients.mine, scope: tokens.scope });
    expect(renewed.refresh_token).not.toBe(tokens.refresh_token);
    expect((await fhir(renewed.access_token, `/Patient/${patients.mine}`)).statusCode).toBe(200);
    await expect(oidc.refreshTokenGrant(app, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    await expect(oidc.refreshTokenGrant(app, renewed.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
    expect((await fhir(renewed.access_token, `/Patient/${patients.mine}`)).statusCode).toBe(401);
  });

  test('is taken back by the person, who sees the app in the own list', async () => {
    const { app, tokens, tab } = await letIn('user/Patient.rs offline_access');
    const { body } = await tab.call<{ grants: { id: string; scopes: string[] }[] }>('GET', '/account/apps');
    const [grant] = body.grants;
    expect(grant?.scopes).toEqual(['offline_access', 'user/Patient.rs']);
    expect((await tab.call('POST', `/account/apps/${grant?.id}/end`)).status).toBe(204);
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(401);
    await expect(oidc.refreshTokenGrant(app, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('is not for another person to take back, and is for the administrator', async () => {
    const { tokens } = await letIn('user/Patient.rs offline_access');
    const [grant] = await world.sql<{ id: string; client_id: string }>(
      'SELECT id, client_id FROM accounts.app_grant ORDER BY at DESC, id DESC LIMIT 1',
    );
    const stranger = await enrol(world, ada, `stranger${newId().slice(-6)}`);
    expect((await stranger.browser.call('POST', `/account/apps/${grant?.id}/end`)).status).toBe(404);
    const of = `/clients/${grant?.client_id}/people`;
    expect((await stranger.browser.call('GET', of)).status).toBe(403);
    const listed = await ada.browser.call<{ grants: { person: string }[] }>('GET', of);
    expect(listed.body.grants).toMatchObject([{ person: 'cleo of the desk' }]);
    expect((await ada.browser.call('POST', `${of}/${grant?.id}/end`)).status).toBe(204);
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(401);
  });

  test('ends with the session where nobody allowed more, and with the app', async () => {
    const { app, tokens, tab } = await letIn('user/Patient.rs online_access');
    expect(tokens.refresh_token).toBeDefined();
    await tab.call('DELETE', '/session');
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(401);
    await expect(oidc.refreshTokenGrant(app, tokens.refresh_token ?? '')).rejects.toMatchObject({
      error: 'invalid_grant',
    });
  });

  test('is renewed by the refresh token alone, where the app has no key', async () => {
    const { tokens } = await letIn('user/Patient.rs offline_access');
    const renew = (form: Record<string, string>) =>
      world.stack.http.app.inject({
        method: 'POST',
        url: '/oauth/token',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ grant_type: 'refresh_token', ...form }).toString(),
      });
    const renewed = await renew({ refresh_token: tokens.refresh_token ?? '' });
    expect(renewed.statusCode).toBe(200);
    const { access_token: token } = renewed.json<{ access_token: string }>();
    expect((await fhir(token, '/Patient?name=Ana')).statusCode).toBe(200);
    expect((await renew({ refresh_token: 'made-up' })).statusCode).toBe(400);
    const other = await letIn('user/Patient.rs offline_access');
    const stolen = { refresh_token: other.tokens.refresh_token ?? '', client_id: await register() };
    expect((await renew(stolen)).statusCode).toBe(400);
  });

  test('is given back by the app', async () => {
    const { app, tokens } = await letIn('user/Patient.rs offline_access');
    await oidc.tokenRevocation(app, tokens.refresh_token ?? '');
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(401);
  });
});

describe('an app with a key of its own', () => {
  test('proves it at the token address, and nothing without', async () => {
    const pair = await generateKeyPair('ES384', { extractable: true });
    const set = readClientKeys({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one' }] });
    const { clientId } = await world.act(
      operator,
      { verb: 'accounts.register-app', permission: 'accounts/manage-clients' },
      (act) => registerApp(act, { name: `app ${newId()}`, scope: ALL, redirectUris: [REDIRECT], keys: { set } }),
    );
    const app = await openApp(world, clientId, oidc.PrivateKeyJwt({ key: pair.privateKey, kid: 'one' }));
    const started = await launch(app, 'user/Patient.rs offline_access');
    const tab = await tabOf();
    const back = await tab.answer((await tab.open(started.url)).uid, 'allow');
    const redeem = (as: oidc.Configuration) =>
      oidc.authorizationCodeGrant(as, back, { pkceCodeVerifier: started.verifier, expectedState: started.state });
    await expect(redeem(await openApp(world, clientId))).rejects.toMatchObject({ error: 'invalid_client' });
    const tokens = await redeem(app);
    expect(tokens.scope).toContain('user/Patient.rs');
    const alone = await world.stack.http.app.inject({
      method: 'POST',
      url: '/oauth/token',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `grant_type=refresh_token&refresh_token=${tokens.refresh_token ?? ''}`,
    });
    expect(alone.json()).toMatchObject({ error: 'invalid_client' });
    expect((await oidc.refreshTokenGrant(app, tokens.refresh_token ?? '')).access_token).toBeDefined();
  });
});

describe('refused is', () => {
  test('a code that comes a second time; what it gave ends', async () => {
    const { redeem, tokens } = await letIn('user/Patient.rs');
    await expect(redeem()).rejects.toMatchObject({ error: 'invalid_grant' });
    expect((await fhir(tokens.access_token, '/Patient?name=Ana')).statusCode).toBe(401);
  });

  test.each<[string, Record<string, string>]>([
    ['an address to come back to that is not registered', { redirect_uri: 'https://evil.example/back' }],
    ['one that only begins like the registered', { redirect_uri: `${REDIRECT}/more` }],
  ])('%s, and the browser is sent nowhere', async (_what, more) => {
    const app = await openApp(world, await register());
    const { url } = await launch(app, 'user/Patient.rs', more);
    const { answer } = await (await tabOf()).open(url);
    expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    expect(await answer.text()).toContain('The app cannot be let in');
  });

  test.each<[string, Record<string, string>, string]>([
    ['a request without PKCE', { code_challenge: '', code_challenge_method: '' }, 'invalid_request'],
    ['a challenge in the clear', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a request for another server', { aud: 'https://elsewhere.example/fhir' }, 'invalid_request'],
    ['a request that wants nobody asked', { prompt: 'none' }, 'login_required'],
    ['a token in the address', { response_type: 'token' }, 'unsupported_response_type'],
  ])('%s', async (_what, more, error) => {
    const app = await openApp(world, await register());
    const { url } = await launch(app, 'user/Patient.rs', more);
    for (const [name, value] of Object.entries(more)) if (value === '') url.searchParams.delete(name);
    const { answer } = await (await tabOf()).open(url);
    const back = new URL(answer.headers.get('location') ?? 'about:blank', 'https://nowhere.example');
    expect(new URLSearchParams(back.search || back.hash.slice(1)).get('error')).toBe(error);
  });

  test('a scope that the app was never registered for', async () => {
    const app = await openApp(world, await register('user/Patient.rs'));
    const { url } = await launch(app, 'user/Observation.rs patient/*.rs');
    const { answer } = await (await tabOf()).open(url);
    expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe('invalid_scope');
  });

  test('a verifier that is not the one of the challenge', async () => {
    const app = await openApp(world, await register());
    const started = await launch(app, 'user/Patient.rs');
    const tab = await tabOf();
    const back = await tab.answer((await tab.open(started.url)).uid, 'allow');
    await expect(
      oidc.authorizationCodeGrant(app, back, {
        pkceCodeVerifier: oidc.randomPKCECodeVerifier(),
        expectedState: started.state,
      }),
    ).rejects.toMatchObject({ error: 'invalid_grant' });
  });

  test('an answer from another browser than the one that the app sent here', async () => {
    const app = await openApp(world, await register());
    const { uid } = await (await tabOf()).open((await launch(app, 'user/Patient.rs')).url);
    const lured = await tabOf();
    expect((await lured.call('GET', `/app-requests/${uid}`)).status).toBe(404);
    expect((await lured.call('POST', `/app-requests/${uid}/allow`, {})).status).toBe(404);
  });

  test('an answer of nobody, and a second answer', async () => {
    const app = await openApp(world, await register());
    const nobody = new Tab(world, undefined);
    const { uid } = await nobody.open((await launch(app, 'user/Patient.rs')).url);
    expect((await nobody.call('POST', `/app-requests/${uid}/allow`, {})).status).toBe(401);
    const tab = await tabOf();
    const other = (await tab.open((await launch(app, 'user/Patient.rs')).url)).uid;
    expect((await tab.call('POST', `/app-requests/${other}/allow`, {})).status).toBe(200);
    expect((await tab.call('POST', `/app-requests/${other}/allow`, {})).status).toBe(404);
  });

  test('by the person: the app is told, and nothing is kept', async () => {
    const app = await openApp(world, await register());
    const tab = await tabOf();
    const back = await tab.answer((await tab.open((await launch(app, 'user/Patient.rs')).url)).uid, 'refuse');
    expect(back.searchParams.get('error')).toBe('access_denied');
  });

  test('a patient whom the person may not see, the own record, and no choice at all', async () => {
    const app = await openApp(world, await register());
    const tab = await tabOf();
    const { uid } = await tab.open((await launch(app, 'launch/patient patient/*.rs')).url);
    const allow = (body: object) => tab.call('POST', `/app-requests/${uid}/allow`, body);
    expect((await allow({})).status).toBe(400);
    expect((await allow({ patientId: newId() })).status).toBe(404);
    const manager = await signIn(world, ada);
    const linked = await manager.call('POST', `/people/${cleo.personId}/own-records`, { patientId: patients.other });
    expect(linked.status).toBe(201);
    expect((await allow({ patientId: patients.other })).status).toBe(403);
    const { tokens } = await letIn('user/*.rs');
    expect(idsIn(await fhir(tokens.access_token, '/Patient?birthdate=1970-05-05'))).toEqual([patients.mine]);
    expect((await fhir(tokens.access_token, `/Observation/${observations.other}`)).statusCode).toBe(404);
  });
});
