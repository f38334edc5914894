import { existsSync, readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../packages/chance/index.ts';
import { scan } from '../../../test/world/scan.ts';
import { deriveStrokes } from './derive-strokes.ts';
import { lookAtPage } from './look-at-page.ts';
import { type Box } from './raster.ts';

const LINES = [
  'Authorization to disclose health information',
  'Patient: Maria Lopez    Date of birth: 03/12/1961',
  'What may be disclosed: all records of 2025 and psychotherapy notes',
  'Purpose: continuing care',
  'Signature:',
];
/** Of a page of `scan`, in its pixels at 200 dots an inch: the margin, and from one line to the next. */
const [LEFT, TOP, LINE] = [200, 200, 38.8];

const middleOf = (line: number) => TOP + LINE * (line + 0.52);

async function strokesOf(picture: Buffer): Promise<Box[]> {
  const { data, info } = await sharp(picture)
    .flatten({ background: '#fff' })
    .grayscale()
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const { map, glyphs } = lookAtPage({ data: new Uint8Array(data), width, height, channels: 1, dpi: undefined });
  return deriveStrokes(map, glyphs.height);
}

async function drawnOn(picture: Buffer, ...shapes: string[]): Promise<Buffer> {
  const { width = 0, height = 0 } = await sharp(picture).metadata();
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" stroke="#222" stroke-width="3">${shapes.join('')}</svg>`;
  return sharp(picture)
    .flatten({ background: '#fff' })
    .composite([{ input: Buffer.from(drawing) }])
    .removeAlpha()
    .jpeg({ quality: 80 })
    .toBuffer();
}

const lineFrom = (x1: number, y1: number, x2: number, y2: number, wide = 3) =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke-width="${wide}"/>`;

describe('a line through writing on a scan', () => {
  it.each([
    ['level', 0],
    ['rising', -9],
    ['falling', 9],
  ])('is found at its place when it is %s', async (_how, rise) => {
    const y = middleOf(2);
    const page = await drawnOn(await scan(LINES), lineFrom(LEFT, y, LEFT + 500, y + rise));
    const [stroke, ...others] = await strokesOf(page);
    expect(others).toEqual([]);
    const { height = 1 } = await sharp(page).metadata();
    expect((stroke?.y ?? 0) * height).toBeLessThan(y);
    expect(((stroke?.y ?? 0) + (stroke?.h ?? 0)) * height).toBeGreaterThan(y);
    expect((stroke?.h ?? 1) * height).toBeLessThan(LINE * 1.5);
  });

  it.each([
    ['nothing', []],
    ['an underline', [lineFrom(LEFT, TOP + LINE * 2.95, LEFT + 600, TOP + LINE * 2.95)]],
    ['a rule between lines', [lineFrom(LEFT - 60, TOP + LINE * 2, LEFT + 1200, TOP + LINE * 2)]],
    [
      'a box around words',
      [`<rect x="${LEFT - 8}" y="${TOP + LINE * 2 - 2}" width="700" height="${LINE + 6}" stroke-width="3"/>`],
    ],
    [
      'a table',
      [0, 1, 2, 3].flatMap((n) => [
        lineFrom(LEFT, 700 + n * 60, LEFT + 900, 700 + n * 60),
        lineFrom(LEFT + n * 300, 700, LEFT + n * 300, 880),
      ]),
    ],
    [
      'a signature across its line',
      [
        lineFrom(LEFT + 140, TOP + LINE * 5, LEFT + 700, TOP + LINE * 5),
        `<path d="M 380 400 C 400 330 430 330 420 400 S 440 440 470 370 S 500 350 505 395 S 540 430 560 380 S 590 350 600 398 S 640 420 700 372"/>`,
      ],
    ],
  ])('is not seen in %s', async (_what, shapes) => {
    expect(await strokesOf(await drawnOn(await scan(LINES), ...shapes))).toEqual([]);
  });
});

const data = new URL('../../../../shared/data/', import.meta.url);
describe.skipIf(!existsSync(data))('on scans of others (skipped where ../shared/data is missing)', () => {
  const receipts = new URL('receipts-sroie/', data);

  it('is found on nine of ten lines that were struck through', async () => {
    const pages = JSON.parse(readFileSync(new URL('truth.json', receipts), 'utf8')) as {
      file: string;
      lines: { box: number[] }[];
    }[];
    const random = seededRandom(7);
    let [struck, found] = [0, 0];
    for (const { file, lines } of pages) {
      const picture = readFileSync(new URL(file, receipts));
      const wide = lines.map(({ box }) => edgesOf(box)).filter((box) => box.right - box.left > 3 * box.high);
      for (let n = 0; n < 8; n++) {
        const { left, right, top, high } = wide[Math.floor(random() * wide.length)] ?? edgesOf([]);
        const y = top + high * (0.45 + 0.15 * random());
        const rise = (random() - 0.5) * high * 0.3;
        const page = await drawnOn(picture, lineFrom(left - 3, y - rise, right + 3, y + rise, 1.5 + 2.5 * random()));
        const { width = 1, height = 1 } = await sharp(picture).metadata();
        struck++;
        if (
          (await strokesOf(page)).some(
            (stroke) =>
              Math.abs((stroke.y + stroke.h / 2) * height - y) < high &&
              stroke.x * width < right &&
              (stroke.x + stroke.w) * width > left,
          )
        )
          found++;
      }
    }
    process.stdout.write(`strokes through lines of receipts: ${found} of ${struck}\n`);
    expect(found / struck).toBeGreaterThan(0.85);
  }, 240_000);

  it('is not seen on pages nobody altered, but for rows of asterisks', async () => {
    const files = [receipts, new URL('ocr-scans/', data)].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(?:jpe?g|png|tif)$/.test(name))
        .map((name) => new URL(name, folder)),
    );
    const told: string[] = [];
    for (const file of files) if ((await strokesOf(readFileSync(file))).length > 0) told.push(file.pathname);
    process.stdout.write(`strokes on untouched scans: ${told.length} of ${files.length} pages\n`);
    expect(told.length / files.length).toBeLessThan(0.05);
  }, 240_000);
});

/** Corners clockwise from the top left. */
function edgesOf(box: readonly number[]) {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0, x4 = 0] = box;
  const top = Math.min(y1, y2);
  return { left: Math.min(x1, x4), right: Math.max(x2, x3), top, high: Math.max(y3, y2) - top };
}
