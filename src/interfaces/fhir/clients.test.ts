import type { AddressInfo } from 'node:net';
import { Client } from 'fhir-kit-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';

/** A client that others wrote, over a socket, without a word of ours: what it takes for granted must hold. */
let world: World;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
  const machine = world.person(['integration-client'], {
    kind: 'machine',
    realm: 'machine',
    grants: ['system/*.cruds'],
  });
  await world.callAs(machine, 'GET', '/fhir/R4/metadata'); // who speaks from here on
  await world.stack.http.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = world.stack.http.app.server.address() as AddressInfo; // it listens on TCP
  client = new Client({ baseUrl: `http://127.0.0.1:${port}/fhir/R4` });
});
afterAll(() => world.close());

const patient = (family: string) =>
  ({ resourceType: 'Patient', name: [{ family, given: ['Kit'] }], birthDate: '1990-01-01' }) as const;
interface Resource {
  resourceType: string;
  id: string;
  meta: { versionId: string };
  [name: string]: unknown;
}
interface Bundle {
  entry?: { resource: Resource; response: { status: string } }[];
  total?: number;
}

describe('fhir-kit-client', () => {
  it('creates, reads, updates, patches, reads versions and history, deletes', async () => {
    const made = (await client.create({
      resourceType: 'Basic',
      body: { resourceType: 'Basic', code: { text: 'one' } } as never,
    })) as unknown as Resource;
    const { id } = made;
    const updated = (await client.update({
      resourceType: 'Basic',
      id,
      body: { resourceType: 'Basic', id, code: { text: 'two' } } as never,
    })) as unknown as Resource;
    expect(updated.meta.versionId).toBe('2');
    await client.patch({
      resourceType: 'Basic',
      id,
      jsonPatch: [{ op: 'replace', path: '/code/text', value: 'three' }],
    });
    expect(await client.read({ resourceType: 'Basic', id })).toMatchObject({ code: { text: 'three' } });
    expect(await client.vread({ resourceType: 'Basic', id, version: '1' })).toMatchObject({ code: { text: 'one' } });
    const history = (await client.resourceHistory({ resourceType: 'Basic', id })) as unknown as Bundle;
    expect(history.entry).toHaveLength(3);
    await client.delete({ resourceType: 'Basic', id });
    await expect(client.read({ resourceType: 'Basic', id })).rejects.toThrow();
  });

  it('sends a transaction and a batch, searches, follows pages and includes', async () => {
    const entry = (family: string) => ({ resource: patient(family), request: { method: 'POST', url: 'Patient' } });
    const taken = (await client.transaction({
      body: {
        resourceType: 'Bundle',
        type: 'transaction',
        entry: ['Kitson', 'Kitsmith', 'Kitley'].map(entry),
      } as never,
    })) as unknown as Bundle;
    expect(taken.entry?.map(({ response }) => response.status.slice(0, 3))).toEqual(['201', '201', '201']);
    const batch = (await client.batch({
      body: {
        resourceType: 'Bundle',
        type: 'batch',
        entry: [{ request: { method: 'GET', url: 'Patient?family=Kitley' } }],
      } as never,
    })) as unknown as Bundle;
    expect(batch.entry?.[0]?.response.status).toBe('200 OK');
    const first = (await client.search({
      resourceType: 'Patient',
      searchParams: { family: 'Kits', _count: 1 },
    })) as unknown as Bundle;
    expect(first.entry).toHaveLength(1);
    const sought = (await client.search({
      resourceType: 'Patient',
      searchParams: { given: 'Kit', _sort: '-family' },
    })) as unknown as Bundle;
    expect(sought.entry?.map(({ resource }) => (resource.name as { family: string }[])[0]?.family)).toEqual([
      'Kitson',
      'Kitsmith',
      'Kitley',
    ]);
  });

  it('reads what the server says of itself, and calls an operation', async () => {
    expect(await client.capabilityStatement()).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
    });
    const matched = (await client.operation({
      name: 'match',
      resourceType: 'Patient',
      input: { resourceType: 'Parameters', parameter: [{ name: 'resource', resource: patient('Kitson') }] } as never,
    })) as unknown as Bundle;
    expect(matched.entry?.length).toBeGreaterThan(0);
  });
});
