import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let patientId = '';
const folder = mkdtempSync(join(tmpdir(), 'ck-auto-'));

async function register(family: string, given: string, birthDate: string, mrn: string): Promise<string> {
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        ...{ birthDate, sex: 'female' as const, contacts: [] },
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' }],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  await world.system((act) =>
    recordEncounter(act, {
      patientId: id,
      facilityId: FACILITY,
      facts: {
        class: 'IMP',
        startedAt: new Date('2026-11-10T08:00:00Z'),
        endedAt: new Date('2026-11-14T12:00:00Z'),
        visitNumber: `V${mrn}`,
      },
      origin: 'desk',
    }),
  );
  return id;
}

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  patientId = await register('Whitfield', 'Mary', '1948-04-17', '00731190');
  await register('Sandoval', 'Ruth', '1961-09-02', '00884411');
}, 60_000);
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const clerk = () => world.person(['index-clerk']);
const page = (name = 'Mary Whitfield', born = '04/17/1948', mrn = '00731190') =>
  scan([
    'DISCHARGE SUMMARY',
    '',
    `Patient: ${name}`,
    `Date of birth: ${born}`,
    `MRN: ${mrn}`,
    'Discharge date: 11/14/2026',
    '',
    'The patient was admitted with pneumonia and treated with antibiotics.',
  ]);

async function coverSheet(): Promise<Buffer> {
  const [{ id = '' } = {}] = await world.sql<{ id: string }>(
    'SELECT id FROM encounters.encounter WHERE patient_id = $1',
    [patientId],
  );
  const { body } = await world.callAs<Buffer>(
    clerk(),
    'GET',
    `/patients/${patientId}/intake-sheets?kind=cover&typeCode=discharge-summary&encounterId=${id}&paper=letter`,
  );
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(body);
  const image = await document.getPage(0).render({ scale: 200 / 72, render: 'bitmap' });
  document.destroy();
  library.destroy();
  return sharp(image.data, { raw: { width: image.width, height: image.height, channels: 4 } })
    .flatten({ background: '#fff' })
    .grayscale()
    .png()
    .toBuffer();
}

interface Opened {
  item: { id: string; state: string };
  parts: { id: string; openPages: number }[];
}
interface Part {
  part: { openPages: number };
  pages: { outcome: { kind: string; documentId: string; patientId: string } | null }[];
  autoFiling: { filed: boolean; reasons: { code: string }[] } | null;
}

async function takeIn(pages: Buffer[]): Promise<{ itemId: string; partId: string }> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    world.person(['scan-clerk']),
    'POST',
    '/intake/items?name=scan.tif',
    await stack(pages),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  const itemId = body.items[0]?.id ?? '';
  const opened = await world.callAs<Opened>(clerk(), 'GET', `/intake/items/${itemId}`);
  return { itemId, partId: opened.body.parts[0]?.id ?? '' };
}
const openPart = async (partId: string) => (await world.callAs<Part>(clerk(), 'GET', `/intake/parts/${partId}`)).body;
const codes = (part: Part) => part.autoFiling?.reasons.map(({ code }) => code);
const allow = (enabled: boolean, source = 'upload') =>
  world.callAs(world.person(['coordinator']), 'PUT', '/intake/policies', {
    ...{ source, enabled, reason: 'Verified for a year' },
  });

