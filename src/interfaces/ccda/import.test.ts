import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { sampleDocument, sampleTarget } from '../../../packages/cda/sample.fixture.ts';
import { registerPatient } from '../../modules/patients/index.ts';
import {
  copyForMove,
  fileDocument,
  findRenditions,
  listDocuments,
  moveDocument,
  searchRecord,
} from '../../modules/documents/index.ts';
import type { Act } from '../../platform/act.ts';
import type { ImportResult } from './index.ts';
import { prepareContent } from './prepare-content.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const importer = () => world.person(['operator']);
const acting = <T>(run: (act: Act) => Promise<T>) =>
  world.act(importer(), { verb: 'ccda.import', permission: 'ccda/import' }, run);
const importing = async (content: string | Buffer, name = 'summary.xml') =>
  (
    await world.callAs<ImportResult>(importer(), 'POST', `/ccda/import?name=${name}`, Buffer.from(content), {
      'content-type': 'application/xml',
    })
  ).body;

/** A person of ours whom an outside authority calls `number`. */
function registered(number: string, more: { family?: string; born?: string; system?: string } = {}) {
  return acting((act) =>
    registerPatient(act, {
      facilityId: FACILITY,
      origin: 'desk',
      facts: {
        birthDate: more.born ?? '1947-05-01',
        birthDatePrecision: 'day',
        sex: 'female',
        names: [{ use: 'legal', family: more.family ?? 'Ashe', given: ['Ada'] }],
        identifiers: [{ system: more.system ?? 'urn:oid:1.2.3.4', value: number, kind: 'other' }],
        contacts: [],
      },
    }),
  );
}
const chartOf = async (patientId: string) => (await acting((act) => listDocuments(act, { patientId }))).documents;
const of = (number: string, parts: Parameters<typeof sampleDocument>[0] = {}) =>
  sampleDocument({
    id: `<id root="1.2.3.4.5" extension="DOC-${number}"/>`,
    set: `<setId root="1.2.3.4.6" extension="SET-${number}"/><versionNumber value="1"/>`,
    target: sampleTarget({ number }),
    ...parts,
  });

