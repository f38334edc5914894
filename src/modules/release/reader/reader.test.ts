import { PDFiumLibrary } from '@hyzyla/pdfium';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  arrangePerson,
  identifyAndVerify,
  openCase,
  receive,
  releaseDesk,
  type ReleaseDesk,
} from '../../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { formWithWordChanged } from './altered-form.fixture.ts';
import { COMPLETE, formPdf, type FormText, linesPdf } from './authorization-form.fixture.ts';

let world: World;
let desk: ReleaseDesk;
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  desk = releaseDesk(world);
});
afterAll(() => world.close());

interface Reading {
  state: string;
  given: number;
  looked: number;
  waiting: number;
  form: number[];
  digest: string;
  elements: { id: string; state: string; why: string; words: string; place: { page: number; x: number } | null }[];
  checks: { check: string; result: string }[];
  defects: { kind: string; words: string; place: { page: number; x: number } | null }[];
  notLookedFor: string[];
  signedOn: string | null;
  expiresOn: string | null;
  expiresWhen: string | null;
  signedBy: string;
  decided: { changed: number; inForce: boolean } | null;
}

/** The facility of the tests is called Default. */
const FORM: FormText = { ...COMPLETE, discloser: 'Default Hospital' };

async function takeIn(bytes: Uint8Array, drain = true): Promise<string> {
  const { status, body } = await world.callAs<{ items: { id: string }[] }>(
    world.person(['index-clerk']),
    'POST',
    '/intake/items?name=form.pdf',
    Buffer.from(bytes),
    { 'content-type': 'application/octet-stream' },
  );
  expect(status).toBe(201);
  if (drain) await world.stack.drain();
  return body.items[0]?.id ?? '';
}

async function caseWith(bytes: Uint8Array, pages: readonly number[] = [1]): Promise<{ id: string; patientId: string }> {
  const itemId = await takeIn(bytes);
  const patientId = await arrangePerson(world, 'Garcia', 'Maria');
  const id = await receive(world, desk, { intake: { itemId, pages } });
  await identifyAndVerify(world, desk, id, patientId);
  return { id, patientId };
}

const read = async (id: string) =>
  (await world.callAs<Reading>(desk.specialist, 'GET', `/release/requests/${id}/form-reading`)).body;
