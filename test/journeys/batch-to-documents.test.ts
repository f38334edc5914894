import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/platform/services.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import { fileItem, prepareFilingBy } from '../../src/modules/intake/file-item.ts';
import { receiveItem, storeFile } from '../../src/modules/intake/index.ts';
import { loadBatch, loadLayout } from '../../src/modules/intake/separation/load-batch.ts';
import { type Layout, pagesOf } from '../../src/modules/intake/separation/layout.ts';
import { readBatchTexts, releaseBatch } from '../../src/modules/intake/separation/release-batch.ts';
import { saveLayout } from '../../src/modules/intake/separation/save-layout.ts';
import { jobContext } from '../world/job.ts';
import { arrangePatient } from '../world/chart.ts';
import { sweepCrashes } from '../world/crash.ts';
import { codeSheet, scan, stack } from '../world/scan.ts';
import { FACILITY, openWorld, type World } from '../world/world.ts';

/**
 * A counted stack on its way: scanned in two files → read → separated → released → each document filed, with a crash
 * between any two steps. Always true: sheets in = images out; every image stands in one place, and has one outcome or waits
 * in one queue.
 */
const ACTOR = systemActor('test');
const IMAGES = [3, 2];
let world: World;
let files: Buffer[] = [];
let batchId = '';

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  const note = (n: number) => scan(['PROGRESS NOTE', '', `Sheet ${n} of the stack`]);
  files = [
    await stack([await note(1), await codeSheet('PATCHT'), await note(2)]),
    await stack([await scan(['LABORATORY REPORT', '', 'Sodium 140']), await scan(['continued: potassium 4.1'])]),
  ];
  const { body } = await world.callAs<{ id: string }>(world.person(['coordinator']), 'POST', '/intake/batches', {
    ...{ name: 'Ward 3', sides: 'simplex', expectedSheets: 4 },
  });
  batchId = body.id;
}, 60_000);
afterAll(() => world.close());

const acting =
  (services: Services) =>
  <T>(what: { verb: string }, fn: Parameters<typeof services.acting.act<T>>[2]): Promise<T> =>
    services.acting.act<T>({ actor: ACTOR }, { ...what, permission: 'system' }, fn);

async function receive(services: Services, at: number): Promise<string> {
  const file = await storeFile(services, `${at}.tiff`, Readable.from([files[at] ?? Buffer.alloc(0)]));
  const received = await acting(services)({ verb: 'intake.receive' }, (act) =>
    receiveItem(act, { file, facilityId: FACILITY, source: 'folder', batchId }),
  );
  return received.id;
}

function run(name: string, payload: object, services: Services = world.services): Promise<void> {
  const job = world.stack.modules.flatMap((module) => module.jobs ?? []).find((each) => each.name === name);
  if (job === undefined) throw new Error(`${name} is gone`);
  return job.run(jobContext(services, job.name), { ...payload });
}

const layoutNow = () => acting(world.services)({ verb: 'test.look' }, (act) => loadLayout(act, batchId));
const revisionNow = () =>
  acting(world.services)({ verb: 'test.look' }, async (act) => (await loadBatch(act, batchId)).revision);

