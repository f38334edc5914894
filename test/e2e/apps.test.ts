import { createServer, type Server } from 'node:http';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerAna } from './case-with-scope.ts';
import { useDesk } from './desk.ts';
import { freePort } from '../../src/platform/postgres/place.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('An app that a person lets read', () => {
  const desk = useDesk();
  let app: Server;
  let redirect: string;
  let called: URL | undefined;
  beforeAll(async () => {
    const port = await freePort();
    redirect = `http://127.0.0.1:${port}/back`;
    app = createServer((request, response) => {
      if (request.url?.startsWith('/back') === true) called = new URL(request.url, redirect);
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><html lang="en"><title>Growth chart</title><p>Back in the app</p></html>');
    }).listen(port, '127.0.0.1');
  });
  afterAll(() => app.close());

  it('is registered, asks on one page, is answered from the keyboard, reads one patient, and is taken back', async () => {
    const { url } = desk().product;
    const admin = await desk().sit(await desk().administrator());
    await admin.page.goto('/clients');
    await admin.page.getByRole('button', { name: 'Register an app' }).click();
    const dialog = admin.page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'App' }).fill('Growth chart');
    await dialog.getByLabel('Addresses to come back to').fill('http://elsewhere.example/back');
    await dialog.getByLabel('Scope').fill('openid fhirUser launch/patient patient/*.rs offline_access');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await dialog.getByText('The address to come back to cannot be used').waitFor();
    await expectAccessible(admin.page);
    await dialog.getByLabel('Addresses to come back to').fill(redirect);
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    const clientId = /client_id: (\S+)/.exec(await dialog.locator('pre').innerText())?.[1] ?? '';
    await dialog.getByRole('button', { name: 'Done' }).click();

    const clinician = await desk().member('Cleo Clinician', 'clinician', 'coordinator');
    const { page, watch } = await desk().sit(clinician);
    await registerAna(desk());

    const server = await oidc.discovery(new URL(url), clientId, {}, oidc.None(), {
      execute: [oidc.allowInsecureRequests],
    });
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const start = oidc.buildAuthorizationUrl(server, {
      ...{ redirect_uri: redirect, scope: 'openid fhirUser launch/patient patient/*.rs offline_access', state, nonce },
      ...{ aud: `${url}/fhir/R4`, code_challenge_method: 'S256' },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    });
    await page.goto(start.href);
    await page.getByRole('heading', { name: 'May Growth chart read in your name?' }).waitFor();
    await page.getByText('go on for up to 90 days').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel('Patient whose record it may read').focus();
    await type(page, 'Rivera');
    await page.getByRole('button', { name: /Rivera/ }).waitFor();
    await page.getByRole('button', { name: /Rivera/ }).click();
    await page.getByText('Change', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Let it read' }).focus();
    await press(page, 'Enter');
    await page.getByText('Back in the app').waitFor();

    const tokens = await oidc.authorizationCodeGrant(server, called ?? new URL(redirect), {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
    });
    const read = async () =>
      (await fetch(`${url}/fhir/R4/Patient`, { headers: { authorization: `Bearer ${tokens.access_token}` } })).status;
    expect(await read()).toBe(200);

    await page.goto(`${url}/account`);
    await page.getByText('Growth chart').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take back: Growth chart' }).click();
    await page.getByText('No app reads in your name.').waitFor();
    expect(await read()).toBe(401);
    watch.expectQuiet();
  });
});
