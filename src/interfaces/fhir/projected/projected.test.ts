import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangeDocument, arrangeEncounter, arrangePatient, putBlob } from '../../../../test/world/chart.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import {
  addVersion,
  fileDocument,
  labelDocument,
  markEnteredInError,
  reindexDocument,
  signDocument,
  withdrawEnteredInError,
} from '../../../modules/documents/index.ts';
import { recordEncounter, replaceEncounter } from '../../../modules/encounters/index.ts';
import { FACILITY } from '../../../../test/world/world.ts';
import { feedOf, FHIR } from '../feed.fixture.ts';
import type { Json } from '../read-json.ts';
import { evaluateWhole } from '../validate/evaluate-whole.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Reference {
  id: string;
  meta: { versionId: string };
  status: string;
  docStatus?: string;
  description?: string;
  date?: string;
  language?: string;
  type: { coding: { system: string; code: string }[] };
  category?: { coding: { code: string }[] }[];
  author?: { display: string }[];
  authenticator?: { display: string };
  securityLabel?: { coding: { code: string }[] }[];
  content: { attachment: { url?: string; contentType?: string; size?: number; title?: string } }[];
  context?: { encounter?: { reference: string }[]; period?: { start: string } };
}
const get = async <T>(path: string) => (await world.callAs<T>(feedOf(world), 'GET', `/fhir/R4/${path}`)).body;
const find = async (type: string, patientId: string) =>
  (await get<{ entry?: { resource: Reference }[] }>(`${type}?patient=${patientId}`)).entry?.map(
    (each) => each.resource,
  ) ?? [];
const referencesOf = async (patientId: string) => {
  await world.stack.drain();
  return find('DocumentReference', patientId);
};
const faultsOf = (resource: unknown, profile: string) =>
  evaluateWhole(resource as Json, [`http://hl7.org/fhir/us/core/StructureDefinition/${profile}`]).issues;
const clinician = () => world.person(['clinician']);
const signing = { verb: 'documents.sign', permission: 'documents/sign' };

