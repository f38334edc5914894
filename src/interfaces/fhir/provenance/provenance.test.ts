import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangePatient } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { addVersion, recordSignature, reindexDocument } from '../../../modules/documents/index.ts';
import { feedOf, FHIR } from '../feed.fixture.ts';

let world: World;
let patientId: string;
let documentId: string;
beforeAll(async () => {
  world = await openWorld();
  patientId = await arrangePatient(world);
  const ref = await arrangeDocument(world, patientId, { author: { name: 'Dr Lee' } });
  ({ documentId } = ref);
  const { versionId } = ref;
  const signature = { signer: { name: 'Dr Lee' }, signedAt: new Date('2026-11-20T08:00:00Z'), how: 'ink' as const };
  await world.system((act) => recordSignature(act, { ...ref, versionId, role: 'author', signature }));
  await world.system((act) => reindexDocument(act, { ...ref, title: 'Day 2', reason: 'Named by the ward' }));
  await world.system((act) => addVersion(act, { ...ref, pages: [], renditions: [], reason: 'Page 2 was missing' }));
  await arrangeDocument(world, patientId);
  await world.stack.drain();
});
afterAll(() => world.close());

interface Provenance {
  id: string;
  target: { reference: string }[];
  activity?: { coding: { code: string }[] };
  reason?: { text: string }[];
  agent: { type: { coding: { code: string }[] }; who: { display?: string } }[];
  signature?: { when: string; type: { code: string }[] }[];
  entity?: { what: { display: string } }[];
}
interface Found {
  entry?: { resource: Provenance; search: { mode: string } }[];
  link: { relation: string; url: string }[];
}
const search = async (query: string) =>
  (await world.callAs<Found>(feedOf(world), 'GET', `/fhir/R4/Provenance?${query}`)).body;
const matches = (found: Found) =>
  (found.entry ?? []).filter(({ search }) => search.mode === 'match').map(({ resource }) => resource);

describe('the provenance of a document', () => {
  it('says who filed, signed, corrected and replaced it, when and why', async () => {
    const found = matches(await search(`target=DocumentReference/${documentId}`));
    expect(found.map(({ id }) => id)).toEqual(['c1', 's1', 'v1', 'v2'].map((mark) => `${documentId}.${mark}`));
    expect(found).toMatchObject([
      { activity: { coding: [{ code: 'UPDATE' }] }, reason: [{ text: 'Named by the ward' }] },
      {
        signature: [{ when: '2026-11-20T08:00:00.000Z', type: [{ code: '1.2.840.10065.1.12.1.1' }] }],
        agent: [{}, { type: { coding: [{ code: 'verifier' }] }, who: { display: 'Dr Lee' } }],
      },
      {
        activity: { coding: [{ code: 'CREATE' }] },
        entity: [{ what: { display: 'scan: desk' } }],
        agent: [{}, { type: { coding: [{ code: 'author' }] }, who: { display: 'Dr Lee' } }],
      },
      { activity: { coding: [{ code: 'UPDATE' }] }, reason: [{ text: 'Page 2 was missing' }] },
    ]);
    const { status, body } = await world.callAs<Provenance>(
      feedOf(world),
      'GET',
      `/fhir/R4/Provenance/${documentId}.v2`,
    );
    expect([status, body.id]).toEqual([200, `${documentId}.v2`]);
    for (const id of [`${documentId}.v9`, `${patientId}.v1`])
      expect((await world.callAs(feedOf(world), 'GET', `/fhir/R4/Provenance/${id}`)).status).toBe(404);
  });

  it('comes with the documents that a search finds', async () => {
    const { body } = await world.callAs<Found>(
      feedOf(world),
      'GET',
      `/fhir/R4/DocumentReference?patient=${patientId}&_id=${documentId}&_revinclude=Provenance:target`,
    );
    expect(matches(body).map(({ id }) => id)).toEqual([documentId]);
    const included = (body.entry ?? []).filter(({ search: { mode } }) => mode === 'include');
    expect(included.map(({ resource }) => resource.id)).toEqual(
      ['c1', 's1', 'v1', 'v2'].map((mark) => `${documentId}.${mark}`),
    );
  });

  it('comes for a whole patient in pages, with what others sent at the end, each once', async () => {
    const sent = {
      ...{
        resourceType: 'Provenance',
        recorded: '2026-11-20T08:00:00Z',
        target: [{ reference: `Patient/${patientId}` }],
      },
      agent: [{ who: { display: 'Another hospital' } }],
    };
    await world.sql(
      `INSERT INTO fhir.resource (patient_id, type, id, version, at, origin, content, hash, facility_id) SELECT id, 'Patient', id, 1, now(), 'test', '{"resourceType":"Patient"}', '', facility_id FROM patients.patient WHERE id = $1`,
      [patientId],
    );
    for (let n = 0; n < 2; n++)
      expect(
        (await world.callAs(feedOf(world), 'POST', '/fhir/R4/Provenance', JSON.stringify(sent), FHIR)).status,
      ).toBe(201);
    for (const count of [1, 2, 3, 5, 50]) {
      const seen: string[] = [];
      let query: string | undefined = `patient=${patientId}&_count=${count}`;
      while (query !== undefined) {
        const found: Found = await search(query);
        expect(matches(found).length).toBeLessThanOrEqual(count);
        seen.push(...matches(found).map(({ id }) => id));
        query = found.link.find(({ relation }) => relation === 'next')?.url.split('?')[1];
      }
      expect([count, seen.length, new Set(seen).size]).toEqual([count, 7, 7]);
    }
  });

  it('is found by the time of its recording, and says where only what others sent was searched', async () => {
    expect(matches(await search(`target=DocumentReference/${documentId}&recorded=ge2020-01-01`))).toHaveLength(4);
    expect(matches(await search(`target=DocumentReference/${documentId}&recorded=lt2020-01-01`))).toEqual([]);
    const { entry } = await search(`patient=${patientId}&agent-type=author`);
    expect(entry?.map(({ search }) => search.mode)).toEqual(['outcome']);
  });

  it('is seen by nobody who may not see the document', async () => {
    const ref = await arrangeDocument(world, patientId, { labels: [{ name: 'vip', basis: 'source' }] });
    await world.stack.drain();
    expect(matches(await search(`patient=${patientId}`)).filter(({ id }) => id.startsWith(ref.documentId))).toEqual([]);
    expect((await world.callAs(feedOf(world), 'GET', `/fhir/R4/Provenance/${ref.documentId}.v1`)).status).toBe(404);
    const scanner = world.person(['scan-clerk']);
    expect((await world.callAs(scanner, 'GET', `/fhir/R4/Provenance?patient=${patientId}`)).status).toBe(403);
  });
});
