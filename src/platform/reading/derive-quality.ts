import { type Component, type Glyphs } from './derive-components.ts';
import { type InkMap } from './derive-ink.ts';
import { type Gray } from './raster.ts';

/** What the page's picture is like, so that a bad scan is seen on the day and not when the paper is gone. */
export interface Quality {
  /** Dots an inch: as the file states, else judged from the page's size; absent when neither can be. */
  readonly dpi?: number;
  /** Mean brightness, 0 black to 255 white. */
  readonly mean: number;
  /** Distance between ink and paper, 0..1; below 0.3 the page is faint. */
  readonly contrast: number;
  /** Pixels that an edge takes from paper to ink, at 300 dots an inch; about 2 is sharp, above 5 is out of focus. */
  readonly blur: number;
  /** Degrees by which lines fall to the right (negative: rise) after the page was turned upright. */
  readonly skew: number;
  /** Share of the page that is ink, 0..1. */
  readonly coverage: number;
  /** Share of specks among all marks, 0..1; above 0.5 the page is as noisy as a bad fax line makes it. */
  readonly specks: number;
  /** Letters that touch an edge of the sheet: something beyond them is not on it. */
  readonly cutLetters: number;
  /** Nothing on it but paper, dust and the shadow of its edges. */
  readonly blank: boolean;
}

/** Ink and paper nearer than this are two shades of the same paper. */
const FAINTEST = 20;

export function deriveQuality(
  page: Gray,
  map: InkMap,
  components: readonly Component[],
  glyphs: Glyphs,
  skew: number,
  dpi: number | undefined,
): Quality {
  const { mean, dark, light } = shades(page, map.threshold);
  const contrast = Math.max(0, light - dark) / 255;
  const blank = light - dark < FAINTEST || isBare(map, components, glyphs);
  return {
    ...(dpi !== undefined && { dpi: Math.round(dpi) }),
    mean: round(mean, 1),
    contrast: round(contrast, 3),
    blur: round(blank ? 0 : edgeWidth(page, map.threshold, light - dark) * (300 / (dpi ?? 300)), 2),
    skew: round(skew, 3),
    coverage: round(map.coverage, 4),
    specks: round(glyphs.speckShare, 3),
    cutLetters: blank ? 0 : cutLetters(glyphs.letters, map),
    blank,
  };
}

/** A shadow along an edge is larger than a letter and does not count; dust is smaller. */
function cutLetters(letters: readonly Component[], map: InkMap): number {
  return letters.filter((it) => it.left <= 0 || it.top <= 0 || it.right >= map.width - 1 || it.bottom >= map.height - 1)
    .length;
}

function shades(page: Gray, threshold: number): { mean: number; dark: number; light: number } {
  let sum = 0;
  let darkSum = 0;
  let darkCount = 0;
  const { data } = page;
  for (let i = 0; i < data.length; i += 3) {
    const value = data[i] ?? 0;
    sum += value;
    if (value <= threshold) {
      darkSum += value;
      darkCount++;
    }
  }
  const count = Math.ceil(data.length / 3);
  const mean = count === 0 ? 255 : sum / count;
  if (darkCount === 0 || darkCount === count) return { mean, dark: mean, light: mean };
  return { mean, dark: darkSum / darkCount, light: (sum - darkSum) / (count - darkCount) };
}

/** Marks that neither are specks nor lie wholly along an edge (shadow of the lid, the next sheet showing). */
function isBare(map: InkMap, components: readonly Component[], glyphs: Glyphs): boolean {
  if (glyphs.letters.length >= 5) return false;
  const edgeX = map.width * 0.04;
  const edgeY = map.height * 0.04;
  let area = 0;
  for (const it of components) {
    const alongEdge =
      it.right < edgeX || it.left > map.width - edgeX || it.bottom < edgeY || it.top > map.height - edgeY;
    if (!alongEdge && it.area > 8) area += it.area;
  }
  // A single initial in the middle of a sheet is some 80 dots at 150 dots an inch: when in doubt the page is not blank.
  return area < Math.max(20, map.width * map.height * 0.00004);
}

/** Mean width of the way from paper to ink along rows, where it is crossed outright. */
function edgeWidth(page: Gray, threshold: number, depth: number): number {
  const { data, width, height } = page;
  const rows = Math.max(1, Math.floor(height / 200));
  let sum = 0;
  let edges = 0;
  for (let y = 0; y < height; y += rows) {
    const row = y * width;
    for (let x = 2; x + 2 < width; x++) {
      const here = data[row + x] ?? 0;
      const next = data[row + x + 1] ?? 0;
      if (here <= threshold === next <= threshold) continue;
      const steepest = Math.max(
        Math.abs(next - here),
        Math.abs(here - (data[row + x - 1] ?? 0)),
        Math.abs((data[row + x + 2] ?? 0) - next),
      );
      sum += Math.min(20, depth / Math.max(1, steepest));
      edges++;
    }
  }
  return edges === 0 ? 0 : sum / edges;
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
