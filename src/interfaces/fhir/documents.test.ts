import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { typesetPage } from '../../platform/reading/test-files.ts';
import { labelDocument, markEnteredInError } from '../../modules/documents/index.ts';
import { feedOf, FHIR } from './feed.fixture.ts';
import type { ImportResult } from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const send = <T = Record<string, unknown>>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  world.callAs<T>(
    feedOf(world),
    method,
    `/fhir/R4${path}`,
    body === undefined ? undefined : JSON.stringify(body),
    FHIR,
  );
const importing = async (...entries: unknown[]) =>
  (await world.callAs<ImportResult>(feedOf(world), 'POST', '/fhir/import', JSON.stringify(bundle(entries)), FHIR)).body;

const bundle = (entries: unknown[]) => ({ resourceType: 'Bundle', type: 'transaction', entry: entries });
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

/** One person and one visit of the outside clinic; each test has its own by the name of the person. */
const person = (id: string) => ({
  fullUrl: `http://outside.example/Patient/${id}`,
  resource: { resourceType: 'Patient', id, name: [{ family: id, given: ['Test'] }], gender: 'female' },
  request: { method: 'POST', url: 'Patient' },
});
const visit = (id: string) => ({
  resource: {
    resourceType: 'Encounter',
    id: `${id}-visit`,
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${id}` },
    period: { start: '2026-10-01T09:00:00Z', end: '2026-10-01T10:00:00Z' },
  },
  request: { method: 'POST', url: 'Encounter' },
});
const note = (of: string, more: Record<string, unknown> = {}, attachment?: Record<string, unknown>) => ({
  resource: {
    resourceType: 'DocumentReference',
    id: `${of}-note`,
    status: 'current',
    docStatus: 'final',
    type: { coding: [{ system: 'http://loinc.org', code: '34117-2', display: 'History and physical note' }] },
    subject: { reference: `Patient/${of}` },
    date: '2026-10-01T10:30:00Z',
    author: [{ display: 'Dr. Grace Hopper' }],
    identifier: [{ value: 'N-1' }],
    context: { encounter: [{ reference: `Encounter/${of}-visit` }] },
    content: [{ attachment: attachment ?? { contentType: 'text/plain', data: base64('Knee pain after a fall.') } }],
    ...more,
  },
  request: { method: 'POST', url: 'DocumentReference' },
});

interface Listed {
  id: string;
  patientId: string;
  typeCode: string;
  title: string | null;
  date: string | null;
  author: string | null;
  encounterId: string | null;
  origin: string;
  originId: string | null;
  receivedVia: string;
  pages: number;
  versions: number;
  currentVersionId: string;
  labels: string[];
  authentication: { state: string };
  enteredInError: { cause: string } | null;
}
const patientOf = async (family: string) =>
  (await world.sql<{ id: string }>(`SELECT patient_id AS id FROM patients.name WHERE family = $1 LIMIT 1`, [family]))[0]
    ?.id ?? '';
const recordOf = async (family: string) =>
  (await world.call<{ documents: Listed[] }>('GET', `/patients/${await patientOf(family)}/documents`)).body.documents;
const textOf = async (document: Listed, page = 1) =>
  (
    await world.call<{ text: string }>(
      'GET',
      `/patients/${document.patientId}/documents/${document.id}/versions/${document.currentVersionId}/pages/${page}/text`,
    )
  ).body.text;
const found = async (family: string, text: string) =>
  (await world.call<{ hits: unknown[] }>('POST', `/patients/${await patientOf(family)}/documents/search`, { text }))
    .body.hits.length;

describe('a note that a feed sends', () => {
  it('stands in the record: type, visit, date, author, signature, source; it can be read and found', async () => {
    const result = await importing(person('Ada'), visit('Ada'), note('Ada'));
    expect(result).toMatchObject({
      refused: [],
      remarks: [],
      stored: { Patient: 1, Encounter: 1, DocumentReference: 1 },
    });
    const documents = await recordOf('Ada');
    expect(documents).toMatchObject([
      {
        typeCode: 'history-and-physical',
        date: '2026-10-01',
        author: 'Dr. Grace Hopper',
        receivedVia: 'fhir',
        origin: 'Outside clinic',
        originId: 'N-1',
        pages: 1,
        versions: 1,
        authentication: { state: 'authenticated' },
      },
    ]);
    expect(documents[0]?.encounterId).toMatch(/^[0-9a-f-]{36}$/);
    expect(await textOf(documents[0] as Listed)).toBe('Knee pain after a fall.');
    expect(await found('Ada', 'knee')).toBe(1);
  });

  it('is not there a second time when it is imported again', async () => {
    const entries = [person('Bea'), visit('Bea'), note('Bea')];
    await importing(...entries);
    const blobs = await world.sql(`SELECT count(*)::int AS n FROM platform.blob`);
    expect(await importing(...entries)).toMatchObject({
      stored: {},
      unchanged: { Patient: 1, Encounter: 1, DocumentReference: 1 },
    });
    expect(await recordOf('Bea')).toHaveLength(1);
    expect(await world.sql(`SELECT count(*)::int AS n FROM platform.blob`)).toEqual(blobs);
  });

  it('keeps its content encrypted: the stored resource names where it is read, and only there', async () => {
    await importing(person('Cleo'), visit('Cleo'), note('Cleo', { language: 'en' }));
    const [stored] = await world.sql<{ id: string; content: string }>(
      `SELECT id, content FROM fhir.resource WHERE type = 'DocumentReference' AND patient_id = $1`,
      [await patientOf('Cleo')],
    );
    expect(stored?.content).not.toContain(base64('Knee pain after a fall.').slice(0, 16));
    const { body } = await send<{
      language: string;
      content: { attachment: { url: string; size: number; contentType: string } }[];
    }>('GET', `/DocumentReference/${stored?.id}`);
    expect(body.language).toBe('en');
    const attachment = body.content[0]?.attachment;
    expect(attachment).toMatchObject({ contentType: 'text/plain', size: 23 });
    const binary = await send<{ resourceType: string; contentType: string; data: string }>(
      'GET',
      `/${attachment?.url}`,
    );
    expect(binary.body).toMatchObject({ resourceType: 'Binary', contentType: 'text/plain' });
    expect(Buffer.from(binary.body.data, 'base64').toString()).toBe('Knee pain after a fall.');
  });

  it('becomes a new version when its source changes it, a correction when only what is said of it changes', async () => {
    await importing(person('Dora'), visit('Dora'), note('Dora', { docStatus: 'preliminary' }));
    expect(await recordOf('Dora')).toMatchObject([{ authentication: { state: 'unsigned' } }]);
    await importing(person('Dora'), visit('Dora'), note('Dora', { description: 'First visit' }));
    expect(await recordOf('Dora')).toMatchObject([
      { versions: 1, title: 'First visit', authentication: { state: 'authenticated' } },
    ]);
    await importing(
      person('Dora'),
      visit('Dora'),
      note('Dora', { description: 'First visit' }, { contentType: 'text/plain', data: base64('Knee and hip.') }),
    );
    const documents = await recordOf('Dora');
    expect(documents).toMatchObject([{ versions: 2, title: 'First visit' }]);
    expect(await textOf(documents[0] as Listed)).toBe('Knee and hip.');
    expect([await found('Dora', 'hip'), await found('Dora', 'fall')]).toEqual([1, 0]);
  });

  it('says what its source says of its version: preliminary, then final, then amended', async () => {
    const status = async () => {
      const [{ id = '', patientId = '' } = {}] = await recordOf('Finn');
      const { body } = await world.call<{ versions: { number: number; status: string | null }[] }>(
        'GET',
        `/patients/${patientId}/documents/${id}`,
      );
      return body.versions.map(({ status }) => status);
    };
    await importing(person('Finn'), visit('Finn'), note('Finn', { docStatus: 'preliminary' }));
    expect(await status()).toEqual(['preliminary']);
    await importing(note('Finn', { docStatus: 'final' }));
    expect(await status()).toEqual(['final']);
    await importing(
      note('Finn', { docStatus: 'amended' }, { contentType: 'text/plain', data: base64('Knee and ankle.') }),
    );
    expect(await status()).toEqual(['amended', 'final']);
  });

  it('is late for a visit that is closed, but not when both came together', async () => {
    const late = async () => (await recordOf('Gwen')).map((each) => (each as Listed & { late: object | null }).late);
    await importing(person('Gwen'), visit('Gwen'), note('Gwen'));
    expect(await late()).toEqual([null]);
    await importing(note('Gwen', { id: 'Gwen-second', identifier: [{ value: 'N-2' }] }));
    expect(await late()).toEqual(
      expect.arrayContaining([null, expect.objectContaining({ why: 'closed', what: 'document', daysAfter: 52 })]),
    );
  });

  it('is struck through when its source says so, and stands again when it takes that back', async () => {
    const entries = (status: string) => [person('Eva'), visit('Eva'), note('Eva', { status })];
    await importing(...entries('current'));
    await importing(...entries('entered-in-error'));
    expect(await recordOf('Eva')).toMatchObject([{ enteredInError: { cause: 'source-cancelled' } }]);
    await importing(...entries('current'));
    expect(await recordOf('Eva')).toMatchObject([{ enteredInError: null, versions: 1 }]);
  });

  it('is a new version of the one it replaces, in the same bundle or later', async () => {
    const replacing = (id: string, of: string, text: string) => ({
      ...note(
        'Fay',
        { id, relatesTo: [{ code: 'replaces', target: { reference: `DocumentReference/${of}` } }] },
        {
          contentType: 'text/plain',
          data: base64(text),
        },
      ),
    });
    await importing(
      person('Fay'),
      visit('Fay'),
      replacing('fay-2', 'Fay-note', 'Second thoughts.'),
      note('Fay', { status: 'superseded' }),
    );
    expect(await recordOf('Fay')).toMatchObject([{ versions: 2 }]);
    await importing(replacing('fay-3', 'fay-2', 'Third thoughts.'));
    const documents = await recordOf('Fay');
    expect(documents).toMatchObject([{ versions: 3 }]);
    expect(await textOf(documents[0] as Listed)).toBe('Third thoughts.');
  });

  it('carries the labels of its type and of its source, and its resource is no easier to see than itself', async () => {
    await importing(
      person('Gil'),
      visit('Gil'),
      note('Gil', {
        type: { text: 'Psychiatric evaluation' },
        securityLabel: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'HIV' }] }],
      }),
    );
    expect((await recordOf('Gil'))[0]?.labels.toSorted()).toEqual(['hiv', 'mental-health']);
    const [row] = await world.sql<{ same: boolean }>(
      `SELECT r.labels = d.labels AS same FROM fhir.resource r JOIN documents.document d ON d.patient_id = r.patient_id AND d.id = r.id
       WHERE r.type = 'DocumentReference' AND r.patient_id = $1`,
      [await patientOf('Gil')],
    );
    expect(row).toEqual({ same: true });
  });

  it('is filed as an outside record under its own words where the catalogue has no such type', async () => {
    const result = await importing(
      person('Hal'),
      visit('Hal'),
      note('Hal', { type: { coding: [{ system: 'http://loinc.org', code: '99999-9', display: 'Moon phase note' }] } }),
    );
    expect(result.remarks[0]?.remark).toContain('type was not recognised');
    expect(await recordOf('Hal')).toMatchObject([
      { typeCode: 'outside-records', title: 'Moon phase note (type not recognised)' },
    ]);
  });

  it('follows the desk: struck through and labelled there, it is so here, whatever its source repeats', async () => {
    const entries = (more = {}) => [person('Kai'), visit('Kai'), note('Kai', more)];
    await importing(...entries());
    const [document] = await recordOf('Kai');
    const at = `/patients/${document?.patientId}/documents/${document?.id}`;
    await world.act(world.person(['coordinator']), { verb: 'documents.label', permission: 'documents/index' }, (act) =>
      labelDocument(act, {
        patientId: document?.patientId ?? '',
        documentId: document?.id ?? '',
        label: { name: 'hiv', basis: 'person' },
      }),
    );
    await world.system((act) =>
      markEnteredInError(act, {
        patientId: document?.patientId ?? '',
        documentId: document?.id ?? '',
        cause: 'wrong-patient',
        reason: 'Test',
      }),
    );
    const seen = await world.sql<{ status: string; labels: string }>(
      `SELECT content::json->>'status' AS status, labels FROM fhir.resource WHERE type = 'DocumentReference' AND id = $1`,
      [document?.id],
    );
    // Labelled at the desk, and misfiled: out of sight for all but those who correct charts.
    expect(seen).toEqual([{ status: 'entered-in-error', labels: String(8 + 1024) }]);
    expect((await importing(...entries())).unchanged).toMatchObject({ DocumentReference: 1 });
    const again = await importing(...entries({ description: 'Said anew' }));
    expect(again.remarks[0]?.remark).toContain('The desk marked the document entered in error');
    expect((await world.call<{ summary: Listed }>('GET', at)).body.summary).toMatchObject({
      title: null,
      enteredInError: { cause: 'wrong-patient' },
    });
    const [stored] = await world.sql<{ content: string }>(
      `SELECT content FROM fhir.resource WHERE type = 'DocumentReference' AND id = $1`,
      [document?.id],
    );
    expect(stored?.content).not.toContain('"data"');
  });

  it('never files an incident report in a chart', async () => {
    const result = await importing(person('Ida'), visit('Ida'), note('Ida', { type: { text: 'Incident report' } }));
    expect(result.remarks[0]?.remark).toContain('Risk management');
    expect(await recordOf('Ida')).toEqual([]);
  });
});

describe('content in other forms', () => {
  it.each([
    [
      'markup',
      'text/html',
      '<html><head><title>x</title></head><body><script>alert(1)</script><p>Left &amp; right</p></body></html>',
      'Left & right',
    ],
    [
      'a CDA document',
      'application/xml',
      '<?xml version="1.0"?><ClinicalDocument><text><paragraph>Seen well.</paragraph></text></ClinicalDocument>',
      'Seen well.',
    ],
    [
      'rich text',
      'application/rtf',
      '{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 Stable\\par and \\u233?tale}',
      'Stable\nand étale',
    ],
    ['old code pages', 'text/plain; charset=iso-8859-1', Buffer.from('M\xfcller', 'latin1'), 'Müller'],
  ])('shows the words of %s as text, and never the content as it came', async (what, contentType, content, text) => {
    const name = `Form-${what.replaceAll(' ', '-')}`;
    await importing(person(name), visit(name), note(name, {}, { contentType, data: base64(content) }));
    const [document] = await recordOf(name);
    expect((await textOf(document as Listed)).trim()).toBe(text);
    const opened = await world.call<{ pages: { kinds: string[] }[] }>(
      'GET',
      `/patients/${document?.patientId}/documents/${document?.id}`,
    );
    expect(opened.body.pages.map(({ kinds }) => kinds)).toEqual([['text']]);
  });

  it('takes the content from a Binary of the same bundle, and serves it under both addresses', async () => {
    const binary = {
      fullUrl: 'urn:uuid:0d2f4b6e-2222-4222-8333-444455556666',
      resource: { resourceType: 'Binary', id: 'bin-1', contentType: 'text/plain', data: base64('From the Binary.') },
      request: { method: 'POST', url: 'Binary' },
    };
    const entries = [
      person('Jo'),
      visit('Jo'),
      binary,
      note('Jo', {}, { contentType: 'text/plain', url: 'Binary/bin-1' }),
    ];
    expect(await importing(...entries)).toMatchObject({ remarks: [], stored: { Binary: 1, DocumentReference: 1 } });
    expect(await textOf((await recordOf('Jo'))[0] as Listed)).toBe('From the Binary.');
    const [row] = await world.sql<{ id: string; content: string; patient_id: string }>(
      `SELECT id, content, patient_id FROM fhir.resource WHERE type = 'Binary' AND content LIKE '%filed-as%'`,
    );
    expect(row?.content).not.toContain('data');
    expect(row?.patient_id).toBe(await patientOf('Jo'));
    const { body } = await send<{ data: string }>('GET', `/Binary/${row?.id}`);
    expect(Buffer.from(body.data, 'base64').toString()).toBe('From the Binary.');
    expect(await importing(...entries)).toMatchObject({ stored: {}, unchanged: { Binary: 1, DocumentReference: 1 } });
  });

  it('takes a Binary that was stored before', async () => {
    const stored = await send<{ id: string }>('POST', '/Binary', {
      resourceType: 'Binary',
      contentType: 'text/plain',
      data: base64('Stored before.'),
    });
    const patient = await send<{ id: string }>('POST', '/Patient', person('Kim').resource);
    const { status } = await send('POST', '/DocumentReference', {
      ...note('x', { context: undefined, subject: { reference: `Patient/${patient.body.id}` } }).resource,
      content: [{ attachment: { url: `Binary/${stored.body.id}` } }],
    });
    expect(status).toBe(201);
    expect(await textOf((await recordOf('Kim'))[0] as Listed)).toBe('Stored before.');
  });

  it('takes a Binary as its bare content, and nothing else so', async () => {
    const bare = (method: 'POST' | 'PUT', path: string, content: Buffer, type: string) =>
      world.callAs<{ id: string; contentType: string; data: string; issue: { diagnostics: string }[] }>(
        feedOf(world),
        method,
        `/fhir/R4${path}`,
        content,
        { 'content-type': type },
      );
    const pdf = await typesetPage();
    const stored = await bare('POST', '/Binary', pdf, 'application/pdf');
    expect([stored.status, stored.body.contentType]).toEqual([201, 'application/pdf']);
    expect(Buffer.from(stored.body.data, 'base64').equals(pdf)).toBe(true);
    const changed = await bare('PUT', `/Binary/${stored.body.id}`, Buffer.from([0, 1, 2]), 'application/octet-stream');
    expect([changed.status, changed.body.data]).toEqual([200, 'AAEC']);
    expect((await bare('POST', '/Binary', Buffer.from('no picture'), 'image/png')).status).toBe(400);
    expect((await bare('POST', '/Binary', Buffer.alloc(0), 'image/png')).status).toBe(400);
    expect((await bare('POST', '/Binary', Buffer.alloc(16 * 1024 * 1024), 'application/octet-stream')).status).toBe(
      413,
    );
    const refused = await bare('POST', '/Patient', Buffer.from('<Patient/>'), 'application/fhir+xml');
    expect([refused.status, refused.body.issue[0]?.diagnostics]).toEqual([
      415,
      expect.stringContaining('Send application/fhir+json'),
    ]);
  });

  it('shows the pages of a PDF as pictures, and keeps one that cannot be read as it came', async () => {
    const pdf = await typesetPage(2);
    await importing(
      person('Pia'),
      visit('Pia'),
      note('Pia', {}, { contentType: 'application/pdf', data: base64(pdf) }),
    );
    const [document] = await recordOf('Pia');
    expect(document?.pages).toBe(2);
    expect((await textOf(document as Listed)).length).toBeGreaterThan(50);
    const broken = note(
      'Pia',
      { id: 'pia-2' },
      { contentType: 'application/pdf', data: base64('%PDF-1.7 and no more') },
    );
    const result = await importing(broken);
    expect(result.remarks[0]?.remark).toContain('cannot be shown');
    expect((await recordOf('Pia')).map(({ pages }) => pages).toSorted()).toEqual([0, 2]);
  });

  it.each([
    ['no content', { title: 'nothing' }, 'has no content'],
    ['an address outside', { url: 'https://outside.example/report.pdf' }, 'outside'],
    ['a Binary that is nowhere', { url: 'Binary/nowhere' }, 'outside'],
  ])('keeps one with %s as a resource, says so, and takes the rest of the bundle', async (what, attachment, reason) => {
    const name = `Bare-${what.replaceAll(' ', '-')}`;
    const result = await importing(person(name), visit(name), note(name, {}, attachment));
    expect(result).toMatchObject({ refused: [], stored: { DocumentReference: 1, Patient: 1 } });
    expect(result.remarks).toEqual([{ at: 'Bundle.entry[2]', remark: expect.stringContaining(reason) as string }]);
    expect(await recordOf(name)).toEqual([]);
  });
});

describe('documents over HTTP', () => {
  it('files from a transaction and says in its answer what became no document', async () => {
    const { status, body } = await send<{ entry: { response: { outcome?: { issue: { diagnostics: string }[] } } }[] }>(
      'POST',
      '',
      bundle([person('Lea'), visit('Lea'), note('Lea'), note('Lea', { id: 'lea-2' }, { title: 'none' })]),
    );
    expect(status).toBe(200);
    expect(body.entry.map(({ response }) => response.outcome?.issue[0]?.diagnostics)).toEqual([
      undefined,
      undefined,
      undefined,
      expect.stringContaining('no document of the record'),
    ]);
    expect(await recordOf('Lea')).toHaveLength(1);
  });

  it('follows an update: the address it gave out means the content that stands', async () => {
    await send('POST', '', bundle([person('Mia'), visit('Mia'), note('Mia')]));
    const [document] = await recordOf('Mia');
    const read = (await send<Record<string, unknown>>('GET', `/DocumentReference/${document?.id}`)).body;
    expect(
      (await send('PUT', `/DocumentReference/${document?.id}`, { ...read, description: 'Named now' })).status,
    ).toBe(200);
    expect(await recordOf('Mia')).toMatchObject([{ title: 'Named now', versions: 1 }]);
    const content = [{ attachment: { contentType: 'text/plain', data: base64('New words.') } }];
    expect((await send('PUT', `/DocumentReference/${document?.id}`, { ...read, content })).status).toBe(200);
    const [after] = await recordOf('Mia');
    expect(after?.versions).toBe(2);
    expect(await textOf(after as Listed)).toBe('New words.');
  });

  it('does not file to a visit of somebody else', async () => {
    await send('POST', '', bundle([person('Nia'), visit('Nia')]));
    const [visitOfNia] = await world.sql<{ id: string }>(`SELECT id FROM encounters.encounter WHERE patient_id = $1`, [
      await patientOf('Nia'),
    ]);
    const { status, body } = await send<{ issue: { expression: string[]; diagnostics: string }[] }>(
      'POST',
      '',
      bundle([person('Ola'), note('Ola', { context: { encounter: [{ reference: `Encounter/${visitOfNia?.id}` }] } })]),
    );
    expect([status, body.issue[0]?.expression]).toEqual([422, ['Bundle.entry[1].resource']]);
    expect(await patientOf('Ola')).toBe('');
  });
});
