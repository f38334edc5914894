import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerAna } from './case-with-scope.ts';
import { useDesk } from './desk.ts';

/** The browser build of SMART Health IT's `fhirclient`, which apps of people are mostly written with. */
const LIBRARY = readFileSync(join('node_modules', 'fhirclient', 'build', 'fhir-client.pure.js'));
const SCOPE = 'openid fhirUser launch/patient patient/*.rs offline_access';

const page = (script: string) => `<!doctype html><html lang="en"><title>Growth chart</title><p>Growth chart</p>
  <script src="/fhir-client.js"></script><script>${script}</script></html>`;

/** What an app does after it was let in, in the library's own words. */
const READS = `(async () => {
  const client = await FHIR.oauth2.ready();
  const patient = await client.patient.read();
  const observations = await client.patient.request('Observation?_count=2', { pageLimit: 0, flat: true });
  const everything = await client.request('Patient/' + client.patient.id + '/$everything', { pageLimit: 0, flat: true });
  const followed = await client.request('Observation/' + observations[0].id, { resolveReferences: 'subject' });
  const refused = await client.create({ resourceType: 'Basic', code: { text: 'x' } }).catch((error) => error.message);
  const other = await client.request('Patient/00000000-0000-7000-8000-000000000000').catch((error) => error.message);
  await client.refresh();
  const again = await client.patient.read();
  return {
    family: patient.name[0].family, again: again.id === patient.id, subject: followed.subject.name[0].family,
    observations: observations.length, everything: everything.length, refused, other,
    scope: client.state.tokenResponse.scope, user: client.user.id !== null || client.getIdToken().sub !== undefined,
  };
})().then((read) => (document.body.dataset.read = JSON.stringify(read)),
          (error) => (document.body.dataset.failed = String(error)));`;

interface Read {
  readonly family: string;
  readonly again: boolean;
  readonly subject: string;
  readonly observations: number;
  readonly everything: number;
  readonly refused: string;
  readonly other: string;
  readonly scope: string;
  readonly user: boolean;
}

describe('An app in the browser that others wrote', () => {
  const desk = useDesk();
  let app: Server | undefined;
  let address: string;
  let starts = '';
  beforeAll(async () => {
    app = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://app');
      if (pathname === '/favicon.ico') return void response.writeHead(204).end();
      const script = pathname === '/fhir-client.js';
      response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
      response.end(script ? LIBRARY : page(pathname === '/back' ? READS : starts));
    }).listen(0, '127.0.0.1');
    await once(app, 'listening');
    const { port } = app.address() as AddressInfo;
    // Not the desk's own host: no cookie that is meant for the desk alone comes along from there.
    const host = new URL(desk().product.url).hostname === 'localhost' ? '127.0.0.1' : 'localhost';
    address = `http://${host}:${port}`;
  });
  afterAll(() => app?.close());

  it('is let in by fhirclient, reads one patient through all pages, and renews its token', async () => {
    const { product } = desk();
    const patientId = await registerAna(desk());
    for (const grams of [3_200, 4_100, 5_000])
      await product.arrange('POST', '/fhir/R4/Observation', {
        ...{ resourceType: 'Observation', status: 'final', code: { text: 'weight' } },
        subject: { reference: `Patient/${patientId}` },
        valueQuantity: { value: grams, unit: 'g' },
      });
    const { clientId } = await product.arrange<{ clientId: string }>('POST', '/clients/apps', {
      ...{ name: 'Growth chart', scope: SCOPE, redirectUris: [`${address}/back`] },
    });
    const asked = { iss: `${product.url}/fhir/R4`, clientId, scope: SCOPE, redirectUri: `${address}/back` };
    starts = `FHIR.oauth2.authorize(${JSON.stringify({ ...asked, pkceMode: 'required' })})`;

    const clinician = await desk().member('Cleo Clinician', 'clinician', 'coordinator');
    const { page: tab } = await desk().sit(clinician);
    await tab.goto(`${address}/launch`);
    await tab.getByRole('heading', { name: 'May Growth chart read in your name?' }).waitFor();
    await tab.getByLabel('Patient whose record it may read').fill('Rivera');
    await tab.getByRole('button', { name: /Rivera/ }).click();
    await tab.getByText('Change', { exact: true }).waitFor();
    await tab.getByRole('button', { name: 'Let it read' }).click();
    const body = tab.locator('body[data-read], body[data-failed]');
    await body.waitFor();
    expect(await body.getAttribute('data-failed')).toBeNull();
    const read = JSON.parse((await body.getAttribute('data-read')) ?? '{}') as Read;
    expect(read).toMatchObject({ family: 'Rivera', subject: 'Rivera', again: true, user: true });
    expect(read).toMatchObject({
      observations: 3,
      everything: 4,
      scope: expect.stringContaining('patient/*.rs') as string,
    });
    expect(read.refused).toContain('Nothing was changed');
    expect(read.other).toContain('404');
  });
});