describe('a document that was filed at the desk', () => {
  it('is found by other systems with its type, day, visit and content, and reading the content is logged', async () => {
    const patientId = await arrangePatient(world);
    const encounterId = await arrangeEncounter(world, patientId);
    const filed = await arrangeDocument(world, patientId, { encounterId, title: 'Day 2', author: { name: 'Dr Lee' } });
    const [reference, ...more] = await referencesOf(patientId);
    expect(more).toEqual([]);
    expect(reference).toMatchObject({
      id: filed.documentId,
      status: 'current',
      description: 'Day 2',
      date: expect.stringMatching(/^2026-11-20T00:00:00[+-]\d\d:\d\d$/) as string,
      author: [{ display: 'Dr Lee' }],
      category: [{ coding: [{ code: 'clinical-note' }] }],
      content: [{ attachment: { contentType: 'application/pdf', title: 'Day 2' } }],
      context: { encounter: [{ reference: `Encounter/${encounterId}` }], period: { start: '2026-11-20' } },
    });
    expect(reference?.type.coding).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ system: 'urn:chartkeeper:document-type', code: 'progress-note' }),
      ]),
    );
    expect(reference?.docStatus).toBeUndefined();
    expect(faultsOf(reference, 'us-core-documentreference')).toEqual([]);
    const binary = await get<{ data: string }>(reference?.content[0]?.attachment.url ?? '');
    expect(Buffer.from(binary.data, 'base64').toString()).toBe('original of The patient is well.');
    const [entry] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'fhir.read' AND $1 = ANY (subject_ids)`,
      [filed.documentId],
    );
    expect(entry?.n).toBe(1);
  });

  it('follows what the desk does with it: corrected, signed, replaced, struck through, standing again', async () => {
    const patientId = await arrangePatient(world);
    const ref = await arrangeDocument(world, patientId, { title: 'Wrong' });
    await world.system((act) =>
      reindexDocument(act, {
        ...ref,
        title: null,
        date: '2026-11-19',
        typeCode: 'history-and-physical',
        reason: 'Test',
      }),
    );
    const [corrected] = await referencesOf(patientId);
    expect(corrected).toMatchObject({ date: expect.stringContaining('2026-11-19') as string });
    expect(corrected?.description).toBeUndefined();
    expect(corrected?.type.coding[0]?.code).toBe('history-and-physical');

    await world.act(clinician(), signing, (act) => signDocument(act, { ...ref, role: 'author' }));
    expect(await referencesOf(patientId)).toMatchObject([
      { docStatus: 'final', authenticator: { display: expect.any(String) as string } },
    ]);

    await world.system((act) => addVersion(act, { ...ref, pages: [], renditions: [], reason: 'Scanned again' }));
    const [replaced] = await referencesOf(patientId);
    expect(replaced?.content).toEqual([{ attachment: { title: 'History and physical', creation: '2026-11-19' } }]);
    expect(replaced?.docStatus).toBeUndefined();

    await world.system((act) => markEnteredInError(act, { ...ref, cause: 'duplicate', reason: 'Test' }));
    expect(await referencesOf(patientId)).toMatchObject([{ status: 'entered-in-error' }]);
    await world.system((act) => withdrawEnteredInError(act, { ...ref, reason: 'Test' }));
    const [again] = await referencesOf(patientId);
    expect(again).toMatchObject({ status: 'current', meta: { versionId: '5' } });
    const history = await get<{ entry: unknown[] }>(`DocumentReference/${ref.documentId}/_history`);
    expect(history.entry).toHaveLength(5);
  });

  it('is seen by nobody who may not see the document, whoever filed it', async () => {
    const patientId = await arrangePatient(world);
    const ref = await arrangeDocument(world, patientId, { labels: [{ name: 'psychotherapy-notes', basis: 'source' }] });
    const other = await arrangeDocument(world, patientId);
    await world.system((act) => labelDocument(act, { ...other, label: { name: 'hiv', basis: 'rule' } }));
    await world.stack.drain();
    const rows = await world.sql<{ id: string; same: boolean; security: unknown }>(
      `SELECT r.id, r.labels = d.labels AS same, r.content::json->'securityLabel'->0->'coding'->0->>'code' AS security
       FROM fhir.resource r JOIN documents.document d ON d.patient_id = r.patient_id AND d.id = r.id WHERE r.patient_id = $1`,
      [patientId],
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: ref.documentId, same: true, security: 'PSYTHPN' },
        { id: other.documentId, same: true, security: 'HIV' },
      ]),
    );
    const keys = await world.sql<{ labels: string }>(
      `SELECT DISTINCT labels FROM fhir.search_key WHERE type = 'DocumentReference' AND id = $1`,
      [ref.documentId],
    );
    expect(keys).toHaveLength(1);
    expect(keys[0]?.labels).not.toBe('0');
  });

  it('cut out of a batch of scans has its pages as content, and its searchable copy once there is one', async () => {
    const patientId = await arrangePatient(world);
    const keySlot = world.services.keyring.newSlot();
    const page = async (text: string) => ({
      renditions: [{ kind: 'page-image' as const, mediaType: 'image/webp', blob: await putBlob(world, keySlot, text) }],
    });
    const pages = [await page('page one'), await page('page two')];
    const ref = await world.system((act) =>
      fileDocument(act, {
        ...{
          patientId,
          typeCode: 'consent-to-treat',
          receivedVia: 'scan',
          origin: 'desk',
          keySlot,
          pages,
          renditions: [],
        },
      }),
    );
    const [reference] = await referencesOf(patientId);
    expect(reference?.content.map(({ attachment }) => attachment.title)).toEqual([
      expect.stringMatching(/page 1$/),
      expect.stringMatching(/page 2$/),
    ]);
    const read = async (url = '') => Buffer.from((await get<{ data: string }>(url)).data, 'base64').toString();
    expect(await read(reference?.content[1]?.attachment.url)).toBe('page two');
    await world.system((act) =>
      addVersion(act, {
        ...{ ...ref, pages: [], reason: 'Test' },
        renditions: [
          { kind: 'searchable', mediaType: 'application/pdf', blob: pages[0]?.renditions[0]?.blob as never },
        ],
      }),
    );
    const [copied] = await referencesOf(patientId);
    expect(copied?.content).toMatchObject([{ attachment: { contentType: 'application/pdf' } }]);
    expect(await read(copied?.content[0]?.attachment.url)).toBe('page one');
  });

  it('is not kept from other systems by one that cannot be read', async () => {
    const patientId = await arrangePatient(world);
    const broken = await arrangeDocument(world, patientId);
    await world.stack.drain();
    await world.sql(`UPDATE fhir.resource SET content = '{' WHERE type = 'DocumentReference' AND id = $1`, [
      broken.documentId,
    ]);
    await world.system((act) => reindexDocument(act, { ...broken, title: 'Anew', reason: 'Test' }));
    const good = await arrangeDocument(world, patientId);
    await world.stack.drain();
    const rows = await world.sql(`SELECT id FROM fhir.resource WHERE patient_id = $1 AND content <> '{'`, [patientId]);
    expect(rows).toEqual([{ id: good.documentId }]);
    expect(await world.sql(`SELECT resource_id AS id, tries FROM fhir.to_project`)).toEqual([
      { id: broken.documentId, tries: 5 },
    ]);
    const coordinator = world.person(['coordinator']);
    const listed = async () =>
      (await world.callAs<{ resources: object[] }>(coordinator, 'GET', '/fhir-client/given-up')).body.resources;
    expect(await listed()).toMatchObject([{ type: 'DocumentReference', resourceId: broken.documentId, patientId }]);
    const clerk = world.person(['index-clerk']);
    expect((await world.callAs(clerk, 'GET', '/fhir-client/given-up')).status).toBe(403);
    expect((await world.callAs(clerk, 'POST', '/fhir-client/given-up/again')).status).toBe(403);
    await world.sql(`UPDATE fhir.resource SET content = '{}' WHERE type = 'DocumentReference' AND id = $1`, [
      broken.documentId,
    ]);
    const again = await world.callAs(coordinator, 'POST', '/fhir-client/given-up/again');
    expect(again).toMatchObject({ status: 200, body: { count: 1 } });
    await world.stack.drain();
    expect(await listed()).toEqual([]);
  });
});

describe('a note that a feed sent', () => {
  it('shows what the desk corrected in it, keeps what nobody corrected, and does not take it back', async () => {
    const note = (more: Record<string, unknown> = {}) => ({
      resource: {
        ...{
          resourceType: 'DocumentReference',
          id: 'note-1',
          status: 'current',
          docStatus: 'preliminary',
          language: 'en',
        },
        type: { coding: [{ system: 'http://loinc.org', code: '34117-2' }], text: 'H and P, as the source calls it' },
        subject: { reference: 'Patient/quill' },
        date: '2026-10-01T10:30:00Z',
        author: [{ display: 'Dr. Grace Hopper' }],
        content: [{ attachment: { contentType: 'text/plain', data: Buffer.from('Knee pain.').toString('base64') } }],
        ...more,
      },
      request: { method: 'POST', url: 'DocumentReference' },
    });
    const quill = {
      resource: { resourceType: 'Patient', id: 'quill', name: [{ family: 'Quill', given: ['Test'] }] },
      request: { method: 'POST', url: 'Patient' },
    };
    const send = async (...entry: unknown[]) =>
      (
        await world.callAs<{ unchanged: Record<string, number> }>(
          ...[feedOf(world), 'POST' as const, '/fhir/import'],
          ...[JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry }), FHIR],
        )
      ).body;
    await send(quill, note());
    const [{ patientId, documentId } = { patientId: '', documentId: '' }] = await world.sql<{
      patientId: string;
      documentId: string;
    }>(
      `SELECT d.patient_id AS "patientId", d.id AS "documentId" FROM documents.document d JOIN patients.name n ON n.patient_id = d.patient_id WHERE n.family = 'Quill'`,
    );
    const ref = { patientId, documentId };
    expect(await referencesOf(patientId)).toMatchObject([{ meta: { versionId: '1' }, language: 'en' }]);
    await world.system((act) => reindexDocument(act, { ...ref, title: 'Knee', date: '2026-10-02', reason: 'Test' }));
    const [corrected] = await referencesOf(patientId);
    expect(corrected).toMatchObject({
      ...{ description: 'Knee', language: 'en', docStatus: 'preliminary', meta: { versionId: '2' } },
      date: expect.stringContaining('2026-10-02T00:00:00') as string,
      type: { text: 'H and P, as the source calls it' },
      author: [{ display: 'Dr. Grace Hopper' }],
      content: [{ attachment: { contentType: 'text/plain' } }],
    });
    expect((await send(quill, note())).unchanged).toMatchObject({ DocumentReference: 1 });
    await send(quill, note({ docStatus: 'final' }));
    const [final] = await referencesOf(patientId);
    expect(final).toMatchObject({ docStatus: 'final', description: 'Knee' });
    expect(await world.sql(`SELECT title, dated_on::text FROM documents.document WHERE id = $1`, [documentId])).toEqual(
      [{ title: 'Knee', dated_on: '2026-10-02' }],
    );
  });
});

describe('an encounter that another feed or the desk recorded', () => {
  it('is served as FHIR and follows what becomes of it', async () => {
    const patientId = await arrangePatient(world);
    const facts = {
      class: 'IMP',
      typeText: 'Inpatient',
      visitNumber: 'V-900',
      startedAt: new Date('2026-11-01T10:00:00Z'),
    };
    const { id } = await world.system((act) =>
      recordEncounter(act, { patientId, facilityId: FACILITY, facts, origin: 'desk' }),
    );
    await world.stack.drain();
    expect(await find('Encounter', patientId)).toMatchObject([
      {
        ...{ id, status: 'in-progress', class: { code: 'IMP' }, type: [{ text: 'Inpatient' }] },
        identifier: [{ system: `urn:chartkeeper:visit-number:${FACILITY}`, value: 'V-900' }],
        period: { start: '2026-11-01T10:00:00.000Z' },
      },
    ]);
    const [encounter] = await find('Encounter', patientId);
    expect(faultsOf(encounter, 'us-core-encounter')).toEqual([]);
    await world.system((act) =>
      replaceEncounter(act, { patientId, id, facts: { ...facts, endedAt: new Date('2026-11-03T10:00:00Z') } }),
    );
    await world.stack.drain();
    expect(await find('Encounter', patientId)).toMatchObject([
      { status: 'finished', period: { end: '2026-11-03T10:00:00.000Z' } },
    ]);
  });
});
