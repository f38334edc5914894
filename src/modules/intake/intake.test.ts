import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { scan } from '../../../test/world/scan.ts';
import { recordEncounter } from '../encounters/index.ts';
import { registerPatient } from '../patients/index.ts';

const DATA = join(import.meta.dirname, '../../../../shared/data');

let world: World;
let mary = '';
let encounterId = '';

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  const facts = (family: string, given: string, birthDate: string, mrn: string) => ({
    birthDate,
    sex: 'female' as const,
    names: [{ use: 'legal' as const, family, given: [given] }],
    identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' as const }],
    contacts: [],
  });
  mary = (
    await world.system((act) =>
      registerPatient(act, {
        facts: facts('Whitfield', 'Mary', '1948-04-17', '00731190'),
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;
  await world.system((act) =>
    registerPatient(act, {
      facts: facts('Ostrowski', 'Helen', '1952-11-30', '00731191'),
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  encounterId = (
    await world.system((act) =>
      recordEncounter(act, {
        patientId: mary,
        facilityId: FACILITY,
        facts: { class: 'IMP', startedAt: new Date('2026-11-10T08:00:00Z'), endedAt: new Date('2026-11-14T12:00:00Z') },
        origin: 'desk',
      }),
    )
  ).id;
});
afterAll(() => world.close());

/** One clerk all morning: an item in her hands is refused to the others. */
let ana: ReturnType<World['person']> | undefined;
const clerk = () => (ana ??= world.person(['index-clerk']));

async function takeIn(bytes: Buffer, name: string): Promise<string> {
  const { status, body } = await world.callAs<{ items: { id: string }[] }>(
    clerk(),
    'POST',
    `/intake/items?name=${encodeURIComponent(name)}`,
    bytes,
    { 'content-type': 'application/octet-stream' },
  );
  expect(status).toBe(201);
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}

interface Opened {
  item: { state: string; pages: number; openPages: number; detail: string | null; sameAs: string | null };
  pages: { number: number; readable: boolean }[];
  proposals: { field: string; value: string; confidence: number; evidence: { how: string; zone?: object } }[];
}
const open = async (id: string) => (await world.callAs<Opened>(clerk(), 'GET', `/intake/items/${id}`)).body;
const counts = async () => (await world.callAs<Record<string, number>>(clerk(), 'GET', '/intake/counts')).body;

async function addUp() {
  const { pagesIn = 0, ...outcomes } = await counts();
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
}

const DISCHARGE = [
  'DISCHARGE SUMMARY',
  '',
  'Patient Name: Whitfield, Mary',
  'MRN: 00731190',
  'Date of Birth: 04/17/1948',
  'Discharge Date: 11/14/2026',
  '',
  'The patient was admitted with pneumonia and improved',
  'on antibiotics. She was discharged home in good condition.',
];

describe('taking a scan in', () => {
  let id = '';

  it('stores it, reads it, and proposes patient, encounter, type and date with reasons', async () => {
    id = await takeIn(await scan(DISCHARGE), 'scan0001.png');
    const { item, pages, proposals } = await open(id);
    expect([item.state, item.pages, pages[0]?.readable]).toEqual(['to-index', 1, true]);
    const best = (field: string) => proposals.find((each) => each.field === field);
    expect(best('patient')).toMatchObject({ value: mary });
    expect(best('patient')?.confidence).toBeGreaterThan(0.8);
    expect(best('type')).toMatchObject({ value: 'discharge-summary' });
    expect(best('date')).toMatchObject({ value: '2026-11-14' });
    expect(best('encounter')).toMatchObject({ value: encounterId });
    expect(best('date')?.evidence.zone).toBeDefined();
  });

  it('waits in the index queue and is filed by nobody but a person', async () => {
    const next = await world.callAs<{ item: { subjectId: string; kind: string } }>(clerk(), 'POST', '/worklist/next', {
      kind: 'intake.to-index',
    });
    expect(next.body.item).toMatchObject({ kind: 'intake.to-index', subjectId: id });
    const other = await world.callAs<{ code: string }>(
      world.person(['index-clerk']),
      'POST',
      `/intake/items/${id}/file`,
      { patientId: mary, encounterId, typeCode: 'discharge-summary' },
    );
    expect(other.body.code).toBe('worklist/taken');
    expect(await world.sql('SELECT 1 FROM documents.document')).toEqual([]);
  });

  it('shows its page and words, and logs the views of one item once in five minutes', async () => {
    const actor = world.person(['index-clerk']);
    for (let view = 0; view < 3; view++) {
      const image = await world.callAs<Buffer>(actor, 'GET', `/intake/items/${id}/pages/1/image`);
      expect([image.status, image.headers['content-type']]).toEqual([200, 'image/webp']);
    }
    const words = await world.callAs<{ text: string; words: { text: string }[] }>(
      actor,
      'GET',
      `/intake/items/${id}/pages/1/words`,
    );
    expect(words.body.text).toContain('DISCHARGE SUMMARY');
    expect(
      await world.sql(`SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'intake.view-page' AND actor_id = $1`, [
        actor.id,
      ]),
    ).toEqual([{ n: 1 }]);
  });

  it('refuses to file a page under somebody else without a reason', async () => {
    const [other] = await world.sql<{ patient_id: string }>(
      `SELECT patient_id FROM patients.identifier WHERE value = '00731191'`,
    );
    const wrong = await world.callAs<{ code: string; detail: string }>(clerk(), 'POST', `/intake/items/${id}/file`, {
      patientId: other?.patient_id,
      typeCode: 'discharge-summary',
      date: '2026-11-14',
    });
    expect(wrong.body.code).toBe('intake/patient-mismatch');
    expect(wrong.body.detail).not.toContain('Whitfield');
    expect((await open(id)).item.openPages).toBe(1);
  });

  it('asks for the encounter where the patient has one', async () => {
    const { body } = await world.callAs<{ code: string }>(clerk(), 'POST', `/intake/items/${id}/file`, {
      patientId: mary,
      typeCode: 'discharge-summary',
      date: '2026-11-14',
    });
    expect(body.code).toBe('intake/encounter-missing');
  });

  it('files it: document, page images, full text, decisions beside the proposals, one audit entry', async () => {
    const filed = await world.callAs<{ documentId: string; openPages: number }>(
      clerk(),
      'POST',
      `/intake/items/${id}/file`,
      { patientId: mary, encounterId, typeCode: 'discharge-summary', date: '2026-11-14' },
    );
    expect(filed.status).toBe(200);
    expect(filed.body.openPages).toBe(0);
    const decisions = await world.sql<{ field: string; how: string }>(
      `SELECT field, how FROM intake.decision WHERE item_id = $1 ORDER BY field`,
      [id],
    );
    expect(decisions).toEqual(['date', 'encounter', 'patient', 'type'].map((field) => ({ field, how: 'accepted' })));
    const found = await world.call<{ hits?: unknown[]; documents?: unknown[] }>(
      'POST',
      `/patients/${mary}/documents/search`,
      { text: 'pneumonia' },
    );
    expect(JSON.stringify(found.body)).toContain(filed.body.documentId);
    expect(
      await world.sql(`SELECT closed_at IS NOT NULL AS closed FROM worklist.item WHERE subject_id = $1`, [id]),
    ).toEqual([{ closed: true }]);
    await addUp();
  });

  it('keeps no word of the page in the log', async () => {
    const rows = await world.sql<{ detail: object }>(`SELECT detail FROM audit.entry WHERE verb LIKE 'intake.%'`);
    expect(JSON.stringify(rows)).not.toMatch(/Whitfield|pneumonia|00731190/i);
  });

  it('takes a filing back: the document is entered in error, the page is in the queue again', async () => {
    const undone = await world.callAs<{ reopened: number }>(clerk(), 'POST', `/intake/items/${id}/undo`, {
      reason: 'Wrong visit chosen',
    });
    expect(undone.body.reopened).toBe(1);
    expect((await open(id)).item.state).toBe('to-index');
    expect(await world.sql(`SELECT count(*)::int AS n FROM documents.entered_in_error`)).toEqual([{ n: 1 }]);
    await addUp();
  });

  it('finds that the same file came before', async () => {
    const again = await takeIn(await scan(DISCHARGE), 'scan0002.png');
    expect((await open(again)).item.sameAs).toBe(id);
  });
});

describe('pages that become no document', () => {
  it('are attached, forwarded, returned or discarded with a reason, and all add up', async () => {
    const letter = await takeIn(
      await scan(['INCIDENT REPORT', '', 'A visitor slipped near the lift.']),
      'incident.png',
    );
    const { body } = await world.callAs<{ code: string }>(clerk(), 'POST', `/intake/items/${letter}/file`, {
      patientId: mary,
      encounterId,
      typeCode: 'incident-report',
      date: '2026-11-20',
    });
    expect(body.code).toBe('documents/not-part-of-record');
    const nothing = await world.callAs(clerk(), 'POST', `/intake/items/${letter}/set-aside`, {
      kind: 'forwarded',
      reason: '',
      destination: 'risk',
    });
    expect(nothing.status).toBe(400);
    for (const [kind, destination] of [
      ['forwarded', 'risk'],
      ['returned', 'sender'],
      ['discarded', undefined],
      ['attached', 'release'],
    ] as const) {
      const item = await takeIn(await scan([`Loose sheet ${kind}`]), `${kind}.png`);
      const done = await world.callAs<{ openPages: number }>(clerk(), 'POST', `/intake/items/${item}/set-aside`, {
        kind,
        reason: 'Not ours to keep',
        ...(destination === undefined ? {} : { destination }),
      });
      expect(done.body.openPages).toBe(0);
    }
    expect(await counts()).toMatchObject({ attached: 1, forwarded: 1, returned: 1, discarded: 1 });
    await addUp();
  });
});

describe('bad input', () => {
  it('shows an empty file as failed, where somebody sees that a sheet is missing', async () => {
    const id = await takeIn(Buffer.alloc(0), 'leer.pdf');
    const { item } = await open(id);
    expect([item.state, item.detail]).toEqual(['failed', expect.stringContaining('empty')]);
  });

  it('shows a truncated PDF as failed with the reason, lets it be read again, returned and counted', async () => {
    const id = await takeIn(Buffer.from('%PDF-1.7\n1 0 obj\n<< /Type /Catalog'), 'broken.pdf');
    const { item } = await open(id);
    expect(item.state).toBe('failed');
    expect(item.detail).toMatch(/damaged|ends too early|cannot/);
    expect((await world.callAs(clerk(), 'POST', `/intake/items/${id}/retry`)).status).toBe(204);
    await world.stack.drain();
    expect((await open(id)).item.state).toBe('failed');
    await world.callAs(clerk(), 'POST', `/intake/items/${id}/set-aside`, {
      kind: 'returned',
      reason: 'Ask for another copy',
      destination: 'sender',
    });
    expect((await open(id)).item.state).toBe('settled');
    await addUp();
  });

  it('shows in the sum that an item has dropped out of every queue', async () => {
    const id = await takeIn(await scan(['Sheet that nobody would find']), 'lost.png');
    const before = await counts();
    await world.sql(
      `UPDATE worklist.item SET closed_at = opened_at, closed_by = 'test', outcome = 'lost' WHERE subject_id = $1`,
      [id],
    );
    expect(await counts()).toEqual({ ...before, queued: (before['queued'] ?? 0) - 1 });
    await world.sql(
      'UPDATE worklist.item SET closed_at = NULL, closed_by = NULL, outcome = NULL WHERE subject_id = $1',
      [id],
    );
    await addUp();
  });

  it('takes the name of a file as a name, never as a path', async () => {
    const id = await takeIn(await scan(['Sheet']), '../../etc/pass\u202ewd.png');
    expect(await world.sql(`SELECT file_name FROM intake.item WHERE id = $1`, [id])).toEqual([
      { file_name: 'passwd.png' },
    ]);
  });

  it.skipIf(!existsSync(DATA))('reads the faxes others wrote and proposes what they are', async () => {
    const id = await takeIn(
      readFileSync(join(DATA, 'fax-documents/07_patient_records_request.pdf')),
      '07_patient_records_request.pdf',
    );
    const { item, proposals } = await open(id);
    expect(item.state).toBe('to-index');
    expect(proposals.find((each) => each.field === 'type')?.value).toBe('records-request');
  });
});
