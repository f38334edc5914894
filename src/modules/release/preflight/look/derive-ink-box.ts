import type { Ink } from './derive-sameness.ts';

/** Of all ink what may lie outside: dust, and the end of a stroke that one scanner saw and another did not. */
const OUTSIDE = 0.002;
const LEAST_SIDE = 8;

/** Pure: where on the page ink lies, in whole dots; undefined for a blank one. */
export function deriveInkBox({ data, width, height }: Ink) {
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (data[y * width + x] === 1) {
        rows[y] = (rows[y] ?? 0) + 1;
        columns[x] = (columns[x] ?? 0) + 1;
      }
  const [top, bottom] = span(rows);
  const [left, right] = span(columns);
  if (bottom - top < LEAST_SIDE || right - left < LEAST_SIDE) return undefined;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

function span(counts: Uint32Array): [number, number] {
  const least = counts.reduce((sum, count) => sum + count, 0) * OUTSIDE;
  let [from, to] = [0, counts.length - 1];
  for (let seen = counts[from] ?? 0; from < to && seen <= least; seen += counts[from] ?? 0) from++;
  for (let seen = counts[to] ?? 0; to > from && seen <= least; seen += counts[to] ?? 0) to--;
  return [from, to];
}