/** Looked at as the database is, past every layer. */
async function everySheetIsInOnePlace(): Promise<void> {
  const { body } = await world.call<Record<string, number>>('GET', '/intake/counts');
  const { pagesIn = 0, ...outcomes } = body;
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
  const pages = await world.sql<{ places: number; outcomes: number; waits: number }>(`
    SELECT (SELECT count(*)::int FROM intake.part_page place WHERE place.item_id = p.item_id AND place.number = p.number) AS places,
      (SELECT count(*)::int FROM intake.outcome o WHERE o.item_id = p.item_id AND o.page_number = p.number AND o.reversed_at IS NULL) AS outcomes,
      (SELECT count(*)::int FROM worklist.item w JOIN intake.part_page place ON place.item_id = p.item_id AND place.number = p.number
        JOIN intake.item i ON i.id = p.item_id
        WHERE w.closed_at IS NULL AND w.subject_id IN (place.part_id, i.batch_id)) AS waits
    FROM intake.page p`);
  for (const page of pages) {
    expect(page.places, 'a page stands in one place').toBe(1);
    expect(page.outcomes, 'a page has one outcome at most').toBeLessThanOrEqual(1);
    expect(page.outcomes + page.waits, 'a page has an outcome or is found in a queue').toBe(1);
  }
  const [half] = await world.sql<{ n: number }>(`
    SELECT count(*)::int AS n FROM intake.item i
    WHERE i.read_at IS NOT NULL AND i.pages <> (SELECT count(*) FROM intake.page p WHERE p.item_id = i.id)`);
  expect(half?.n, 'a file has all its pages or none').toBe(0);
  const [doubled] = await world.sql<{ n: number }>(`
    SELECT count(*)::int AS n FROM (SELECT document_id, count(*) AS pages FROM intake.outcome
      WHERE kind = 'filed' AND reversed_at IS NULL GROUP BY document_id) o
    WHERE o.pages <> (SELECT count(*) FROM documents.page d WHERE d.document_id = o.document_id)`);
  expect(doubled?.n, 'a document has the pages that were filed as it').toBe(0);
  for (const { address } of await world.sql<{ address: string }>('SELECT address FROM platform.blob'))
    expect(await world.services.blobs.stat(address), 'a row without its blob').toBeDefined();
}
const sheets = async () => {
  const { body } = await world.callAs<{
    sheets: { images: number; counted: number; expected: number };
    state: string;
    layout: Layout;
  }>(world.person(['coordinator']), 'GET', `/intake/batches/${batchId}`);
  return body;
};

