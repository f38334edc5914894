import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeSheet, scan, stack } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

const NOTE = [
  'PROGRESS NOTE',
  '',
  'Patient: Marsh, Ida      DOB: 02/01/1950',
  'The patient was seen this morning and feels better than yesterday.',
  'Breathing is easier, the cough has become dry, no fever overnight.',
  'Lungs are clear on the right side and slightly dull on the left base.',
  'Continue the present medicine for five more days and repeat the film.',
  'She may walk in the corridor with help and take a light diet today.',
  'Discussed with the daughter, who agrees with the plan for discharge.',
];
const OTHER = [
  'PROGRESS NOTE',
  '',
  'Patient: Reed, Otto      DOB: 07/09/1944',
  'Wound of the left knee is dry and closed, stitches were taken out.',
  'Pain is controlled with tablets, he bends the knee to ninety degrees.',
  'Physiotherapy twice each day until Friday, then home with a walker.',
  'Blood count is stable, no transfusion needed, urine culture negative.',
  'Next visit in the clinic after two weeks with a new film of the knee.',
  'His wife will come on Thursday to practise the stairs together.',
];

let world: World;
let clerk: ReturnType<World['person']>;
let first = '';

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

async function takeIn(pages: Buffer | Buffer[], name = 'a.tiff'): Promise<string> {
  world.clock.advance(1_000);
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    `/intake/items?name=${name}`,
    await stack(Array.isArray(pages) ? pages : [pages]),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
interface Layout {
  parts: { id: string; pages: { itemId: string; number: number }[] }[];
}
const partsOf = async (id: string) =>
  (await world.callAs<{ parts: { id: string }[] }>(clerk, 'GET', `/intake/items/${id}`)).body.parts.map(
    (part) => part.id,
  );
interface Listed {
  duplicates: {
    partId: string;
    itemId: string;
    whole: boolean;
    page: number | null;
    ofPage: number | null;
    fileName: string;
    how: string;
    alike: number;
    confirmed: boolean;
    filed: boolean;
  }[];
  differs: { onlyHere: string[]; onlyThere: string[] } | null;
}
const listed = async (id: string) => (await world.callAs<Listed>(clerk, 'GET', `/intake/parts/${id}/duplicates`)).body;
const discard = (id: string, of: string) =>
  world.callAs<{ openPages: number }>(clerk, 'POST', `/intake/parts/${id}/duplicate`, { of });

describe('a paper that was scanned before', () => {
  let again = '';

  it('is linked with the first scan though it lies askew and is noisy, with the words that differ', async () => {
    first = await takeIn(await scan(NOTE), 'first.tiff');
    expect((await listed(first)).duplicates).toEqual([]);
    const askew = await scan(NOTE, { skew: 1.5 });
    const { width = 0, height = 0 } = await sharp(askew).metadata();
    const noise = await sharp({
      create: { width, height, channels: 3, background: '#fff', noise: { type: 'gaussian', mean: 235, sigma: 20 } },
    })
      .grayscale()
      .png()
      .toBuffer();
    again = await takeIn(
      await sharp(askew)
        .composite([{ input: noise, blend: 'multiply' }])
        .grayscale()
        .png()
        .toBuffer(),
    );
    const { duplicates, differs } = await listed(again);
    expect(duplicates).toMatchObject([
      { itemId: first, fileName: 'first.tiff', how: 'content', confirmed: false, filed: false },
    ]);
    expect(duplicates[0]?.alike).toBeGreaterThan(0.6);
    expect(differs).not.toBeNull();
    expect(differs?.onlyHere.length).toBeLessThan(20);
  }, 180_000);

  it('waits in the queue all the same: nothing is dropped by itself', async () => {
    const open = await world.sql(`SELECT FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL`, [again]);
    expect(open).toHaveLength(1);
  });

  it('is discarded as a duplicate by a person, can be taken back, and the link stays', async () => {
    expect((await discard(again, first)).body).toEqual({ openPages: 0 });
    const [outcome] = await world.sql<{ kind: string; reason: string }>(
      'SELECT kind, reason FROM intake.outcome WHERE item_id = $1',
      [again],
    );
    expect(outcome).toEqual({ kind: 'discarded', reason: 'Duplicate of first.tiff' });
    expect((await listed(again)).duplicates[0]?.confirmed).toBe(true);
    const undone = await world.callAs(clerk, 'POST', `/intake/items/${again}/undo`, { reason: 'Another day' });
    expect(undone.status).toBe(200);
    expect((await listed(again)).duplicates).toHaveLength(1);
  });

  it('is not another note of the same kind, and what is not alike cannot be discarded as a duplicate', async () => {
    const other = await takeIn(await scan(OTHER));
    expect((await listed(other)).duplicates).toEqual([]);
    expect((await discard(other, first)).status).toBe(409);
  });

  it('is the same bytes as well', async () => {
    const same = await takeIn(await scan(NOTE));
    expect((await listed(same)).duplicates[0]).toMatchObject({ itemId: first, how: 'bytes', alike: 1 });
  });

  it('is a document among others of a stack, found whatever lies before and behind it', async () => {
    const words = OTHER.map((line) => line.replace('Otto', 'Odo').split(' '));
    const mixed = await takeIn([
      await scan(words.map((line) => line.join(' '))),
      // Digests of words are keyed anew in each store and estimate what is in common: joined, the note is a quarter of all.
      await scan(words.map((line) => line.toReversed().join(' '))),
      await scan(words.map((line) => line.toSorted().join(' '))),
      await codeSheet('PATCHT'),
      await scan(NOTE, { skew: -1 }),
    ]);
    const [, second] = await partsOf(mixed);
    const { duplicates, differs } = await listed(second ?? '');
    expect(duplicates.map(({ itemId }) => itemId)).toContain(first);
    expect(duplicates[0]).toMatchObject({ how: 'content', whole: true });
    expect(differs?.onlyThere.length).toBeLessThan(20);
    // Joined with what lies before it, the two are another document: what was found for either goes.
    const joined = await world.callAs<{ batch: { revision: number }; layout: Layout }>(
      clerk,
      'GET',
      `/intake/batches/${mixed}`,
    );
    const { batch, layout } = joined.body;
    const [one, two] = layout.parts;
    if (one === undefined || two === undefined) throw new Error('two documents');
    await world.callAs(clerk, 'PUT', `/intake/batches/${mixed}/layout`, {
      revision: batch.revision,
      layout: { ...layout, parts: [{ ...one, pages: [...one.pages, ...two.pages] }] },
    });
    await world.callAs(clerk, 'POST', `/intake/batches/${mixed}/release`, {
      revision: batch.revision + 1,
      reason: 'Looked at',
    });
    expect(
      (await listed(one.id)).duplicates
        .filter(({ how }) => how === 'content' && one.id !== first)
        .map(({ itemId }) => itemId),
    ).not.toContain(first);
  }, 60_000);

  it('is a drawing without words, told by how it looks; another drawing in the same form is not', async () => {
    const sheet = (hand: number) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="1275" height="1650"><rect width="1275" height="1650" fill="#fff"/><ellipse cx="640" cy="700" rx="240" ry="480" fill="none" stroke="#222" stroke-width="6"/>${[
            0, 1, 2, 3, 4, 5,
          ]
            .map(
              (n) =>
                `<path d="M${200 + ((hand * 389 + n * 211) % 780)} ${280 + ((hand * 577 + n * 463) % 900)} q 20 -30 40 0 t 40 0 t 40 8 t 40 -8" stroke="#113" stroke-width="5" fill="none"/>`,
            )
            .join('')}</svg>`,
        ),
      ).withMetadata({ density: 150 });
    const drawing = await takeIn([await sheet(1).png().toBuffer()], 'drawing.tiff');
    const other = await takeIn([await sheet(2).png().toBuffer()], 'other.tiff');
    const rescan = await takeIn([await sheet(1).linear(0.9, 20).jpeg({ quality: 60 }).toBuffer()], 'again.tiff');
    const [drawn, differs, found] = [
      (await partsOf(drawing))[0],
      (await partsOf(other))[0],
      (await partsOf(rescan))[0],
    ];
    expect((await listed(differs ?? '')).duplicates).toEqual([]);
    expect((await listed(found ?? '')).duplicates).toMatchObject([
      { partId: drawn, fileName: 'drawing.tiff', how: 'look', whole: true, page: 1, ofPage: 1, confirmed: false },
    ]);
    expect((await discard(found ?? '', drawn ?? '')).status).toBe(200);
  }, 60_000);

  it('stands in the database without a word of it', async () => {
    const kept = JSON.stringify([
      ...(await world.sql('SELECT item_id, least::text, look::text FROM intake.page_content')),
      ...(await world.sql('SELECT part_id, least::text FROM intake.part_digest')),
      ...(await world.sql('SELECT * FROM intake.part_duplicate')),
    ]);
    expect(kept).not.toMatch(/marsh|cough|corridor/i);
  });
});