describe('a C-CDA document', () => {
  it('goes to the patient whose number, name and birth date it has, as what it is, byte for byte', async () => {
    const { id: patientId } = await registered('100001');
    const text = of('100001');
    expect(await importing(text)).toEqual({
      read: { 'C-CDA R2.1': 1 },
      stored: { 'C-CDA R2.1': 1 },
      unchanged: {},
      refused: [],
      remarks: [],
    });
    const [document] = await chartOf(patientId);
    expect(document).toMatchObject({
      typeCode: 'discharge-summary',
      title: 'Discharge Summary',
      date: '2026-03-01',
      receivedVia: 'ccda',
    });
    const found = await acting((act) => searchRecord(act, { patientId, text: 'penicillin' }));
    expect(found.hits).toHaveLength(1);
    const [original] = await acting((act) =>
      findRenditions(act, { patientId, documentIds: [document?.id ?? ''], kinds: ['original'] }),
    );
    const chunks: Uint8Array[] = [];
    if (original !== undefined)
      for await (const chunk of world.services.blobs.open(original.blob)) chunks.push(chunk as Uint8Array);
    expect(Buffer.concat(chunks).toString()).toBe(text);
  });

  it('changes nothing when it comes again, and is a new version with other content, a later number or a replacement', async () => {
    const { id: patientId } = await registered('100002');
    await importing(of('100002'));
    expect(await importing(of('100002'))).toMatchObject({ stored: {}, unchanged: { 'C-CDA R2.1': 1 } });
    const other = of('100002', { effectiveTime: '<effectiveTime value="20260302"/>' });
    expect(await importing(other)).toMatchObject({ stored: { 'C-CDA R2.1': 1 } });
    const later = (version: number) =>
      of('100002', {
        id: `<id root="1.2.3.4.5" extension="DOC-100002-${version}"/>`,
        set: `<setId root="1.2.3.4.6" extension="SET-100002"/><versionNumber value="${version}"/>`,
      });
    expect(await importing(later(3))).toMatchObject({ stored: { 'C-CDA R2.1': 1 } });
    const earlier = await importing(later(2));
    expect(earlier.refused[0]?.reason).toContain('Version 3 of it came before');
    expect(await importing(of('100002'))).toMatchObject({ unchanged: { 'C-CDA R2.1': 1 } });
    const replacing = of('100002', {
      id: '<id root="1.2.3.4.5" extension="R-100002"/>',
      set: '',
      more: '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.3.4.5" extension="DOC-100002"/></parentDocument></relatedDocument>',
    });
    expect(await importing(replacing)).toMatchObject({ stored: { 'C-CDA R2.1': 1 } });
    const documents = await chartOf(patientId);
    expect(documents).toHaveLength(1);
    expect(documents[0]).toMatchObject({ versions: 4 });
  });

  it('that appends to another one is a document of its own that says so', async () => {
    const { id: patientId } = await registered('100003');
    await importing(of('100003'));
    await importing(
      of('100003', {
        id: '<id root="1.2.3.4.5" extension="A-100003"/>',
        set: '',
        more: '<relatedDocument typeCode="APND"><parentDocument><id root="1.2.3.4.5" extension="DOC-100003"/></parentDocument></relatedDocument>',
      }),
    );
    expect((await chartOf(patientId)).map(({ title }) => title).sort()).toEqual([
      'Addendum: Discharge Summary',
      'Discharge Summary',
    ]);
  });

  it('that was filed another way is known when it is imported', async () => {
    const { id: patientId } = await registered('100005');
    const bytes = Buffer.from(of('100005'));
    const content = await prepareContent(world.services, world.services.keyring.newSlot(), { name: 'up.xml', bytes });
    await acting((act) =>
      fileDocument(act, {
        ...{ patientId, facilityId: FACILITY, typeCode: 'discharge-summary', origin: 'desk', labels: [] },
        ...content,
        receivedVia: 'upload',
      }),
    );
    await world.stack.drain();
    expect(await importing(of('100005'))).toMatchObject({ stored: {}, unchanged: { 'C-CDA R2.1': 1 } });
    expect(await importing(of('100005', { effectiveTime: '<effectiveTime value="20260302"/>' }))).toMatchObject({
      stored: { 'C-CDA R2.1': 1 },
    });
    expect(await chartOf(patientId)).toMatchObject([{ versions: 2 }]);
  });

  it('that was moved to the right record is followed there by its next version', async () => {
    const { id: wrong } = await registered('100007');
    await importing(of('100007'));
    const [misfiled] = await chartOf(wrong);
    const ref = { patientId: wrong, documentId: misfiled?.id ?? '' };
    const [number] = await world.sql<{ id: string }>(
      `SELECT id FROM patients.identifier WHERE patient_id = '${wrong}' AND value = '100007'`,
    );
    // The number was the wrong person's only by mistake.
    await world.sql(`DELETE FROM patients.identifier WHERE id = '${number?.id ?? ''}'`);
    const { id: right } = await registered('100007');
    const prepared = await copyForMove(world.services, acting, ref);
    await acting((act) => moveDocument(act, { ...ref, toPatientId: right, reason: 'Other Ada Ashe' }, prepared));
    await world.stack.drain();
    expect(await importing(of('100007'))).toMatchObject({ stored: {}, unchanged: { 'C-CDA R2.1': 1 } });
    expect(await importing(of('100007', { effectiveTime: '<effectiveTime value="20260302"/>' }))).toMatchObject({
      stored: { 'C-CDA R2.1': 1 },
      refused: [],
    });
    expect(await chartOf(right)).toMatchObject([{ versions: 2 }]);
  });

  it('is restricted where its source says so', async () => {
    const { id: patientId } = await registered('100004');
    await importing(of('100004', { confidentiality: '<confidentialityCode code="R"/>' }));
    const seen = await world.act(
      world.person(['coordinator']),
      { verb: 'documents.list', permission: 'documents/read' },
      (act) => listDocuments(act, { patientId }),
    );
    expect(seen.documents).toEqual([]);
    expect(await chartOf(patientId)).toHaveLength(1);
  });

  it('is filed by its template where neither code nor title names a type', async () => {
    const { id: patientId } = await registered('100006');
    const carePlan = of('100006', {
      header: '<templateId root="2.16.840.1.113883.10.20.22.1.15" extension="2015-08-01"/>',
      code: '<code code="52521-2" codeSystem="2.16.840.1.113883.6.1" displayName="Overall Plan of Care/Advance Care Directives"/>',
    }).replace('<title>Discharge Summary</title>', '<title>Document of Ada</title>');
    expect(await importing(carePlan)).toMatchObject({ remarks: [] });
    expect(await chartOf(patientId)).toMatchObject([{ typeCode: 'plan-of-care' }]);
  });

  it('waits for a person where nobody has its number, or somebody else has it', async () => {
    const unknown = of('200001');
    expect((await importing(unknown)).remarks[0]?.remark).toContain('nobody here has the number');
    expect(await importing(unknown)).toMatchObject({ stored: {}, unchanged: { 'C-CDA R2.1': 1 } });
    await registered('200002', { family: 'Another' });
    expect((await importing(of('200002'))).remarks[0]?.remark).toContain('another name or birth date');
    await registered('200003', { born: '1950-01-01' });
    expect((await importing(of('200003'))).remarks[0]?.remark).toContain('another name or birth date');
    await registered('200004');
    await registered('200004', { system: 'urn:oid:9.9' });
    await registered('200005', { system: 'urn:oid:9.9' });
    expect((await importing(of('200005'))).remarks[0]?.remark).toContain('nobody here');
    const items = await world.sql<{ file_name: string }>("SELECT file_name FROM intake.item WHERE source = 'cli'");
    expect(items).toHaveLength(4);
  });

  it('is refused in words when it cannot be read, and nothing of it is stored', async () => {
    for (const [text, words] of [
      ['', 'The file is empty'],
      [of('1').slice(0, -100), 'not well-formed'],
      ['<Bundle xmlns="http://hl7.org/fhir"/>', 'no clinical document'],
      [of('1', { target: '' }), 'recordTarget'],
      [of('1', { target: sampleTarget({ number: '1' }) + sampleTarget({ number: '2' }) }), '2 patients'],
      [of('1', { prolog: '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd">' }), 'document type'],
    ] as const) {
      const { stored, refused } = await importing(text);
      expect(stored).toEqual({});
      expect(refused[0]?.reason).toContain(words);
    }
  });

  it('is not taken from those who may not', async () => {
    for (const role of ['index-clerk', 'clinician', 'release-specialist'] as const) {
      for (const text of [of('1'), 'unreadable']) {
        const { status } = await world.callAs(world.person([role]), 'POST', '/ccda/import', Buffer.from(text), {
          'content-type': 'application/xml',
        });
        expect(status).toBe(403);
      }
    }
  });
});

