import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { openReader, type Reader, type ReadPage } from '../../../platform/reading/index.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';
import { ownMeaningOf } from '../codes/derive-code-facts.ts';

let world: World;
let reader: Reader;
let patientId = '';
let encounterId = '';
const folder = mkdtempSync(join(tmpdir(), 'ck-sheets-'));

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  reader = openReader({ scratch: folder, ocr: 'bundled', readers: 1 });
  patientId = (
    await world.system((act) =>
      registerPatient(act, {
        facts: {
          birthDate: '1948-04-17',
          sex: 'female',
          names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }],
          identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00731190', kind: 'mrn' }],
          contacts: [],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;
  encounterId = (
    await world.system((act) =>
      recordEncounter(act, {
        patientId,
        facilityId: FACILITY,
        facts: {
          class: 'IMP',
          startedAt: new Date('2026-11-10T08:00:00Z'),
          visitNumber: 'V2026-118',
          accountNumber: '4410022',
        },
        origin: 'desk',
      }),
    )
  ).id;
});
afterAll(async () => {
  await reader.close();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const clerk = () => world.person(['index-clerk']);
const print = (path: string, actor = clerk()) => world.callAs<Buffer>(actor, 'GET', path);

async function readBack(pdf: Buffer): Promise<ReadPage[]> {
  const file = join(folder, 'sheets.pdf');
  writeFileSync(file, pdf);
  const pages: ReadPage[] = [];
  const outcome = await reader.readPages(file, {
    images: false,
    onPage(page) {
      if (page.readable) pages.push(page);
    },
  });
  expect(outcome.ok).toBe(true);
  return pages.sort((a, b) => a.number - b.number);
}

const plain = [
  { query: 'kind=separator&copies=3', pages: 3, says: { kind: 'separator', from: 'own' } },
  {
    query: 'kind=type&typeCode=discharge-summary&copies=2',
    pages: 2,
    says: { kind: 'type', typeCode: 'discharge-summary' },
  },
  { query: 'kind=batch&number=2026-0117', pages: 1, says: { kind: 'batch', number: '2026-0117' } },
  { query: 'kind=box&number=B17', pages: 1, says: { kind: 'box', number: 'B17' } },
  { query: 'kind=volume&number=B17-2', pages: 1, says: { kind: 'volume', number: 'B17-2' } },
];

describe.each(['a4', 'letter'])('Sheets on %s', (paper) => {
  it.each(plain)('are read back as they were printed: $query', async ({ query, pages, says }) => {
    const { status, body, headers } = await print(`/intake/sheets?${query}&paper=${paper}`);
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    const read = await readBack(body);
    expect(read).toHaveLength(pages);
    for (const page of read) {
      expect(page.barcodes.map(({ format }) => format).sort()).toEqual(['Code128', 'Code128', 'QRCode']);
      for (const code of page.barcodes) expect(ownMeaningOf(code)).toMatchObject(says);
    }
  });

  it('of a patient show whom they are of, and their codes hold numbers only', async () => {
    for (const kind of ['cover', 'face']) {
      const type = kind === 'cover' ? '&typeCode=discharge-summary' : '';
      const { body } = await print(
        `/patients/${patientId}/intake-sheets?kind=${kind}&encounterId=${encounterId}&paper=${paper}${type}`,
      );
      const [page] = await readBack(body);
      expect(page?.text).toContain('Whitfield');
      expect(page?.text).toContain('00731190');
      expect(page?.text).toContain('1948-04-17');
      expect(page?.barcodes.length).toBeGreaterThan(0);
      for (const code of page?.barcodes ?? []) {
        expect(code.text).not.toMatch(/WHITFIELD|\bMARY|1948/i);
        expect(ownMeaningOf(code)).toMatchObject({ kind: 'cover', mrn: '00731190', visit: 'V2026-118' });
      }
    }
  });

  it.each([
    ['patient-labels', { kind: 'patient', mrn: '00731190' }],
    ['visit-labels', { kind: 'visit', number: 'V2026-118' }],
    ['account-labels', { kind: 'account', number: '4410022' }],
  ])('of %s are read label by label', async (kind, says) => {
    const { body } = await print(
      `/patients/${patientId}/intake-sheets?kind=${kind}&encounterId=${encounterId}&paper=${paper}`,
    );
    const [page] = await readBack(body);
    expect(page?.barcodes).toHaveLength(paper === 'a4' ? 24 : 30);
    for (const code of page?.barcodes ?? []) expect(ownMeaningOf(code)).toMatchObject(says);
  });
});

describe('Printing', () => {
  it('refuses what a code cannot carry and what is missing, and says what to do', async () => {
    for (const query of ['kind=box', 'kind=box&number=Box%20%C3%A9', 'kind=type', 'kind=type&typeCode=no-such'])
      expect((await print(`/intake/sheets?${query}`)).body).toMatchObject({ code: 'intake/sheet-incomplete' });
    expect((await print(`/patients/${patientId}/intake-sheets?kind=visit-labels`)).body).toMatchObject({
      code: 'intake/sheet-incomplete',
    });
    expect((await print('/intake/sheets?kind=separator&copies=501')).status).toBe(400);
  });

  it('of a patient is for those who index, and is logged with the patient', async () => {
    const scanner = world.person(['scan-clerk']);
    expect((await print(`/patients/${patientId}/intake-sheets?kind=face`, scanner)).status).toBeGreaterThanOrEqual(403);
    expect((await print('/intake/sheets?kind=separator', scanner)).status).toBe(200);
    const actor = clerk();
    await print(`/patients/${patientId}/intake-sheets?kind=face`, actor);
    expect(await world.sql('SELECT verb FROM audit.entry WHERE actor_id = $1', [actor.id])).toEqual([
      { verb: 'intake.print-patient-sheets' },
    ]);
  });
});