const decide = (id: string, reading: Reading, more: Record<string, unknown> = {}) =>
  world.callAs<{ result: string; changed: number; authorityId: string; code?: string }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/form-reading/decision`,
    {
      digest: reading.digest,
      basis: 'authorization',
      elements: reading.elements.map(({ id: element, state }) => ({ id: element, state })),
      checks: reading.checks.map(({ check, result }) => ({ check, result })),
      form: {
        signedOn: reading.signedOn,
        signedBy: reading.signedBy,
        expiresOn: reading.expiresOn,
        expiresWhen: reading.expiresWhen,
        revokedOn: null,
        combinedWith: 'nothing',
        wronglyConditioned: false,
      },
      ...more,
    },
  );
const correct = (id: string, language = 'en') =>
  world.callAs<{ letterId: string; number: string; code?: string }>(
    desk.specialist,
    'POST',
    `/release/requests/${id}/form-reading/correction`,
    { language },
  );

describe('the signed form of a request', () => {
  it('tells where other words were put over printed ones, and decides nothing by it', async () => {
    const changed = await formWithWordChanged(await formPdf('lines', FORM), /2026/, '11/28/2027');
    const { id } = await caseWith(changed);
    const reading = await read(id);
    const signs = reading.defects.filter(({ kind }) => kind === 'covered' || kind === 'written-over');
    expect(signs.map(({ kind }) => kind).toSorted()).toEqual(['covered', 'written-over']);
    expect(signs.map(({ place }) => place?.page)).toEqual([1, 1]);
    expect(signs.every(({ words }) => words.includes('2026'))).toBe(true);
    expect(reading.notLookedFor).toEqual(['overwriting', 'whose-hand', 'plain-language']);
    expect((await openCase(world, desk.specialist, id)).authority).toBeNull();
  });

  it('is read, shown with its places, and becomes the authority only when a person says so', async () => {
    const { id, patientId } = await caseWith(await formPdf('lines', FORM));
    const reading = await read(id);
    expect(reading).toMatchObject({
      ...{ state: 'read', given: 1, looked: 1, form: [1], signedOn: '2026-11-02', expiresOn: '2027-05-02' },
      decided: null,
    });
    expect(reading.checks.map(({ result }) => result)).toEqual(['agrees', 'agrees', 'agrees', 'agrees']);
    expect(reading.elements.find(({ id: element }) => element === 'purpose')).toMatchObject({
      state: 'found',
      words: 'Legal claim after a car accident',
      place: { page: 1 },
    });
    expect((await openCase(world, desk.specialist, id)).authority).toBeNull();

    const picture = await world.callAs<Buffer>(desk.specialist, 'GET', `/release/requests/${id}/form-reading/pages/1`);
    expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/webp']);

    const done = await decide(id, reading);
    expect([done.status, done.body]).toMatchObject([201, { result: 'sufficient', changed: 0 }]);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({
      authority: { result: 'sufficient' },
      next: 'choose-scope',
    });
    expect((await read(id)).decided).toMatchObject({ changed: 0, inForce: true });

    const pairs = await world.sql<{ field: string; proposed: string; decided: string }>(
      `SELECT i.field, i.proposed, i.decided FROM release.form_reading_item i
       JOIN release.form_reading r ON r.patient_id = i.patient_id AND r.id = i.reading_id
       WHERE r.request_id = $1 AND r.patient_id = $2`,
      [id, patientId],
    );
    expect(pairs.length).toBeGreaterThan(20);
    expect(pairs).toContainEqual({ field: 'expires-on', proposed: '2027-05-02', decided: '2027-05-02' });
    const said = JSON.stringify(
      await world.sql(`SELECT * FROM release.form_reading_item WHERE patient_id = $1`, [patientId]),
    );
    expect(said).not.toMatch(/Whitfield|accident|Garcia/);
    expect(
      await world.sql(`SELECT verb FROM audit.entry WHERE verb = 'release.decide-reading' AND $1 = ANY (subject_ids)`, [
        id,
      ]),
    ).toHaveLength(1);
  });

  it('keeps what the reader said beside what the person made of it', async () => {
    const { id } = await caseWith(await formPdf('lines', { ...FORM, purpose: '' }));
    const reading = await read(id);
    expect(reading.elements.find(({ id: element }) => element === 'purpose')).toMatchObject({
      state: 'missing',
      why: 'left-blank',
    });
    const elements = reading.elements.map(({ id: element, state }) => ({
      id: element,
      state: element === 'purpose' ? 'found' : state,
    }));
    const done = await decide(id, reading, { elements });
    expect(done.body).toMatchObject({ result: 'sufficient', changed: 1 });
  });

  it('that lacks something is answered by a letter that names exactly that, and the case waits', async () => {
    const { id } = await caseWith(await formPdf('lines', { ...FORM, purpose: '', redisclosure: undefined }));
    expect((await correct(id)).body.code).toBe('release/nothing-lacks');
    const done = await decide(id, await read(id));
    expect(done.body.result).toBe('defective');
    const letter = await correct(id);
    expect(letter.status).toBe(201);
    const pdf = await world.callAs<Buffer>(desk.specialist, 'GET', `/letters/${letter.body.letterId}/pdf`);
    const text = await textOf(pdf.body);
    expect(text).toContain('164.508(c)(1)(iv)');
    expect(text).toContain('164.508(c)(2)(iii)');
    expect(text.match(/45 CFR 164\.508/g)).toHaveLength(2);
    expect(await openCase(world, desk.specialist, id)).toMatchObject({ next: 'wait' });
    const spanish = await correct(id, 'es');
    expect(
      await textOf((await world.callAs<Buffer>(desk.specialist, 'GET', `/letters/${spanish.body.letterId}/pdf`)).body),
    ).toContain('Cada propósito');
    expect(await world.sql(`SELECT id FROM release.pend WHERE request_id = $1`, [id])).toHaveLength(1);
  });

  it('of another patient or to another custodian is recorded by nobody', async () => {
    const { id } = await caseWith(await formPdf('lines', { ...FORM, patient: 'Robert Jones', born: '07/04/1980' }));
    const reading = await read(id);
    expect(reading.checks).toMatchObject([{ result: 'differs' }, { result: 'differs' }, {}, {}]);
    expect((await decide(id, reading)).body.code).toBe('release/form-of-another');
    expect((await openCase(world, desk.specialist, id)).authority).toBeNull();

    const other = await caseWith(await formPdf('lines', { ...FORM, discloser: 'Mercy Valley Clinic' }));
    expect((await decide(other.id, await read(other.id))).body.code).toBe('release/other-custodian');
  });

  it('with altered days, a stamp or a past end does not pass', async () => {
    const { id } = await caseWith(
      await formPdf('lines', { ...FORM, stamp: 'REVOKED 11/21/2026', expires: '11/22/2026' }),
    );
    const reading = await read(id);
    expect(reading.defects.map(({ kind }) => kind).sort()).toEqual(['expired', 'revoked']);
    const done = await decide(id, reading);
    expect(done.body.result).toBe('defective');
  });

  it('that reads otherwise by now is not decided on', async () => {
    const { id } = await caseWith(await formPdf('lines', FORM));
    const reading = await read(id);
    const stale = await decide(id, { ...reading, digest: 'a'.repeat(64) });
    expect([stale.status, stale.body.code]).toEqual([409, 'release/reading-changed']);
  });

  it('waits until its pages are read, and says so', async () => {
    const itemId = await takeIn(await formPdf('lines', FORM), false);
    const id = await receive(world, desk, { intake: { itemId, pages: [1] } });
    expect(await read(id)).toMatchObject({ state: 'waiting', given: 1, waiting: 1, elements: [] });
    expect((await decide(id, { ...(await read(id)), digest: 'a'.repeat(64) })).status).toBe(409);
    await world.stack.drain();
    expect(await read(id)).toMatchObject({ state: 'read', waiting: 0 });
  });

  it('is not invented where a letter came, nor where nothing came', async () => {
    const { id } = await caseWith(
      await linesPdf([['Dear Sirs,', 'please send the records. We enclose an authorization.']]),
    );
    expect(await read(id)).toMatchObject({ state: 'not-a-form', elements: [], given: 1, looked: 1 });
    expect((await decide(id, { ...(await read(id)), digest: 'a'.repeat(64) })).body.code).toBe('release/no-form');
    expect(await read(await receive(world, desk))).toMatchObject({ state: 'none' });
  });

  it('that intake attached is read in the case it opened', async () => {
    const itemId = await takeIn(await formPdf('two-pages', FORM));
    const clerk = world.person(['index-clerk']);
    const set = await world.callAs(clerk, 'POST', `/intake/items/${itemId}/set-aside`, {
      kind: 'attached',
      reason: 'A request for records',
      destination: 'release',
    });
    expect(set.status).toBe(200);
    await world.stack.drain();
    const rows = await world.sql<{ request_id: string }>(
      `SELECT request_id FROM release.intake_pages WHERE item_id = $1`,
      [itemId],
    );
    const reading = await read(rows[0]?.request_id ?? '');
    expect(reading).toMatchObject({ state: 'read', form: [1, 2] });
  });

  it('is open to whoever may see requests, and decided by those who work them', async () => {
    const { id } = await caseWith(await formPdf('lines', FORM));
    const reading = await read(id);
    const coder = world.person(['coder']);
    expect((await world.callAs(coder, 'GET', `/release/requests/${id}/form-reading`)).status).toBe(403);
    expect((await world.callAs(coder, 'GET', `/release/requests/${id}/form-reading/pages/1`)).status).toBe(403);
    const refused = await world.callAs(coder, 'POST', `/release/requests/${id}/form-reading/decision`, {
      ...{ digest: reading.digest, basis: 'authorization', elements: [], checks: [] },
      form: {
        signedOn: null,
        signedBy: 'individual',
        expiresOn: null,
        expiresWhen: null,
        revokedOn: null,
        combinedWith: 'nothing',
        wronglyConditioned: false,
      },
    });
    expect(refused.status).toBe(403);
  });
});

async function textOf(bytes: Buffer): Promise<string> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const text = [...document.pages()].map((page) => page.getText()).join('\n');
    document.destroy();
    return text.replace(/\s+/g, ' ');
  } finally {
    library.destroy();
  }
}
