import type { Ink } from './derive-sameness.ts';

const WIDEST = 3;
const STEP = 0.25;
/** More dots tell the angle no better. */
const MOST_DOTS = 20_000;
/** So much sharper than as it lies, or it is left as it lies: drawings have no lines to go by. */
const CLEARLY_SHARPER = 1.05;

/** Pure: degrees by which the lines of a page fall to the right. Seen along its lines, the ink of a page lies in few rows. */
export function deriveTilt({ data, width, height }: Ink): number {
  const across: number[] = [];
  const down: number[] = [];
  let dots = 0;
  for (let at = 0; at < data.length; at++) dots += data[at] ?? 0;
  const each = Math.max(1, Math.ceil(dots / MOST_DOTS));
  let seen = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x] === 1 && seen++ % each === 0) {
        across.push(x - width / 2);
        down.push(y);
      }
  const sharpness = (angle: number): number => {
    const slope = Math.tan((angle * Math.PI) / 180);
    const rows = new Float64Array(height * 2);
    for (let at = 0; at < across.length; at++) {
      const row = Math.round((down[at] ?? 0) - (across[at] ?? 0) * slope) + (height >> 1);
      if (row >= 0 && row < rows.length) rows[row] = (rows[row] ?? 0) + 1;
    }
    return rows.reduce((sum, count) => sum + count * count, 0);
  };
  const level = sharpness(0);
  let best = { angle: 0, sharp: level };
  for (let angle = -WIDEST; angle <= WIDEST; angle += STEP) {
    const sharp = sharpness(angle);
    if (sharp > best.sharp) best = { angle, sharp };
  }
  return best.sharp > level * CLEARLY_SHARPER ? best.angle : 0;
}
