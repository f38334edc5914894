import sharp, { type Sharp } from 'sharp';
import { deriveLook, LOOK_SIDE } from '../../../intake/index.ts';
import { deriveInkBox } from './derive-ink-box.ts';
import { type Ink, type Print, PRINT_HEIGHT, PRINT_WIDTH } from './derive-sameness.ts';
import { deriveTilt } from './derive-tilt.ts';

/** Wide enough for the strokes of a hand, small enough to cost little. */
const WORK_WIDTH = 640;
const MAX_PIXELS = 100_000_000;
/** The darkest dots but dust, and how far from the paper towards them ink begins. */
const DARKEST = 0.002;
const INK_FROM = 0.4;
const LEAST_CONTRAST = 30;
/** Dots of ink around a dot, without which it is dust. */
const LEAST_AROUND = 1;
/** A page of less ink than one line is a page number, or says that it was left blank: those look the same and are many. */
const LEAST_INK = 0.004;
/** How dark a dot of the smaller picture is still ink. */
const INK_AFTER = 150;
/** As far as one cell of the coarse look: what lies within it is one. */
const BLUR = 1.9;

/**
 * What a page looks like, made straight and cut to its ink: for two scans of one paper nearly the same, whoever scanned it.
 * Undefined where nothing is seen on it. The picture is one that we encoded or drew ourselves.
 */
export async function takePrint(picture: Uint8Array): Promise<Print | undefined> {
  const gray = await read(
    sharp(picture, { limitInputPixels: MAX_PIXELS })
      .flatten({ background: '#fff' })
      .resize({ width: WORK_WIDTH })
      .grayscale(),
  );
  const lying = inkOf(gray);
  if (lying === undefined) return undefined;
  if (lying.data.reduce((sum, dot) => sum + dot, 0) < lying.data.length * LEAST_INK) return undefined;
  const tilt = deriveTilt(lying);
  const page = tilt === 0 ? lying : inkOf(await read(fromGray(gray).rotate(-tilt, { background: '#fff' })));
  const box = page === undefined ? undefined : deriveInkBox(page);
  if (page === undefined || box === undefined) return undefined;
  const drawn = { ...page, data: page.data.map((dot) => (dot === 1 ? 0 : 255)) };
  const [coarse, fine] = await Promise.all([
    read(fromGray(drawn).extract(box).blur(BLUR).resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill', kernel: 'cubic' })),
    read(fromGray(drawn).extract(box).resize(PRINT_WIDTH, PRINT_HEIGHT, { fit: 'fill' })),
  ]);
  return { hash: deriveLook(coarse.data).hash, ink: fine.data.map((value) => (value < INK_AFTER ? 1 : 0)) };
}

const fromGray = ({ data, width, height }: Ink): Sharp => sharp(data, { raw: { width, height, channels: 1 } });

async function read(picture: Sharp): Promise<Ink> {
  const { data, info } = await picture.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** Ink where it is darker than the paper by a good part of the way to the darkest: pale and dark scans become the same. */
function inkOf({ data, width, height }: Ink): Ink | undefined {
  const counts = new Uint32Array(256);
  for (const value of data) counts[value] = (counts[value] ?? 0) + 1;
  const paper = counts.reduce((best, count, value) => (count > (counts[best] ?? 0) ? value : best), 255);
  let darkest = 0;
  for (let seen = 0; darkest < 255 && seen + (counts[darkest] ?? 0) < data.length * DARKEST; darkest++)
    seen += counts[darkest] ?? 0;
  if (paper - darkest < LEAST_CONTRAST) return undefined;
  const limit = paper - (paper - darkest) * INK_FROM;
  const ink = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) ink[at] = (data[at] ?? 255) < limit ? 1 : 0;
  return { data: withoutDust(ink, width, height), width, height };
}

function withoutDust(ink: Uint8Array, width: number, height: number): Uint8Array {
  const clean = new Uint8Array(ink.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      if (ink[at] === 0) continue;
      let around = 0;
      for (const row of [at - width, at, at + width])
        around += (ink[row - 1] ?? 0) + (ink[row] ?? 0) + (ink[row + 1] ?? 0);
      if (around > LEAST_AROUND) clean[at] = 1;
    }
  return clean;
}
