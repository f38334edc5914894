import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import { arrangePatient } from '../../../../test/world/chart.ts';
import { passTime } from '../../../../test/world/pass-time.ts';

/** A page is read again when nobody has turned it for some seconds. */
const SETTLED_MS = 5_000;

/** A few capitals tell the machine nothing about up and down: a page that it leaves as it lies, until a person turns it. */
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
    const upright = await scan(['DISCHARGE SUMMARY', '', '11/14']);
    const down = await sharp(upright).rotate(180).withMetadata({ density: 200 }).png().toBuffer();
    const { body } = await world.callAs<{ items: { id: string }[] }>(
      clerk,
      'POST',
      '/intake/items?name=down.tif',
      await stack([down]),
      { 'content-type': 'application/octet-stream' },
    );
    itemId = body.items[0]?.id ?? '';
    await world.stack.drain();
    batchId = (await world.callAs<{ batchId: string }>(clerk, 'GET', `/intake/items/${itemId}`)).body.batchId;
    expect(await stored(), 'the machine could not know').toMatchObject({ turned: 0, read_turn: 0 });
    expect((await words()).text).not.toContain('DISCHARGE SUMMARY');
    expect((await openPart()).proposals.some(({ field }) => field === 'type')).toBe(false);
  }, 120_000);

  it('stays usable as it is turned, until it is read again', async () => {
    world.clock.advance(60_000);
    await turn(180);
    expect(await openPart()).toMatchObject({ pages: [{ turn: 180, readTurn: 0 }] });
    expect((await world.callAs(clerk, 'GET', `/intake/items/${itemId}/pages/1/image`)).status).toBe(200);
  });

  it('is read again as it stands then: picture, words and quality are those of the page upright', async () => {
    await passTime(world, SETTLED_MS);
    expect(await stored()).toMatchObject({ read_turn: 180 });
    const read = await words();
    expect(read.text).toContain('DISCHARGE SUMMARY');
    const title = read.words.find(({ text }) => text === 'DISCHARGE');
    expect(title?.y, 'at the top').toBeLessThan(0.2);
    expect((await openPart()).pages[0], 'nothing is left to turn').toMatchObject({ turn: 0, readTurn: 180 });
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
    await passTime(world, SETTLED_MS);
    expect(await stored()).toMatchObject({ read_turn: 0 });
    await turn(180);
    // Turned on before it was read: the last word counts, and nothing is read twice in one place.
    await turn(180);
    await passTime(world, SETTLED_MS);
    expect(await stored()).toMatchObject({ read_turn: 180 });
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
    await passTime(world, SETTLED_MS);
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
    await world.sql('UPDATE intake.part_page SET turn = 90 WHERE item_id = $1', [itemId]);
    await passTime(world, SETTLED_MS);
    expect(await world.sql('SELECT read_again_at FROM intake.page WHERE item_id = $1', [itemId])).toEqual([before]);
  });
});
