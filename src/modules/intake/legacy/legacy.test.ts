import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PDFDocument from 'pdfkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../../../test/world/job.ts';
import { Crash, crashingAt } from '../../../../test/world/crash.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { registerPatient } from '../../patients/index.ts';
import type { RunCounts } from './count-run.ts';
import { runLegacyImport } from './run-import.ts';

const PEOPLE = 20;
const CLEAN_ROWS = 300;
/** Of them in the real run, where each is read, copied and filed: some hundred documents take minutes. */
const REAL_ROWS = 60;
const FAMILIES = [
  'Whitfield',
  'Ostrowski',
  'Nakamura',
  'Delgado',
  'Abernathy',
  'Kowalczyk',
  'Svensson',
  'Okafor',
  'Petrov',
  'Lindqvist',
];
const GIVEN = ['Mary', 'Helen'];

let world: World;
let folder = '';
let documents = 0;

const person = (n: number) => ({
  mrn: `0088${String(n).padStart(4, '0')}`,
  family: FAMILIES[n % FAMILIES.length] ?? '',
  given: GIVEN[Math.floor(n / FAMILIES.length)] ?? '',
  birth: `19${String(40 + n)}-0${(n % 9) + 1}-1${n % 9}`,
});

const MAP = {
  archive: 'Old system',
  columns: {
    ...{ mrn: 'MRN', name: 'Patient', birthDate: 'DOB', type: 'Category', date: 'Doc Date', title: 'Title' },
    ...{ file: 'Path', pages: 'Pages', originalId: 'Doc ID', author: 'Author' },
  },
  types: { 'Disch Sum': 'discharge-summary', Lab: 'laboratory-report' },
  dateOrder: 'mdy',
};
const HEAD = ['Doc ID', 'MRN', 'Patient', 'DOB', 'Category', 'Doc Date', 'Title', 'Author', 'Path', 'Pages'];
const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const csv = (rows: readonly (readonly string[])[]) =>
  Buffer.from([HEAD, ...rows].map((row) => row.map(cell).join(',')).join('\r\n'));

/** A page with a text layer, which needs no recognition: the archive of another system is mostly that. */
function pdf(pages: readonly (readonly string[])[]): Promise<Buffer> {
  const document = new PDFDocument({ size: 'LETTER', margin: 72, autoFirstPage: false });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  for (const lines of pages) {
    document.addPage();
    for (const line of lines) document.fontSize(12).text(line);
  }
  document.end();
  return new Promise((resolve) => document.on('end', () => resolve(Buffer.concat(chunks))));
}

const us = (day: string) => `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}`;
const rowOf = (n: number, id: string, path: string, more: Partial<Record<string, string>> = {}) => {
  const { mrn, family, given, birth } = person(n);
  const row: Record<string, string> = {
    ...{ 'Doc ID': id, MRN: mrn, Patient: `${family}, ${given}`, DOB: us(birth), Category: 'Lab' },
    ...{ 'Doc Date': '03/09/2004', Title: 'Blood count', Author: 'Dr. Ames', Path: path, Pages: '' },
  };
  return HEAD.map((name) => more[name] ?? row[name] ?? '');
};

/** Of the spring of 2004, coded long ago. */
async function codedStay(patientId: string): Promise<void> {
  const facts = { class: 'IMP', startedAt: '2004-03-01T08:00:00Z', endedAt: '2004-03-20T08:00:00Z' };
  const { body } = await world.call<{ id: string }>('POST', `/patients/${patientId}/encounters`, facts);
  await world.call('POST', `/patients/${patientId}/encounters/${body.id}/coding`, { codedAt: '2004-04-01T08:00:00Z' });
}

