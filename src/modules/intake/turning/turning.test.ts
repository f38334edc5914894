import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { arrangePatient } from '../../../../test/world/chart.ts';

/** Two short lines tell the machine nothing about up and down: a page it leaves as it lies, until a person turns it. */
let world: World;
let clerk: ReturnType<World['person']>;
let batchId = '';
let itemId = '';

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['coordinator']);
}, 60_000);
afterAll(() => world.close());

interface Page {
  itemId: string;
  number: number;
  turn: number;
}
interface Layout {
  parts: { id: string; cutBy: string; pages: Page[] }[];
  bin: Page[];
}
interface Opened {
  batch: { revision: number };
  layout: Layout;
}
const openBatch = async () => (await world.callAs<Opened>(clerk, 'GET', `/intake/batches/${batchId}`)).body;
const stored = async () =>
  (
    await world.sql<{
      read_turn: number;
      turned: number;
      width: number;
      height: number;
      barcodes: number;
      score: number;
    }>('SELECT read_turn, turned, width, height, barcodes, score FROM intake.page WHERE item_id = $1 AND number = 1', [
      itemId,
    ])
  )[0];
const words = async () =>
  (
    await world.callAs<{ text: string; words: { text: string; x: number; y: number; w: number; h: number }[] }>(
      clerk,
      'GET',
      `/intake/items/${itemId}/pages/1/words`,
    )
  ).body;

async function turn(by: number): Promise<void> {
  const { batch, layout } = await openBatch();
  const turned: Layout = {
    ...layout,
    parts: layout.parts.map((part) => ({ ...part, pages: part.pages.map((page) => ({ ...page, turn: by })) })),
  };
  const saved = await world.callAs(clerk, 'PUT', `/intake/batches/${batchId}/layout`, {
    revision: batch.revision,
    layout: turned,
  });
  expect(saved.status).toBe(200);
}
interface Part {
  pages: { turn: number; readTurn: number; width: number; height: number }[];
  proposals: { field: string; value: string }[];
}
const openPart = async () => (await world.callAs<Part>(clerk, 'GET', `/intake/parts/${itemId}`)).body;

describe('a page that a person turns', () => {
  it('lies as it was scanned, with nothing sensible read on it', async () => {
    const upright = await scan(['DISCHARGE SUMMARY', '', 'MRN: 00731190']);
    // Scanned with its head to the left.
    const sideways = await sharp(upright).rotate(270).withMetadata({ density: 200 }).png().toBuffer();
    const { body } = await world.callAs<{ items: { id: string }[] }>(
      clerk,
      'POST',
      '/intake/items?name=sideways.tif',
      await stack([sideways]),
      { 'content-type': 'application/octet-stream' },
    );
    itemId = body.items[0]?.id ?? '';
    await world.stack.drain();
    batchId = (await world.callAs<{ batchId: string }>(clerk, 'GET', `/intake/items/${itemId}`)).body.batchId;
    // Whatever the machine made of it: the test needs a page that lies on its side.
    const first = await stored();
    if ((first?.width ?? 0) < (first?.height ?? 0)) throw new Error('the machine found the way up by itself');
    expect((await words()).text).not.toContain('DISCHARGE SUMMARY');
    expect((await openPart()).proposals.some(({ field }) => field === 'type')).toBe(false);
  }, 120_000);

  it('stays usable as it is turned, until it is read again', async () => {
    world.clock.advance(60_000);
    await turn(90);
    expect(await openPart()).toMatchObject({ pages: [{ turn: 90, readTurn: 0 }] });
    expect((await world.callAs(clerk, 'GET', `/intake/items/${itemId}/pages/1/image`)).status).toBe(200);
  });

  it('is read again as it stands then: picture, words and quality are those of the page upright', async () => {
    await world.stack.drain();
    expect(await stored()).toMatchObject({ read_turn: 90 });
    const page = await stored();
    expect(page?.height).toBeGreaterThan(page?.width ?? 0);
    const read = await words();
    expect(read.text).toContain('DISCHARGE SUMMARY');
    const title = read.words.find(({ text }) => text === 'DISCHARGE');
    expect(title?.y, 'at the top').toBeLessThan(0.2);
    expect(title?.w, 'lying').toBeGreaterThan(title?.h ?? 1);
    expect((await openPart()).pages[0], 'nothing is left to turn').toMatchObject({ turn: 0, readTurn: 90 });
    expect(
      await world.sql("SELECT outcome FROM audit.entry WHERE verb = 'intake.read-turned' AND object_count = 1"),
    ).toEqual([{ outcome: 'done' }]);
  }, 60_000);

  it('is proposed for anew once it waits in the index queue', async () => {
    const { batch } = await openBatch();
    await world.callAs(clerk, 'POST', `/intake/batches/${batchId}/release`, {
      revision: batch.revision,
      reason: 'Looked at',
    });
    await world.stack.drain();
    const type = (await openPart()).proposals.find(({ field }) => field === 'type');
    expect(type?.value).toBe('discharge-summary');
  });

  it('is turned back to where it was, and read as that, when a person goes back', async () => {
    world.clock.advance(60_000);
    await turn(0);
    await world.stack.drain();
    expect(await stored()).toMatchObject({ read_turn: 0 });
    await turn(90);
    // Turned on before it was read: the last word counts, and nothing is read twice in one place.
    await turn(90);
    await world.stack.drain();
    expect(await stored()).toMatchObject({ read_turn: 90 });
  }, 60_000);

  it('is filed upright with the words as they are read then, and its searchable copy has them', async () => {
    const { batch } = await openBatch();
    await world.callAs(clerk, 'POST', `/intake/batches/${batchId}/release`, {
      revision: batch.revision,
      reason: 'Looked at',
    });
    const patientId = await arrangePatient(world);
    const filed = await world.callAs<{ documentId: string }>(clerk, 'POST', `/intake/parts/${itemId}/file`, {
      ...{ patientId, typeCode: 'discharge-summary', mismatchReason: 'Test' },
    });
    expect(filed.status).toBe(200);
    await world.stack.drain();
    const [page] = await world.sql<{ width: number; height: number }>(
      'SELECT width, height FROM documents.page WHERE document_id = $1',
      [filed.body.documentId],
    );
    expect(page?.height).toBeGreaterThan(page?.width ?? 0);
    const found = await world.callAs(clerk, 'POST', `/patients/${patientId}/documents/search`, { text: 'discharge' });
    expect(JSON.stringify(found.body)).toContain(filed.body.documentId);
    expect(
      await world.sql("SELECT FROM documents.rendition WHERE document_id = $1 AND kind = 'searchable'", [
        filed.body.documentId,
      ]),
    ).toHaveLength(1);
  }, 60_000);

  it('is left alone when it is filed or set aside before it was read again', async () => {
    const [before] = await world.sql('SELECT read_again_at FROM intake.page WHERE item_id = $1', [itemId]);
    await world.system((act) => Promise.resolve(act.enqueue('intake.read-turned', { itemId, number: 1 })));
    await world.sql('UPDATE intake.part_page SET turn = 180 WHERE item_id = $1', [itemId]);
    await world.stack.drain();
    expect(await world.sql('SELECT read_again_at FROM intake.page WHERE item_id = $1', [itemId])).toEqual([before]);
  });
});
