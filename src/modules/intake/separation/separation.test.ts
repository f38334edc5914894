import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeSheet, scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { openPdfBytes } from '../../../platform/reading/pdf.ts';
import { toGray } from '../../../platform/reading/raster.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let clerk: ReturnType<World['person']>;
let ida = '';

interface Key {
  itemId: string;
  number: number;
}
interface Layout {
  parts: { id: string; cutBy: string; pages: (Key & { turn: number })[] }[];
  bin: (Key & { turn: number; reason: string })[];
}
interface Opened {
  state: string;
  batch: { revision: number; number: number };
  layout: Layout;
  queued: string[];
  sheets: { images: number; ofOurs: number; blank: number; replaced: number; found: number; expected: number };
  doubts: { code: string }[];
  pages: (Key & { outcome: string | null })[];
  releases: { reason: string | null; parts: number }[];
}

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
  ida = (
    await world.system((act) =>
      registerPatient(act, {
        facts: {
          birthDate: '1950-02-01',
          sex: 'female',
          names: [{ use: 'legal', family: 'Marsh', given: ['Ida'] }],
          identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00900100', kind: 'mrn' }],
          contacts: [],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    )
  ).id;
});
afterAll(() => world.close());

const call = <T>(method: 'GET' | 'POST' | 'PUT', path: string, body?: unknown) =>
  world.callAs<T>(clerk, method, path, body);
const opened = async (batchId: string) => (await call<Opened>('GET', `/intake/batches/${batchId}`)).body;

async function takeIn(pages: Buffer[], query = ''): Promise<string> {
  const { status, body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    `/intake/items?name=stack.tiff${query}`,
    await stack(pages),
    { 'content-type': 'application/octet-stream' },
  );
  expect(status).toBe(201);
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}

async function prepare(facts: object): Promise<string> {
  const { status, body } = await call<{ id: string }>('POST', '/intake/batches', { name: 'Box 12', ...facts });
  expect(status).toBe(201);
  return body.id;
}

const page = (title: string, more: string[] = []) => scan([title, '', ...more]);
const blank = () => scan(['']);

async function addUp() {
  const { pagesIn = 0, ...outcomes } = (await call<Record<string, number>>('GET', '/intake/counts')).body;
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
}
const waiting = async (kind: string) =>
  (
    await world.sql<{ subject_id: string }>(
      'SELECT subject_id FROM worklist.item WHERE kind = $1 AND closed_at IS NULL ORDER BY opened_at',
      [kind],
    )
  ).map((row) => row.subject_id);

describe('a file with separators', () => {
  let id = '';
  it('becomes one document for each part, each waiting by itself in the index queue', async () => {
    id = await takeIn([await page('CONSENT FORM'), await codeSheet('PATCHT'), await page('LABORATORY REPORT')]);
    const { state, layout, queued, pages } = await opened(id);
    expect(layout.parts.map((part) => part.pages.map(({ number }) => number))).toEqual([[1], [3]]);
    expect(state).toBe('released');
    expect(queued).toHaveLength(2);
    expect(pages.map(({ outcome }) => outcome)).toEqual([null, 'discarded', null]);
    await addUp();
  });

  it('is indexed document by document, each with its own proposals and pages counted from one', async () => {
    const { layout } = await opened(id);
    const second = layout.parts[1]?.id ?? '';
    const part = (
      await call<{
        part: { of: number };
        pages: { number: number; itemPage: number }[];
        proposals: { field: string; value: string }[];
      }>('GET', `/intake/parts/${second}`)
    ).body;
    expect(part.part.of).toBe(2);
    expect(part.pages).toMatchObject([{ number: 1, itemPage: 3 }]);
    expect(part.proposals.find(({ field }) => field === 'type')?.value).toMatch(/lab/);
    const filed = await call<{ openPages: number }>('POST', `/intake/parts/${second}/file`, {
      patientId: ida,
      typeCode: part.proposals.find(({ field }) => field === 'type')?.value,
    });
    expect([filed.status, filed.body.openPages]).toEqual([200, 0]);
    expect(await waiting('intake.to-index')).not.toContain(second);
    expect(await waiting('intake.to-index')).toContain(layout.parts[0]?.id);
    const undone = await call<{ reopened: number }>('POST', `/intake/parts/${second}/undo`, { reason: 'wrong' });
    expect(undone.body).toEqual({ reopened: 1 });
    expect(await waiting('intake.to-index')).toContain(second);
    await addUp();
  });
});

describe('separating', () => {
  let id = '';
  it('asks a person where two patients seem to lie in one file', async () => {
    id = await takeIn([
      await page('PROGRESS NOTE', ['MRN: 00900100', 'Patient: Marsh, Ida']),
      await page('PROGRESS NOTE', ['MRN: 00900200', 'Patient: Other, Ann']),
      await page('Second sheet of it'),
    ]);
    const { state, layout } = await opened(id);
    expect(state).toBe('to-separate');
    expect(layout.parts.map((part) => part.pages.length)).toEqual([1, 2]);
    expect(await waiting('intake.to-separate')).toContain(id);
    await addUp();
  });

  it('keeps a join, a turn and the bin, and every former state', async () => {
    const before = await opened(id);
    const [first, second] = before.layout.parts;
    const layout: Layout = {
      parts: [
        {
          id: first?.id ?? '',
          cutBy: 'person',
          pages: [...(first?.pages ?? []), { ...(second?.pages[0] ?? { itemId: '', number: 0 }), turn: 180 }],
        },
      ],
      bin: [{ ...(second?.pages[1] ?? { itemId: '', number: 0 }), turn: 0, reason: 'not-a-record' }],
    };
    const saved = await call<{ revision: number; layout: Layout }>('PUT', `/intake/batches/${id}/layout`, {
      revision: before.batch.revision,
      layout,
    });
    expect(saved.status).toBe(200);
    expect((await opened(id)).layout).toMatchObject({ parts: [{ pages: [{ turn: 0 }, { turn: 180 }] }] });
    const former = await call<{ layout: Layout }>('GET', `/intake/batches/${id}/layouts/${before.batch.revision}`);
    expect(former.body.layout.parts).toHaveLength(2);
    await addUp();
  });

  it('refuses a layout that loses, doubles or invents a page, and one made from an older state', async () => {
    const { batch, layout } = await opened(id);
    const save = (revision: number, wrong: Layout) =>
      call<{ code: string }>('PUT', `/intake/batches/${id}/layout`, { revision, layout: wrong });
    const lost = await save(batch.revision, { parts: layout.parts, bin: [] });
    expect([lost.status, lost.body.code]).toEqual([400, 'intake/layout-incomplete']);
    const doubled = await save(batch.revision, { parts: [...layout.parts, ...layout.parts], bin: layout.bin });
    expect(doubled.body.code).toBe('intake/layout-incomplete');
    const stale = await save(batch.revision - 1, layout);
    expect([stale.status, stale.body.code]).toEqual([409, 'intake/layout-changed']);
    expect((await opened(id)).batch.revision).toBe(batch.revision);
  });

  it('releases: the bin is discarded with its reason, documents join the index queue', async () => {
    const { batch } = await opened(id);
    const { body } = await call<{ parts: number }>('POST', `/intake/batches/${id}/release`, {
      revision: batch.revision,
    });
    expect(body).toEqual({ parts: 1 });
    expect(await waiting('intake.to-separate')).not.toContain(id);
    expect((await opened(id)).pages.map(({ outcome }) => outcome)).toEqual([null, null, 'discarded']);
    await addUp();
  });

  it('brings a page back from the bin, and a document back from the index queue', async () => {
    const bin = (await opened(id)).pages.filter(({ outcome }) => outcome === 'discarded');
    expect(
      (
        await call('POST', `/intake/batches/${id}/take-from-bin`, {
          pages: bin.map(({ itemId, number }) => ({ itemId, number })),
        })
      ).status,
    ).toBe(204);
    const again = await opened(id);
    expect([again.state, again.layout.parts.length]).toEqual(['to-separate', 2]);
    const part = again.layout.parts[0]?.id ?? '';
    expect((await call('POST', `/intake/parts/${part}/to-separation`)).body).toEqual({ batchId: id });
    expect(await waiting('intake.to-index')).not.toContain(part);
    await addUp();
  });

  it('leaves a page alone that was discarded at the index desk: it is taken back there', async () => {
    const lone = await takeIn([await page('CONSENT FORM'), await page('PROGRESS NOTE')]);
    await call('POST', `/intake/items/${lone}/set-aside`, { pages: [2], kind: 'discarded', reason: 'A copy' });
    const { status, body } = await call<{ code: string }>('POST', `/intake/batches/${lone}/take-from-bin`, {
      pages: [{ itemId: lone, number: 2 }],
    });
    expect([status, body.code]).toEqual([409, 'intake/nothing-to-undo']);
    expect((await opened(lone)).pages.map(({ outcome }) => outcome)).toEqual([null, 'discarded']);
  });

  it('does not touch a document that a colleague has in hand', async () => {
    const { batch, layout } = await opened(id);
    await call('POST', `/intake/batches/${id}/release`, { revision: batch.revision });
    const other = world.person(['index-clerk']);
    const taken = await world.callAs<{ item: { subjectId: string } }>(other, 'POST', '/worklist/next', {
      kind: 'intake.to-index',
      except: (await waiting('intake.to-index')).filter((subject) => subject !== layout.parts[0]?.id),
    });
    expect(taken.body.item.subjectId).toBe(layout.parts[0]?.id);
    const now = await opened(id);
    const swapped = {
      parts: [{ ...layout.parts[0], pages: [...(layout.parts[0]?.pages ?? [])].reverse() }, layout.parts[1]],
      bin: [],
    };
    const refused = await call<{ code: string }>('PUT', `/intake/batches/${id}/layout`, {
      revision: now.batch.revision,
      layout: swapped,
    });
    expect([refused.status, refused.body.code]).toEqual([409, 'worklist/taken']);
  });
});

describe('a page that a person turned', () => {
  it('stands upright in the document, its words where they are seen', async () => {
    const id = await takeIn([await page('CONSENT FORM'), await page('CONSENT FORM')]);
    const { batch, layout } = await opened(id);
    const part = layout.parts[0];
    const turned = {
      parts: [{ ...part, pages: part?.pages.map((each, at) => ({ ...each, turn: at === 1 ? 90 : 0 })) }],
      bin: [],
    };
    await call('PUT', `/intake/batches/${id}/layout`, { revision: batch.revision, layout: turned });
    await call('POST', `/intake/batches/${id}/release`, { revision: batch.revision + 1 });
    const filed = await call<{ documentId: string }>('POST', `/intake/parts/${part?.id ?? ''}/file`, {
      patientId: ida,
      typeCode: 'consent-to-treat',
    });
    const document = `/patients/${ida}/documents/${filed.body.documentId}`;
    const { body } = await call<{
      versions: { id: string }[];
      pages: { number: number; width: number; height: number }[];
    }>('GET', document);
    const version = body.versions[0];
    expect(body.pages.map(({ width, height }) => (width > height ? 'wide' : 'tall'))).toEqual(['tall', 'wide']);
    const words = await call<{ words: { x: number; y: number; w: number; h: number; text: string }[] }>(
      'GET',
      `${document}/versions/${version?.id ?? ''}/pages/2/words`,
    );
    const first = words.body.words[0];
    expect(first?.text).toBe('CONSENT');
    // The head of the page lies at its right side now.
    expect(first?.x).toBeGreaterThan(0.8);
  });
});

describe('a prepared batch', () => {
  it('goes on by itself when the counted sheets are all there', async () => {
    const batch = await prepare({ sides: 'duplex', expectedSheets: 2 });
    await takeIn(
      [await page('CONSENT FORM'), await blank(), await page('CONSENT FORM'), await page('Page two')],
      `&batchId=${batch}`,
    );
    const { state, sheets, pages } = await opened(batch);
    expect(sheets).toMatchObject({ images: 4, blank: 1, found: 2, expected: 2 });
    expect(state).toBe('released');
    expect(pages.map(({ outcome }) => outcome)).toEqual([null, 'discarded', null, null]);
    await addUp();
  });

  it('waits for the missing sheet, and goes on with the file that brings it', async () => {
    const batch = await prepare({ sides: 'simplex', expectedSheets: 2 });
    await takeIn([await page('CONSENT FORM')], `&batchId=${batch}`);
    const before = await opened(batch);
    expect([before.state, before.doubts.map(({ code }) => code)]).toEqual(['to-separate', ['sheets-missing']]);
    const refused = await call<{ code: string; detail: string }>('POST', `/intake/batches/${batch}/release`, {
      revision: before.batch.revision,
    });
    expect([refused.status, refused.body.code]).toEqual([422, 'intake/sheets-do-not-add-up']);
    expect(refused.body.detail).toContain('1 of the counted sheets is missing');
    await takeIn([await page('LABORATORY REPORT')], `&batchId=${batch}`);
    const after = await opened(batch);
    expect([after.state, after.queued.length]).toEqual(['released', 2]);
    await addUp();
  });

  it('waits for a person though the count is right, where an earlier file seemed to hold two patients', async () => {
    const batch = await prepare({ sides: 'simplex', expectedSheets: 3 });
    const two = [await page('PROGRESS NOTE', ['MRN: 00900100']), await page('PROGRESS NOTE', ['MRN: 00900200'])];
    await takeIn(two, `&batchId=${batch}`);
    await takeIn([await page('CONSENT FORM')], `&batchId=${batch}`);
    const { state, queued, sheets, doubts, batch: of } = await opened(batch);
    expect([state, queued, sheets.found]).toEqual(['to-separate', [], 3]);
    expect(doubts.map(({ code }) => code)).toEqual(['several-documents']);
    const released = await call<{ parts: number }>('POST', `/intake/batches/${batch}/release`, {
      revision: of.revision,
    });
    expect(released.body).toEqual({ parts: 3 });
    await addUp();
  });

  it('is released short with a reason, which the report keeps', async () => {
    const batch = await prepare({ sides: 'simplex', expectedSheets: 3 });
    await takeIn([await page('CONSENT FORM')], `&batchId=${batch}`);
    const { batch: of } = await opened(batch);
    const done = await call('POST', `/intake/batches/${batch}/release`, {
      revision: of.revision,
      reason: 'Two sheets were copies',
    });
    expect(done.status).toBe(200);
    expect((await opened(batch)).releases).toMatchObject([{ reason: 'Two sheets were copies', parts: 1 }]);
  });

  it('takes a rescan into the place of the poor page, which stays in the bin', async () => {
    const batch = await prepare({ sides: 'simplex', expectedSheets: 3 });
    const first = await takeIn([await page('CONSENT FORM'), await page('poor')], `&batchId=${batch}`);
    const better = await takeIn([await page('LABORATORY REPORT')], `&batchId=${batch}&rescanOf=${first}&rescanPage=2`);
    const { layout, sheets } = await opened(batch);
    expect(layout.parts.map((part) => part.pages.map(({ itemId, number }) => [itemId, number]))).toEqual([
      [
        [first, 1],
        [better, 1],
      ],
    ]);
    expect(layout.bin).toMatchObject([{ itemId: first, number: 2, reason: 'replaced' }]);
    expect(sheets).toMatchObject({ images: 3, replaced: 1, found: 2, expected: 3 });
    await addUp();
  });

  it('is not prepared without a name, nor opened by who may not', async () => {
    expect((await call<{ code: string }>('POST', '/intake/batches', { name: '  ', sides: 'simplex' })).body.code).toBe(
      'intake/not-a-batch',
    );
    const batch = await prepare({ sides: 'simplex' });
    const stranger = world.person(['clinician']);
    expect((await world.callAs(stranger, 'GET', `/intake/batches/${batch}`)).status).toBe(403);
  });

  it('keeps the word of who held the paper beside the image: best possible scan', async () => {
    const batch = await prepare({ sides: 'simplex', expectedSheets: 1 });
    const item = await takeIn([await page('CONSENT FORM')], `&batchId=${batch}`);
    const mark = { itemId: item, number: 1, reason: 'Carbon copy' };
    expect((await call('POST', `/intake/batches/${batch}/best-scan`, mark)).status).toBe(204);
    expect((await opened(batch)).pages).toMatchObject([{ bestScan: 'Carbon copy' }]);
  });
});

describe('a file that begins with a batch sheet', () => {
  /** Printed by the desk and put on the glass. */
  async function batchSheet(number: number | string): Promise<Buffer> {
    const printed = await world.callAs<Buffer>(clerk, 'GET', `/intake/sheets?kind=batch&number=${number}`);
    expect(printed.status).toBe(200);
    const pdf = await openPdfBytes(printed.body);
    const gray = await pdf.withPage(0, (it) => toGray(it.draw(200)).gray);
    pdf.close();
    const { data, width, height } = gray;
    return sharp(data, { raw: { width, height, channels: 1 } })
      .resize({ width: 1700, height: 2200, fit: 'fill' })
      .grayscale()
      .withMetadata({ density: 200 })
      .png()
      .toBuffer();
  }
  const joined = (itemId: string) =>
    world.sql<{ batch_id: string; unknown_batch: string | null }>(
      'SELECT batch_id, unknown_batch FROM intake.item WHERE id = $1',
      [itemId],
    );

  it('joins the prepared batch of that number, and is counted with it', async () => {
    const batchId = await prepare({ sides: 'simplex', expectedSheets: 2 });
    const { number } = (await opened(batchId)).batch;
    const itemId = await takeIn([await batchSheet(number), await page('CONSENT FORM'), await page('Second sheet')]);
    expect(await joined(itemId)).toEqual([{ batch_id: batchId, unknown_batch: null }]);
    const { state, sheets, doubts, layout } = await opened(batchId);
    expect(sheets).toMatchObject({ images: 3, ofOurs: 1, found: 2, expected: 2 });
    expect(doubts).toEqual([]);
    expect([state, layout.parts.length]).toEqual(['released', 1]);
    await addUp();
  });

  it('waits for a person where no batch of that number was prepared, and says so in words', async () => {
    const lone = await takeIn([await page('CONSENT FORM')]);
    // The number of a file that came by itself is no prepared batch either.
    const { number } = (await opened(lone)).batch;
    for (const unknown of [number, '99999999', 'B-17']) {
      const itemId = await takeIn([await batchSheet(unknown), await page('CONSENT FORM', [String(unknown)])]);
      expect(await joined(itemId)).toEqual([{ batch_id: itemId, unknown_batch: String(unknown) }]);
      const { state, doubts, batch } = await opened(itemId);
      expect([state, doubts.map(({ code }) => code)]).toEqual(['to-separate', ['unknown-batch']]);
      expect(await waiting('intake.to-separate')).toContain(itemId);
      const refused = await call<{ detail: string }>('POST', `/intake/batches/${itemId}/release`, {
        revision: batch.revision,
      });
      expect(refused.body.detail).toContain('names a batch that was not prepared here');
    }
    await addUp();
  });
});