const rows: string[][] = [];
/** Of the planted rows: what a dry run must say of each, by its original id. */
const planted: Record<string, string> = {};

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  for (let n = 0; n < PEOPLE; n++) {
    const { mrn, family, given, birth } = person(n);
    const { id: patientId } = await world.system((act) =>
      registerPatient(act, {
        facts: {
          ...{ birthDate: birth, sex: 'female' as const, names: [{ use: 'legal' as const, family, given: [given] }] },
          ...{
            identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' as const }],
            contacts: [],
          },
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    );
    if (n < 2) await codedStay(patientId);
  }
  folder = mkdtempSync(join(tmpdir(), 'ck-legacy-'));
  mkdirSync(join(folder, 'a'));
  const put = async (path: string, pages: readonly (readonly string[])[]) =>
    writeFileSync(join(folder, path), await pdf(pages));
  // Thirty volumes of ten pages: ten rows mean one page each of every volume.
  for (let volume = 0; volume < CLEAN_ROWS / 10; volume++) {
    const n = volume % PEOPLE;
    await put(
      `a/volume-${volume}.pdf`,
      Array.from({ length: 10 }, (_each, page) => [`LABORATORY REPORT ${volume}-${page}`, `MRN: ${person(n).mrn}`]),
    );
    for (let page = 1; page <= 10; page++)
      rows.push(rowOf(n, `D${volume}-${page}`, `a\\volume-${volume}.pdf`, { Pages: `${page}-${page}` }));
  }
  const plant = (id: string, says: string, row: string[]) => {
    planted[id] = says;
    rows.push(row);
  };
  await put('lone.pdf', [['LABORATORY REPORT', 'One of a kind']]);
  for (const name of ['wrong-name', 'unknown', 'bad-type', 'bad-date', 'no-number', 'number-only', 'beyond'])
    await put(`${name}.pdf`, [['LABORATORY REPORT', name]]);
  await put('names-another.pdf', [['LABORATORY REPORT', 'Patient Name: Petrov, Helen', `MRN: ${person(18).mrn}`]]);
  await put('nobody-names-me.pdf', [['A FILE WITHOUT A ROW']]);
  writeFileSync(join(folder, 'copy.pdf'), await pdfBytes('lone.pdf'));
  writeFileSync(join(folder, 'empty.pdf'), '');
  writeFileSync(join(folder, 'damaged.pdf'), '%PDF-1.7 this is no more than a heading');
  symlinkSync('/etc/hostname', join(folder, 'link.pdf'));
  plant('P-lone', 'filed', rowOf(1, 'P-lone', 'lone.pdf'));
  plant('P-twice', 'filed', rowOf(1, 'P-twice', 'a/volume-1.pdf', { Pages: '1-1' }));
  plant('P-copy', 'queued same-bytes', rowOf(1, 'P-copy', 'copy.pdf'));
  plant('P-name', 'queued patient-contradicted', rowOf(2, 'P-name', 'wrong-name.pdf', { Patient: 'Delgado, Mary' }));
  plant(
    'P-unknown',
    'queued patient-unknown',
    rowOf(2, 'P-unknown', 'unknown.pdf', { MRN: '99999999', Patient: 'Zyx, Qrst', DOB: '01/01/1901' }),
  );
  plant('P-nonumber', 'queued patient-ambiguous', rowOf(2, 'P-nonumber', 'no-number.pdf', { MRN: '' }));
  plant('P-only', 'queued patient-one-identifier', rowOf(2, 'P-only', 'number-only.pdf', { Patient: '', DOB: '' }));
  plant('P-type', 'queued type-unknown', rowOf(3, 'P-type', 'bad-type.pdf', { Category: 'Miscellanea' }));
  plant('P-date', 'queued bad-date', rowOf(3, 'P-date', 'bad-date.pdf', { 'Doc Date': '31/31/2004' }));
  plant('P-another', 'filed', rowOf(4, 'P-another', 'names-another.pdf'));
  plant('P-beyond', 'filed', rowOf(4, 'P-beyond', 'beyond.pdf', { Pages: '7-9' }));
  plant('P-missing', 'refused file-missing', rowOf(5, 'P-missing', 'not-there.pdf'));
  plant('P-up', 'refused path-refused', rowOf(5, 'P-up', '../../etc/passwd'));
  plant('P-root', 'refused path-refused', rowOf(5, 'P-root', '/etc/passwd'));
  plant('P-link', 'refused file-outside', rowOf(5, 'P-link', 'link.pdf'));
  plant('P-empty', 'refused file-empty', rowOf(5, 'P-empty', 'empty.pdf'));
  plant('P-nopath', 'refused path-missing', rowOf(5, 'P-nopath', ''));
  plant('P-damaged', 'filed', rowOf(6, 'P-damaged', 'damaged.pdf'));
  planted['D0-1 again'] = 'unchanged same-row-twice';
  rows.push(rows[0] ?? []);
  planted['D0-2 other'] = 'queued original-id-twice';
  rows.push(rowOf(0, 'D0-2', 'a/volume-0.pdf', { Pages: '3-3' }));
  rows.push(['X', 'too', 'few', 'columns']);
  planted['X'] = 'refused columns-differ';
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const pdfBytes = async (path: string) => (await import('node:fs/promises')).readFile(join(folder, path));

async function takeIndex(content: Buffer, name = 'index.csv'): Promise<string> {
  const { status, body } = await world.call<{ id: string }>('POST', `/intake/legacy/indexes?name=${name}`, content, {
    'content-type': 'application/octet-stream',
  });
  expect(status).toBe(201);
  return body.id;
}

const start = (indexId: string, dry: boolean, map: object = MAP) =>
  world.call<{ id: string; code: string; detail: string }>('POST', `/intake/legacy/indexes/${indexId}/runs`, {
    map,
    dry,
    folder,
  });
const open = async (id: string) =>
  (
    await world.call<{ counts: RunCounts; finishedAt: string | null; stoppedReason: string | null }>(
      'GET',
      `/intake/legacy/runs/${id}`,
    )
  ).body;
const settled = (counts: RunCounts) =>
  counts.filed + counts.queued + counts.refused + counts.unchanged + counts.reading;
async function addUp() {
  const { pagesIn = 0, ...rest } = (await world.call<Record<string, number>>('GET', '/intake/counts')).body;
  expect(Object.values(rest).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
}
/** What became of the planted rows of a run, in the order of the index. */
async function plantedOf(runId: string, after = CLEAN_ROWS): Promise<string[]> {
  const found = await world.sql<{ said: string }>(
    `SELECT trim(outcome || ' ' || coalesce(reason, '')) AS said FROM intake.legacy_row WHERE run_id = $1 AND number > $2 ORDER BY number`,
    [runId, after],
  );
  return found.map((row) => row.said);
}

let indexId = '';

describe('the index of an archive', () => {
  it('shows its columns with samples, the values that may be types, and what the columns probably mean', async () => {
    indexId = await takeIndex(csv(rows));
    const { body } = await world.call<{
      columns: { name: string; samples: string[]; values: { value: string; rows: number }[] | null }[];
      guess: Record<string, string>;
    }>('GET', `/intake/legacy/indexes/${indexId}`);
    expect(body.columns.map((column) => column.name)).toEqual(HEAD);
    expect(body.columns.find((column) => column.name === 'Category')?.values?.map((each) => each.value)).toEqual([
      'Lab',
      'Miscellanea',
    ]);
    expect(body.guess).toMatchObject({
      mrn: 'MRN',
      name: 'Patient',
      birthDate: 'DOB',
      file: 'Path',
      originalId: 'Doc ID',
    });
  });

  it('is refused without headings, and a map that names no such type is refused before anything runs', async () => {
    const empty = await takeIndex(Buffer.from('\n'), 'empty.csv');
    expect((await world.call('GET', `/intake/legacy/indexes/${empty}`)).status).toBe(400);
    const { status, body } = await start(indexId, true, { ...MAP, types: { Lab: 'no-such-type' } });
    expect([status, body.code]).toEqual([400, 'intake/map-incomplete']);
  });

  it('is no business of a scan clerk, and a screen may not name a path of the server', async () => {
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', '/intake/legacy/runs')).status).toBe(403);
    const coordinator = world.person(['coordinator']);
    const { status, body } = await world.callAs<{ code: string }>(
      coordinator,
      'POST',
      `/intake/legacy/indexes/${indexId}/runs`,
      { map: MAP, dry: true, folder },
    );
    expect([status, body.code]).toEqual([400, 'intake/folder-unreadable']);
  });
});

describe('a dry run', () => {
  it('counts every row once and every fault that was planted, and stores nothing', async () => {
    const { body } = await start(indexId, true);
    await world.stack.drain();
    const run = await open(body.id);
    expect(run.finishedAt).not.toBeNull();
    expect(await plantedOf(body.id)).toEqual(Object.values(planted));
    expect(run.counts.rowsRead).toBe(rows.length);
    expect([settled(run.counts), run.counts.addsUp]).toEqual([rows.length, true]);
    expect(run.counts.filed).toBe(CLEAN_ROWS + Object.values(planted).filter((said) => said === 'filed').length);
    // The one that nobody names, and the hidden link is none.
    expect(run.counts.filesWithoutRow).toBe(1);
    expect(run.counts.patient['matched']).toBeGreaterThanOrEqual(CLEAN_ROWS);
    expect(await world.sql('SELECT 1 FROM intake.item')).toEqual([]);
  });

  it('gives the rows that are left as a table in which no cell is a formula', async () => {
    const bad = await takeIndex(csv([rowOf(1, '=cmd|calc', 'gone.pdf')]), 'formula.csv');
    const { body } = await start(bad, true);
    await world.stack.drain();
    const table = await world.call<Buffer>('GET', `/intake/legacy/runs/${body.id}/rows.csv`);
    expect(table.headers['content-disposition']).toContain('attachment');
    expect(table.body.toString('utf8')).toContain(`1,refused,file-missing,file-missing,gone.pdf,'=cmd|calc`);
  });
});

describe('the real run', () => {
  let runId = '';
  let realIndex = '';
  let real: string[][] = [];

  it('goes on where it was killed, and takes nothing in twice', { timeout: 240_000 }, async () => {
    real = [...rows.slice(0, REAL_ROWS), ...rows.slice(CLEAN_ROWS)];
    realIndex = await takeIndex(csv(real), 'real.csv');
    const { body } = await start(realIndex, false);
    runId = body.id;
    expect((await start(realIndex, false)).body.code).toBe('intake/run-under-way');
    // Died in the middle of the rows, then right behind the death, then not.
    for (const points of [90, 3]) {
      const dying = crashingAt(world.services, points);
      await expect(runLegacyImport(jobContext(dying.services, 'intake.run-legacy'), runId)).rejects.toThrow(Crash);
    }
    const [half] = await world.sql<{ n: number }>(
      'SELECT count(*)::int AS n FROM intake.legacy_row WHERE run_id = $1',
      [runId],
    );
    expect(half?.n).toBeGreaterThan(10);
    expect(half?.n).toBeLessThan(real.length);
    await world.stack.drain();
    const run = await open(runId);
    expect(run.counts).toMatchObject({ rowsRead: real.length, reading: 0, addsUp: true });
    expect(settled(run.counts)).toBe(real.length);
    await addUp();
    expect(
      await world.sql(
        'SELECT path FROM intake.legacy_row WHERE run_id = $1 GROUP BY path HAVING count(DISTINCT item_id) > 1',
        [runId],
      ),
    ).toEqual([]);
  });

  it('files what is certain, and leaves to a person what the page or the index makes doubtful', async () => {
    const said: Record<string, string> = {
      ...planted,
      'P-twice': 'refused pages-taken',
      'P-another': 'queued page-names-another',
      'P-beyond': 'refused no-such-page',
      'P-damaged': 'queued file-unreadable',
      'D0-2 other': 'refused original-id-twice',
    };
    expect(await plantedOf(runId, REAL_ROWS)).toEqual(Object.values(said));
    const [filed] = await world.sql<{ n: number; origins: number }>(
      `SELECT count(*)::int AS n, count(DISTINCT origin_id)::int AS origins FROM documents.document WHERE origin = 'legacy'`,
    );
    documents = filed?.n ?? 0;
    expect([documents, filed?.origins]).toEqual([(await open(runId)).counts.filed, documents]);
    const wrong = await world.sql(
      `SELECT d.origin_id FROM documents.document d JOIN patients.identifier i ON i.patient_id = d.patient_id AND i.kind = 'mrn'
       JOIN intake.legacy_row r ON r.document_id = d.id WHERE r.matched_patient_id <> d.patient_id`,
    );
    expect(wrong).toEqual([]);
  });

  it('raises nothing as late, though the stays were coded and closed twenty years ago', async () => {
    const [found] = await world.sql<{ stays: number; late: number }>(
      `SELECT count(d.encounter_id)::int AS stays, count(l.id)::int AS late FROM documents.document d
       LEFT JOIN documents.late l ON l.patient_id = d.patient_id AND l.document_id = d.id WHERE d.origin = 'legacy'`,
    );
    expect(found?.stays).toBeGreaterThan(10);
    expect(found?.late).toBe(0);
  });

  it('puts what the index says beside a queued page as a proposal', async () => {
    const found = await world.sql<{ field: string }>(
      `SELECT p.field FROM intake.proposal p JOIN intake.legacy_row r ON r.item_id = p.item_id
       WHERE r.original_id = 'P-date' AND NOT r.dry AND p.engine LIKE 'chartkeeper-legacy%' ORDER BY 1`,
    );
    expect(found.map((row) => row.field)).toEqual(['patient', 'type']);
  });

  it('changes nothing when it is run again, but for a file that came meanwhile', { timeout: 120_000 }, async () => {
    writeFileSync(join(folder, 'not-there.pdf'), await pdf([['LABORATORY REPORT', 'Found in a drawer']]));
    const items = await world.sql('SELECT 1 FROM intake.item');
    const { body } = await start(realIndex, false);
    await world.stack.drain();
    const { counts } = await open(body.id);
    expect(counts).toMatchObject({ rowsRead: real.length, filed: 1, queued: 0, reading: 0, addsUp: true });
    expect(settled(counts)).toBe(real.length);
    expect((await world.sql('SELECT 1 FROM intake.item')).length).toBe(items.length + 1);
    expect(await world.sql(`SELECT 1 FROM documents.document WHERE origin = 'legacy'`)).toHaveLength(documents + 1);
  });

  it('is in the log: who began it, each filing, and no name or number of anybody', async () => {
    const entries = await world.sql<{ verb: string; n: number }>(
      `SELECT verb, count(*)::int AS n FROM audit.entry WHERE verb IN ('intake.start-legacy', 'intake.file') AND outcome = 'done' GROUP BY 1 ORDER BY 1`,
    );
    expect(entries[0]?.n).toBe(documents + 1);
    expect(await world.sql(`SELECT 1 FROM audit.entry WHERE detail::text ~ 'Whitfield|0088'`)).toEqual([]);
    expect(await world.sql(`SELECT 1 FROM intake.legacy_row WHERE legacy_row::text ~ 'Whitfield|00880001'`)).toEqual(
      [],
    );
  });
});

describe('a damaged index', () => {
  it('is read up to the damage, and says where it broke off', async () => {
    const broken = await takeIndex(
      Buffer.concat([csv([rowOf(1, 'B1', 'gone.pdf')]), Buffer.from('\r\nB2,"never closed')]),
      'broken.csv',
    );
    const { body } = await start(broken, true, { ...MAP, archive: 'Broken' });
    await world.stack.drain();
    const run = await open(body.id);
    expect([run.counts.rowsRead, run.counts.addsUp]).toEqual([1, true]);
    expect(run.stoppedReason).toMatch(/row 1/);
  });

  it('may hold letters of Windows and another delimiter', async () => {
    const text = [HEAD, rowOf(1, 'W1', 'müll.pdf')].map((row) => row.join(';')).join('\n');
    const index = await takeIndex(Buffer.from(text, 'latin1'), 'windows.csv');
    const { body } = await start(index, true, { ...MAP, archive: 'Windows' });
    await world.stack.drain();
    expect((await open(body.id)).counts).toMatchObject({ rowsRead: 1, refused: 1 });
    expect(await world.sql(`SELECT path FROM intake.legacy_row WHERE original_id = 'W1'`)).toEqual([
      { path: 'müll.pdf' },
    ]);
  });

  it('with a row that the database would not take loses that row alone, with its reason', async () => {
    const index = await takeIndex(csv([rowOf(1, 'Z\u0000', 'gone.pdf'), rowOf(1, 'Z2', 'gone.pdf')]), 'poison.csv');
    const { body } = await start(index, true, { ...MAP, archive: 'Poison' });
    await world.stack.drain();
    expect(
      await world.sql('SELECT number, outcome, reason FROM intake.legacy_row WHERE run_id = $1 ORDER BY 1', [body.id]),
    ).toEqual([
      { number: 1, outcome: 'refused', reason: 'row-fault' },
      { number: 2, outcome: 'refused', reason: 'file-missing' },
    ]);
  });
});
