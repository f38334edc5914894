import { boxAround, type DrawnLetter } from './derive-covered-letters.ts';
import { type Sign } from './page.ts';
import { type Box } from './raster.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Lines that were drawn over the page by hand or ruler: one annotation, its strokes in turn. */
export type Strokes = readonly (readonly Point[])[];

/** A tick, a circle round a word or the tail of a signature crosses a letter or two; through a word it crosses all of them. */
const FEWEST_LETTERS = 3;
/** Places across a letter that are looked at, and how many of them a stroke must go through. */
const PLACES = 5;
const FEWEST_PLACES = 3;
/** Of the height of a line of type: above lie the tops of tall letters, below what underlines it. */
const [HIGHEST, LOWEST] = [0.25, 0.75];

/** Pure: words that strokes go through, however crooked; letters come in the order in which they are read. */
export function deriveCrossedLetters(letters: readonly DrawnLetter[], drawn: readonly Strokes[]): Sign[] {
  return drawn.flatMap((strokes): Sign[] => {
    const segments = strokes.flatMap((points) => points.slice(1).map((to, at) => [points[at] ?? to, to] as const));
    const reach = extent(strokes.flat());
    const runs: DrawnLetter[][] = [[]];
    for (const letter of letters)
      if (meets(reach, letter.box) && isCrossed(letter.box, segments)) runs.at(-1)?.push(letter);
      else if (runs.at(-1)?.length !== 0) runs.push([]);
    const longest = runs.reduce((most, run) => (run.length > most.length ? run : most), []);
    return longest.length < FEWEST_LETTERS ? [] : [{ kind: 'struck-through', ...boxAround(longest) }];
  });
}

function isCrossed({ x, y, w, h }: Box, segments: readonly (readonly [Point, Point])[]): boolean {
  const [top, bottom] = [y + h * HIGHEST, y + h * LOWEST];
  const places = Array.from({ length: PLACES }, (_each, at) => x + (w * (at + 0.5)) / PLACES);
  const through = places.filter((place) =>
    segments.some(([from, to]) => {
      if (place < Math.min(from.x, to.x) || place > Math.max(from.x, to.x)) return false;
      const along = to.x === from.x ? 0 : (place - from.x) / (to.x - from.x);
      const height = from.y + along * (to.y - from.y);
      return height >= top && height <= bottom;
    }),
  );
  return through.length >= FEWEST_PLACES;
}

function extent(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [1, 1, 0, 0];
  for (const { x, y } of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  return { x: left, y: top, w: right - left, h: bottom - top };
}

const meets = (one: Box, other: Box): boolean =>
  one.x <= other.x + other.w && other.x <= one.x + one.w && one.y <= other.y + other.h && other.y <= one.y + one.h;
