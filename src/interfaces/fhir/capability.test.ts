import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Json } from './read-json.ts';
import { evaluateWhole } from './validate/evaluate-whole.ts';

interface Capability {
  rest: {
    resource: { type: string; interaction: { code: string }[]; searchParam: { name: string; type: string }[] }[];
  }[];
}

let world: World;
let stated: Capability['rest'][number]['resource'];
beforeAll(async () => {
  world = await openWorld();
  const { body } = await world.call<Capability>('GET', '/fhir/R4/metadata');
  stated = body.rest[0]?.resource ?? [];
});
afterAll(() => world.close());

const FHIR = { 'content-type': 'application/fhir+json' };
const machine = () =>
  world.person(['integration-client'], { kind: 'machine', realm: 'machine', grants: ['system/*.cruds'] });

describe('the capability statement', () => {
  it('is a good resource of R4 itself', async () => {
    const { body } = await world.call<Json>('GET', '/fhir/R4/metadata');
    expect(evaluateWhole(body, []).issues).toEqual([]);
  });
});

/** What each interaction is asked with, on `Type/id`, and the status of one that is there. */
const ASKED: Record<
  string,
  {
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    path: (id: string) => string;
    body?: (id: string) => unknown;
    status: number;
  }
> = {
  read: { method: 'GET', path: (id) => `/${id}`, status: 200 },
  vread: { method: 'GET', path: (id) => `/${id}/_history/1`, status: 200 },
  'history-instance': { method: 'GET', path: (id) => `/${id}/_history`, status: 200 },
  'history-type': { method: 'GET', path: () => '/_history', status: 200 },
  'search-type': { method: 'GET', path: (id) => `?_id=${id}`, status: 200 },
  create: { method: 'POST', path: () => '', body: () => ({}), status: 201 },
  update: { method: 'PUT', path: (id) => `/${id}`, body: (id) => ({ id, language: 'en' }), status: 200 },
  patch: { method: 'PATCH', path: (id) => `/${id}`, status: 200 },
  delete: { method: 'DELETE', path: (id) => `/${id}`, status: 204 },
};

describe('the CapabilityStatement', () => {
  it('names no interaction that is not there, and leaves none out', async () => {
    const type = 'Basic';
    const codes = stated.find((each) => each.type === type)?.interaction.map(({ code }) => code) ?? [];
    expect([...codes].sort()).toEqual(Object.keys(ASKED).sort());
    for (const code of codes) {
      const created = await world.callAs<{ id: string }>(
        machine(),
        'POST',
        `/fhir/R4/${type}`,
        JSON.stringify({ resourceType: type, code: {} }),
        FHIR,
      );
      const { method, path, body, status } = ASKED[code] as (typeof ASKED)[string];
      const sent =
        code === 'patch'
          ? JSON.stringify([{ op: 'add', path: '/language', value: 'en' }])
          : body === undefined
            ? undefined
            : JSON.stringify({ resourceType: type, code: {}, ...(body(created.body.id) as object) });
      const headers =
        sent === undefined
          ? {}
          : { 'content-type': code === 'patch' ? 'application/json-patch+json' : 'application/fhir+json' };
      const answer = await world.callAs(machine(), method, `/fhir/R4/${type}${path(created.body.id)}`, sent, headers);
      expect([code, answer.status]).toEqual([code, status]);
    }
  });

  it('names no search parameter that is not searched by', async () => {
    const VALUES: Record<string, string> = { date: '2025-01-01', number: '1', quantity: '1', reference: 'Patient/1' };
    for (const type of ['Patient', 'Observation', 'DocumentReference', 'Encounter', 'Provenance'])
      for (const { name, type: kind } of stated.find((each) => each.type === type)?.searchParam ?? []) {
        const composite = name.includes('quantity') ? 'a$1' : 'a$2025-01-01';
        const value = kind === 'composite' ? composite : (VALUES[kind] ?? 'a');
        const { status } = await world.callAs(machine(), 'GET', `/fhir/R4/${type}?${name}=${value}`);
        expect([type, name, status]).toEqual([type, name, 200]);
      }
  });
});