describe('A page behind a printed cover sheet', () => {
  it('that names the same patient is filed without a hand, with reasons and a trace', async () => {
    const { partId } = await takeIn([await coverSheet(), await page()]);
    const part = await openPart(partId);
    expect(codes(part)).toEqual(expect.arrayContaining(['agrees-cover', 'type-sure', 'encounter-certain']));
    expect(part.autoFiling?.filed).toBe(true);
    expect(part.pages.map(({ outcome }) => outcome?.kind)).toEqual(['filed']);
    expect(part.pages[0]?.outcome?.patientId).toBe(patientId);
    expect(
      await world.sql('SELECT DISTINCT how, decided_by FROM intake.decision WHERE part_id = $1', [partId]),
    ).toEqual([{ how: 'auto', decided_by: 'system:auto-file' }]);
    expect(await world.sql("SELECT outcome, actor_id FROM audit.entry WHERE verb = 'intake.auto-file'", [])).toEqual([
      { outcome: 'done', actor_id: 'system:auto-file' },
    ]);
    expect(await world.sql("SELECT 1 FROM worklist.item WHERE kind = 'intake.to-index' AND closed_at IS NULL")).toEqual(
      [],
    );
  }, 120_000);

  it('is taken back like any filing, and does not file itself again', async () => {
    const [{ part_id = '' } = {}] = await world.sql<{ part_id: string }>(
      'SELECT part_id FROM intake.auto_filing WHERE filed',
    );
    const undone = await world.callAs(clerk(), 'POST', `/intake/parts/${part_id}/undo`, { reason: 'Wrong scan' });
    expect(undone.status).toBe(200);
    await world.system((act) => Promise.resolve(act.enqueue('intake.auto-file', { partId: part_id })));
    await world.stack.drain();
    const part = await openPart(part_id);
    expect(part.part.openPages).toBe(1);
    expect(codes(part)).toEqual(['taken-back']);
  });

  it('that is another patient’s is held with the reason', async () => {
    const { partId } = await takeIn([await coverSheet(), await page('Ruth Sandoval', '09/02/1961', '00884411')]);
    const part = await openPart(partId);
    expect(part.autoFiling?.filed).toBe(false);
    expect(codes(part)).toContain('contradicts-mrn');
    expect(part.part.openPages).toBe(1);
  }, 120_000);
});

describe('A page without a cover sheet', () => {
  it('waits where no rule allows it to file itself, and where one forbids it', async () => {
    const first = await takeIn([await page()]);
    expect(codes(await openPart(first.partId))).toEqual(['no-policy']);
    await allow(false);
    const second = await takeIn([await page()]);
    expect(codes(await openPart(second.partId))).toEqual(['policy-off']);
  }, 120_000);

  it('files itself where the rule allows it', async () => {
    await allow(true);
    const { partId } = await takeIn([await page()]);
    expect((await openPart(partId)).autoFiling).toMatchObject({ filed: true });
  }, 120_000);

  it('stays while it is STAT, hard to read, has a code nobody understood, or is in a colleague’s hand', async () => {
    await allow(false);
    const { partId } = await takeIn([await page()]);
    await allow(true);
    const run = async () => {
      await world.system((act) => Promise.resolve(act.enqueue('intake.auto-file', { partId })));
      await world.stack.drain();
      return codes(await openPart(partId));
    };
    const part = (set: string) => world.sql(`UPDATE intake.part SET ${set} WHERE id = $1`, [partId]);
    const pages = (set: string) =>
      world.sql(
        `UPDATE intake.page SET ${set} WHERE item_id IN (SELECT item_id FROM intake.part_page WHERE part_id = $1)`,
        [partId],
      );
    await part("lane = 'stat', lane_reason = 'test'");
    expect(await run()).toEqual(['stat']);
    await part("lane = 'routine', lane_reason = NULL");
    await pages('barcodes = 1, unknown_codes = 1');
    expect(await run()).toEqual(['code-unknown']);
    await pages('barcodes = 0, unknown_codes = 0, score = 0.1');
    expect(await run()).toEqual(['page-weak']);
    await pages('score = 0.9');
    const claim = (until: string) =>
      world.sql("UPDATE worklist.item SET claimed_by = 'somebody', claimed_until = $2 WHERE subject_id = $1", [
        partId,
        until,
      ]);
    await claim('2026-11-23T09:10:00Z');
    expect(await run()).toEqual(['in-hand']);
    expect((await openPart(partId)).part.openPages).toBe(1);
    await claim('2026-11-23T08:00:00Z');
    await run();
    expect((await openPart(partId)).autoFiling?.filed).toBe(true);
  }, 120_000);
});