describe('the documents of others', () => {
  const DATA = join(import.meta.dirname, '../../../../shared/data/ccda/documents');

  it('are filed, given to a person or refused in words (skipped where ../shared/data is not beside the checkout)', async (context) => {
    if (!existsSync(DATA)) return context.skip('../shared/data/ccda is not here');
    await registered('998991', {
      family: 'Jones',
      born: '2005-05-01',
      system: 'urn:oid:2.16.840.1.113883.19.5.99999.2',
    });
    await registered('160920144139807', { family: 'Jones', system: 'urn:oid:1.3.6.1.4.1.22812.3.2009316.3' });
    const outcomes = { filed: 0, toAPerson: 0, unchanged: 0, refused: 0 };
    for (const name of readdirSync(DATA).sort()) {
      const { stored, unchanged, refused, remarks } = await importing(gunzipSync(readFileSync(join(DATA, name))), name);
      if (refused.length > 0) outcomes.refused++;
      else if (Object.keys(unchanged).length > 0) outcomes.unchanged++;
      else if (remarks.some(({ remark }) => remark.includes('index desk'))) outcomes.toAPerson++;
      else if (Object.keys(stored).length > 0) outcomes.filed++;
    }
    expect(outcomes).toEqual({ filed: 4, toAPerson: 16, unchanged: 0, refused: 3 });
  });
});
