import type { AddressInfo } from 'node:net';
import { ClientStorage, MemoryStorage, MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Basic, Bundle, DocumentReference, Patient } from '@medplum/fhirtypes';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { readClientKeys, registerClient } from '../../modules/accounts/index.ts';
import { newId } from '../../platform/ids.ts';
import { operatorActor } from '../../platform/system-actor.ts';

/** `@medplum/core`, the client that Medplum ships for its own server, over a socket, with a token that it fetches itself. */
let world: World;
let base: string;
let client: MedplumClient;
beforeAll(async () => {
  world = await openWorld();
  await world.stack.http.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = world.stack.http.app.server.address() as AddressInfo; // it listens on TCP
  base = `http://127.0.0.1:${port}/`;
  client = await openClient('system/*.cruds');
});
afterAll(() => world.close());

async function openClient(scope: string, more: { autoBatchTime?: number } = {}): Promise<MedplumClient> {
  const opened = new MedplumClient({
    ...{ baseUrl: base, tokenUrl: 'oauth/token', storage: new ClientStorage(new MemoryStorage()), cacheTime: 0 },
    ...more,
  });
  const pair = await generateKeyPair('ES384', { extractable: true });
  const set = readClientKeys({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one' }] });
  const { clientId } = await world.act(
    operatorActor('records'),
    { verb: 'accounts.register-client', permission: 'accounts/manage-clients' },
    (act) => registerClient(act, { name: `medplum ${newId()}`, scope, keys: { set } }),
  );
  const proof = await new SignJWT({ iss: clientId, sub: clientId, jti: newId() })
    .setProtectedHeader({ alg: 'ES384', kid: 'one', typ: 'JWT' })
    .setAudience('http://localhost:8080/oauth/token')
    .setIssuedAt()
    .setExpirationTime('4m')
    .sign(pair.privateKey);
  await opened.startJwtAssertionLogin(proof);
  return opened;
}

const person = (family: string, given = 'Med'): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:example:med', value: family }],
  name: [{ family, given: [given] }],
  birthDate: '1990-01-01',
});
const outcomeOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof OperationOutcomeError)) throw new Error(`No OperationOutcome: ${String(error)}`);
  return error.outcome.issue[0];
};

