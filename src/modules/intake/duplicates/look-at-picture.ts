import sharp from 'sharp';
import { deriveLook, LOOK_SIDE, type Look } from './derive-look.ts';

/** Wide enough to find the edge of the ink, small enough to cost nothing. */
const WORK_WIDTH = 400;
/** A row or column of fewer dark dots is dust. */
const LEAST_DARK = 0.005;
/** The darkest dots but dust, and how far from the paper towards them ink begins. */
const DARKEST = 0.002;
const INK_FROM = 0.4;
const LEAST_CONTRAST = 30;
const LEAST_SKEW = 0.2;

/** A picture that we encoded ourselves: made straight, cut to its ink, and looked at from afar. Undefined for blank paper. */
export async function lookAtPicture(picture: Uint8Array, skew: number): Promise<Look | undefined> {
  const small = await sharp(picture)
    .flatten({ background: '#fff' })
    .resize({ width: WORK_WIDTH })
    .grayscale()
    .rotate(Math.abs(skew) < LEAST_SKEW ? 0 : -skew, { background: '#fff' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = small.info;
  const ink = inkOf(small.data);
  const box = ink === undefined ? undefined : boxOf(ink, width, height);
  if (ink === undefined || box === undefined) return undefined;
  const cut = await sharp(ink, { raw: { width, height, channels: 1 } })
    .extract(box)
    .blur(1.2)
    .resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill', kernel: 'cubic' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
  return deriveLook(cut);
}

/** Black where it is darker than the paper by a good part of the way to the darkest: pale and dark scans become the same. */
function inkOf(gray: Uint8Array): Uint8Array | undefined {
  const counts = new Uint32Array(256);
  for (const value of gray) counts[value] = (counts[value] ?? 0) + 1;
  const paper = counts.reduce((best, count, value) => (count > (counts[best] ?? 0) ? value : best), 255);
  let darkest = 0;
  for (let seen = 0; darkest < 255 && seen + (counts[darkest] ?? 0) < gray.length * DARKEST; darkest++)
    seen += counts[darkest] ?? 0;
  if (paper - darkest < LEAST_CONTRAST) return undefined;
  const limit = paper - (paper - darkest) * INK_FROM;
  return Uint8Array.from(gray, (value) => (value < limit ? 0 : 255));
}

function boxOf(ink: Uint8Array, width: number, height: number) {
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (ink[y * width + x] === 0) {
        rows[y] = (rows[y] ?? 0) + 1;
        columns[x] = (columns[x] ?? 0) + 1;
      }
  const [top, bottom] = span(rows, width * LEAST_DARK);
  const [left, right] = span(columns, height * LEAST_DARK);
  if (bottom - top < 8 || right - left < 8) return undefined;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function span(counts: Uint32Array, least: number): [number, number] {
  let from = 0;
  let to = counts.length - 1;
  while (from < to && (counts[from] ?? 0) < least) from++;
  while (to > from && (counts[to] ?? 0) < least) to--;
  return [from, to];
}
