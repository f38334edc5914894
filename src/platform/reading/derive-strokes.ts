import { type InkMap } from './derive-ink.ts';
import { type Box } from './raster.ts';

/** A run of ink as long as this many letters are high is part of a line; letters have few. */
const LONG_RUN = 0.9;
const SHORTEST_RUN = 6;
/** A stroke is at least so long, in letter heights, and so thin; it may rise by so much of its length. */
const LENGTH = 3.5;
const THICKNESS = 0.4;
const RISE = 0.1;
/** Share of a stroke's columns that may be thicker, where letters hang on it. */
const HANGING = 0.3;
/** Share of a stroke's columns where ink goes on above it, as below it, and both: letters on both sides, as no underline has. */
const ONE_SIDE = 0.08;
const BOTH_SIDES = 0.2;
/** In so many places at least, on each side: a line that crosses two rules of a table is none. */
const PLACES = 3;
/** How far it must go on, in letter heights. */
const GOES_ON = 0.2;
/** Pieces of one stroke lie no further apart, in pixels of the map. */
const GAP = 3;
/** Ruled paper and tables have fewer; a page of dense noise is not looked at. */
const MOST_RUNS = 50_000;

interface Run {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Lines drawn through writing, on the picture of a scanned page: long and thin, with ink going on above and below along them.
 * An underline, a rule of a form or of a table has it on one side, or in few places. Pure; fractions of the map.
 *
 * @param letterHeight median height of a letter, in pixels of the map; 0 where there are none
 */
export function deriveStrokes(map: Pick<InkMap, 'width' | 'height' | 'ink'>, letterHeight: number): Box[] {
  if (letterHeight < 5) return [];
  const runs = longRuns(map, Math.max(SHORTEST_RUN, Math.round(letterHeight * LONG_RUN)));
  if (runs.length > MOST_RUNS) return [];
  return joined(runs)
    .map(strokeOf)
    .filter((stroke) => isThin(stroke, letterHeight) && isCrossed(stroke, map, letterHeight))
    .map(({ left, top, right, bottom }) => {
      const upper = Math.max(0, top - letterHeight / 2);
      const lower = Math.min(map.height, bottom + 1 + letterHeight / 2);
      return {
        ...{ x: left / map.width, w: (right - left + 1) / map.width },
        ...{ y: upper / map.height, h: (lower - upper) / map.height },
      };
    });
}

function longRuns({ width, height, ink }: Pick<InkMap, 'width' | 'height' | 'ink'>, shortest: number): Run[] {
  const runs: Run[] = [];
  for (let y = 0; y < height; y++) {
    const base = y * width;
    for (let x = 0; x < width; x++) {
      if (ink[base + x] === 0) continue;
      const from = x;
      while (x < width && ink[base + x] === 1) x++;
      if (x - from >= shortest) runs.push({ y, from, to: x - 1 });
    }
  }
  return runs;
}

/** Runs of which each touches another, across up to two rows and a small gap: the pieces of one line. */
function joined(runs: readonly Run[]): Run[][] {
  const parent = runs.map((_run, at) => at);
  const find = (at: number): number => {
    let root = at;
    while (parent[root] !== root) root = parent[root] ?? root;
    for (let up = at; up !== root;) {
      const next = parent[up] ?? root;
      parent[up] = root;
      up = next;
    }
    return root;
  };
  let first = 0;
  for (const [at, run] of runs.entries()) {
    while ((runs[first]?.y ?? 0) < run.y - 2) first++;
    for (let other = first; other < at; other++) {
      const before = runs[other];
      if (before === undefined || before.to < run.from - GAP || before.from > run.to + GAP) continue;
      parent[find(at)] = find(other);
    }
  }
  const groups = new Map<number, Run[]>();
  for (const [at, run] of runs.entries()) {
    const root = find(at);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [run]);
    else group.push(run);
  }
  return [...groups.values()];
}

interface Stroke {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** For each column from `left` on: the rows where the line is. */
  readonly upper: Int32Array;
  readonly lower: Int32Array;
}

function strokeOf(pieces: readonly Run[]): Stroke {
  const left = Math.min(...pieces.map(({ from }) => from));
  const right = Math.max(...pieces.map(({ to }) => to));
  const upper = new Int32Array(right - left + 1).fill(-1);
  const lower = new Int32Array(right - left + 1).fill(-1);
  for (const { y, from, to } of pieces)
    for (let x = from - left; x <= to - left; x++) {
      if (upper[x] === -1) upper[x] = y;
      lower[x] = y;
    }
  return { left, right, upper, lower, top: pieces[0]?.y ?? 0, bottom: pieces.at(-1)?.y ?? 0 };
}

function isThin({ left, right, top, bottom, upper, lower }: Stroke, letterHeight: number): boolean {
  const length = right - left + 1;
  if (length < letterHeight * LENGTH) return false;
  const most = Math.max(4, letterHeight * THICKNESS);
  if (bottom - top + 1 > most + length * RISE) return false;
  let thick = 0;
  for (let x = 0; x < length; x++) if ((lower[x] ?? 0) - (upper[x] ?? 0) + 1 > most) thick++;
  return thick < length * HANGING;
}

function isCrossed(
  { left, right, upper, lower }: Stroke,
  { width, height, ink }: Pick<InkMap, 'width' | 'height' | 'ink'>,
  letterHeight: number,
): boolean {
  const far = Math.max(2, Math.round(letterHeight * GOES_ON));
  const goesOn = (x: number, from: number, step: 1 | -1) => {
    for (let n = 1; n <= far; n++) {
      const y = from + step * n;
      if (y < 0 || y >= height || ink[y * width + x] === 0) return false;
    }
    return true;
  };
  const length = right - left + 1;
  const above = { columns: 0, places: 0, goesOn: false };
  const below = { columns: 0, places: 0, goesOn: false };
  const count = (side: typeof above, there: boolean) => {
    if (there && !side.goesOn) side.places++;
    if (there) side.columns++;
    side.goesOn = there;
  };
  for (let at = 0; at < length; at++) {
    const isGap = upper[at] === -1;
    count(above, !isGap && goesOn(left + at, upper[at] ?? 0, -1));
    count(below, !isGap && goesOn(left + at, lower[at] ?? 0, 1));
  }
  return (
    Math.min(above.columns, below.columns) >= length * ONE_SIDE &&
    above.columns + below.columns >= length * BOTH_SIDES &&
    Math.min(above.places, below.places) >= PLACES
  );
}