describe('@medplum/core', () => {
  it('creates, reads, updates, patches, reads versions and history, deletes', async () => {
    const made = await client.createResource<Basic>({ resourceType: 'Basic', code: { text: 'one' } });
    expect(made.meta).toMatchObject({ versionId: '1', lastUpdated: expect.any(String) as string });
    const updated = await client.updateResource<Basic>({ ...made, code: { text: 'two' } });
    expect(updated.meta?.versionId).toBe('2');
    const patched = await client.patchResource('Basic', made.id, [
      { op: 'test', path: '/meta/versionId', value: '2' },
      { op: 'replace', path: '/code/text', value: 'three' },
    ]);
    expect(patched).toMatchObject({ code: { text: 'three' }, meta: { versionId: '3' } });
    expect(await client.readResource('Basic', made.id)).toMatchObject({ code: { text: 'three' } });
    expect(await client.readVersion('Basic', made.id, '1')).toMatchObject({ code: { text: 'one' } });
    expect((await client.readHistory('Basic', made.id)).entry).toHaveLength(3);
    await client.deleteResource('Basic', made.id);
    expect(await outcomeOf(client.readResource('Basic', made.id))).toMatchObject({ severity: 'error' });
  });

  it('searches, walks through pages, and asks for what must be one', async () => {
    for (const family of ['Medlar', 'Medley', 'Medlock']) await client.createResource(person(family));
    const found = await client.search('Patient', 'family=Medl&_count=2&_sort=family');
    expect(found.entry?.map(({ resource }) => resource?.name?.[0]?.family)).toEqual(['Medlar', 'Medley']);
    const seen: number[] = [];
    for await (const page of client.searchResourcePages('Patient', { family: 'Medl', _count: 2 }))
      seen.push(page.length);
    expect(seen).toEqual([2, 1]);
    expect(await client.searchOne('Patient', { family: 'Medlock', given: 'Med' })).toMatchObject({
      birthDate: '1990-01-01',
    });
    expect(await client.searchOne('Patient', { family: 'Nobody' })).toBeUndefined();
    expect(await client.searchResources('Patient', { identifier: 'urn:example:med|Medley' })).toHaveLength(1);
  });

  it('creates where there is none, and updates or creates by a search', async () => {
    const condition = 'identifier=urn:example:med|Medina';
    const first = await client.createResourceIfNoneExist(person('Medina'), condition);
    expect((await client.createResourceIfNoneExist(person('Medina'), condition)).id).toBe(first.id);
    const other = await client.upsertResource(person('Medina', 'Ana'), condition);
    expect(other).toMatchObject({ id: first.id, name: [{ given: ['Ana'] }] });
  });

  it('sends a batch and a transaction whose entries name each other', async () => {
    const patient = 'urn:uuid:5e1f4d0c-0d2c-4d1b-8f6e-6f2a5d3c7b10';
    const transaction: Bundle = {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        { fullUrl: patient, resource: person('Medway'), request: { method: 'POST', url: 'Patient' } },
        {
          resource: {
            resourceType: 'Observation',
            status: 'final',
            code: { text: 'weight' },
            subject: { reference: patient },
          },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    };
    const taken = await client.executeBatch(transaction);
    expect(taken.entry?.map(({ response }) => response?.status.slice(0, 3))).toEqual(['201', '201']);
    const [made, weighed] = (taken.entry ?? []).map(({ response }) => response?.location?.split('/_history')[0] ?? '');
    const observation = await client.readReference({ reference: weighed?.split('/').slice(-2).join('/') ?? '' });
    expect(observation).toMatchObject({ subject: { reference: made?.split('/').slice(-2).join('/') } });
    const everything = await client.readPatientEverything(made?.split('/').at(-1) ?? '');
    expect(everything.entry?.map(({ resource }) => resource?.resourceType).sort()).toEqual(['Observation', 'Patient']);
  });

  it('gathers what is asked at once into one batch, where each answer goes to who asked', async () => {
    const made = await client.createResource(person('Medford'));
    const gathering = await openClient('system/*.cruds', { autoBatchTime: 20 });
    const [read, sought, missing] = await Promise.all([
      gathering.readResource('Patient', made.id),
      gathering.search('Patient', { family: 'Medford' }),
      outcomeOf(gathering.readResource('Patient', newId())),
    ]);
    expect(read).toMatchObject({ name: [{ family: 'Medford' }] });
    expect(sought.entry).toHaveLength(1);
    expect(missing).toMatchObject({ severity: 'error' });
  });

  it('uploads content as it is, and files it as a document', async () => {
    const made = await client.createResource(person('Medved'));
    const text = 'Knee pain after a fall. Grüße.';
    const binary = await client.createBinary({
      data: new TextEncoder().encode(text),
      contentType: 'text/plain',
      filename: 'note.txt',
      securityContext: { reference: `Patient/${made.id}` },
    });
    expect(binary).toMatchObject({ resourceType: 'Binary', contentType: 'text/plain' });
    const reference = await client.createResource<DocumentReference>({
      resourceType: 'DocumentReference',
      status: 'current',
      type: { coding: [{ system: 'http://loinc.org', code: '34117-2' }] },
      subject: { reference: `Patient/${made.id}` },
      date: '2026-10-01T10:30:00Z',
      content: [{ attachment: { contentType: 'text/plain', url: `Binary/${binary.id}` } }],
    });
    const { url } = reference.content[0]?.attachment ?? {};
    expect(url).toMatch(/^Binary\//);
    const read = await client.readReference<{ resourceType: 'Binary'; data?: string; contentType: string }>({
      reference: url ?? '',
    });
    expect(Buffer.from(read.data ?? '', 'base64').toString()).toBe(text);
    expect(await outcomeOf(client.createBinary({ data: 'no picture', contentType: 'image/png' }))).toMatchObject({
      severity: 'error',
    });
  });

  it('is told what is wrong with a resource, by $validate and when it is sent', async () => {
    expect(
      (await client.validateResource(person('Medbury'))).issue.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    const wrong = { ...person('Medbury'), gender: 'femal' } as unknown as Patient;
    expect((await client.validateResource(wrong)).issue[0]).toMatchObject({
      severity: 'error',
      expression: [expect.stringContaining('gender') as string],
    });
    expect(await outcomeOf(client.createResource(wrong))).toMatchObject({
      severity: 'error',
      expression: [expect.stringContaining('gender') as string],
    });
  });

  it('gets no further than the scope that it was registered for', async () => {
    const narrow = await openClient('system/Patient.rs');
    expect(await narrow.searchResources('Patient', { family: 'Nobody' })).toHaveLength(0);
    expect(await outcomeOf(narrow.createResource(person('Medusa')))).toMatchObject({ severity: 'error' });
    narrow.setAccessToken('worn out');
    expect(await outcomeOf(narrow.searchResources('Patient', { family: 'Nobody' }))).toMatchObject({
      severity: 'error',
    });
  });
});