describe('a counted stack on its way to documents', () => {
  const items: string[] = [];

  it('is scanned in two files: what was acknowledged is safe, what was not is not in the batch', async () => {
    let safe = 0;
    for (const at of [0, 1]) {
      // Each death before the commit leaves nothing; what is left of one after it is the file itself, taken once.
      await sweepCrashes({
        services: world.services,
        step: async (services) => {
          const [before] = await world.sql<{ n: number }>('SELECT count(*)::int AS n FROM intake.item');
          // A scanner sends again what was not acknowledged; a folder watcher finds that it was taken (taken_once).
          if ((before?.n ?? 0) > safe) return;
          await receive(services, at);
        },
        check: everySheetIsInOnePlace,
      });
      safe++;
    }
    const rows = await world.sql<{ id: string; batch_id: string }>(
      'SELECT id, batch_id FROM intake.item ORDER BY received_at, id',
    );
    expect(rows.map((row) => row.batch_id)).toEqual([batchId, batchId]);
    items.push(...rows.map((row) => row.id));
  });

  it('is read, each image once, however often the reading dies', async () => {
    for (const [at, itemId] of items.entries()) {
      const points = await sweepCrashes({
        services: world.services,
        step: (services) => run('intake.read-item', { itemId }, services),
        check: everySheetIsInOnePlace,
      });
      expect(points).toBeGreaterThanOrEqual(10);
      expect(await world.sql('SELECT FROM intake.page WHERE item_id = $1', [itemId])).toHaveLength(IMAGES[at] ?? 0);
    }
    expect(pagesOf(await layoutNow())).toHaveLength(5);
    expect((await sheets()).sheets.images).toBe(5);
  }, 300_000);

  it('is cut anew by a person: either as before or as she cut it, never in between', async () => {
    const before = await layoutNow();
    const [first, ...rest] = before.parts;
    const last = rest.at(-1);
    if (first === undefined || last === undefined) throw new Error('the stack was not cut at its sheets');
    // The last page of the last document becomes a document of its own, turned.
    const moved = last.pages.at(-1);
    if (moved === undefined) throw new Error('no page');
    const wanted: Layout = {
      parts: [
        ...before.parts.map((part) => (part.id === last.id ? { ...part, pages: part.pages.slice(0, -1) } : part)),
        { id: 'new', cutBy: 'person', pages: [{ ...moved, turn: 180 }] },
      ],
      bin: before.bin,
    };
    const revision = await revisionNow();
    let cut = before.parts.length;
    await sweepCrashes({
      services: world.services,
      step: async (services) => {
        if ((await revisionNow()) !== revision) return;
        await acting(services)({ verb: 'intake.separate' }, (act) =>
          saveLayout(act, { batchId, revision, layout: wanted }),
        );
      },
      check: async () => {
        await everySheetIsInOnePlace();
        const now = (await layoutNow()).parts.length;
        expect([before.parts.length, wanted.parts.length]).toContain(now);
        cut = now;
      },
    });
    cut = (await layoutNow()).parts.length;
    expect(cut).toBe(before.parts.length + 1);
    await everySheetIsInOnePlace();
  });

  it('is released: every document is in the index queue, or none', async () => {
    const parts = (await layoutNow()).parts.length;
    const released = () => world.sql('SELECT FROM intake.separation WHERE batch_id = $1', [batchId]);
    await sweepCrashes({
      services: world.services,
      step: async (services) => {
        if ((await released()).length > 0) return;
        const texts = await readBatchTexts(services, (what, fn) => acting(services)(what, fn), batchId);
        const revision = await revisionNow();
        await acting(services)({ verb: 'intake.release-batch' }, (act) =>
          releaseBatch(act, { batchId, revision, reason: 'Counted again' }, texts),
        );
      },
      check: async () => {
        await everySheetIsInOnePlace();
        const waiting = await world.sql(
          "SELECT FROM worklist.item WHERE kind = 'intake.to-index' AND closed_at IS NULL",
        );
        expect([0, parts]).toContain(waiting.length);
      },
    });
    expect(await released()).toHaveLength(1);
    await everySheetIsInOnePlace();
  }, 120_000);

  it('becomes one document each, however often the filing dies, and the sheets are the images', async () => {
    const patientId = await arrangePatient(world);
    for (const part of (await layoutNow()).parts) {
      const input = {
        partId: part.id,
        patientId,
        typeCode: 'progress-note',
        withoutVisit: true,
        mismatchReason: 'Test',
      };
      const filed = () =>
        world.sql(
          `SELECT FROM intake.outcome o JOIN intake.part_page p ON p.item_id = o.item_id AND p.number = o.page_number
           WHERE p.part_id = $1 AND o.kind = 'filed' AND o.reversed_at IS NULL`,
          [part.id],
        );
      await sweepCrashes({
        services: world.services,
        step: async (services) => {
          // The desk presses the button again: it finds the document filed.
          if ((await filed()).length > 0) return;
          const prepared = await prepareFilingBy(services, input, (what, fn) => acting(services)(what, fn));
          await acting(services)({ verb: 'intake.file' }, (act) => fileItem(act, input, prepared));
        },
        check: everySheetIsInOnePlace,
      });
      expect(await filed()).toHaveLength(part.pages.length);
    }
    const batch = await sheets();
    expect(batch.state).toBe('settled');
    const [sum] = await world.sql<{ pages: number; documents: number; discarded: number; kept: number }>(`
      SELECT (SELECT sum(pages)::int FROM intake.item) AS pages, (SELECT count(*)::int FROM documents.page) AS kept,
        (SELECT count(*)::int FROM intake.outcome WHERE kind = 'discarded' AND reversed_at IS NULL) AS discarded,
        (SELECT count(*)::int FROM documents.document) AS documents`);
    // Five images: the sheet between documents is discarded with its reason, four are pages of a chart.
    expect(sum).toEqual({ pages: 5, kept: 4, discarded: 1, documents: 4 });
    const { body } = await world.call<Record<string, number>>('GET', '/intake/counts');
    expect(body).toMatchObject({ pagesIn: 5, filed: 4, discarded: 1, queued: 0 });
    await everySheetIsInOnePlace();
  }, 180_000);
});
