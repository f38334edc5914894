import { type InkMap } from './derive-ink.ts';

/** One connected blot of ink; edges inclusive, in pixels of the ink map. */
export interface Component {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly area: number;
}

/** A page of dense noise has a component for every speck; past this many the rest is not looked at. */
const MOST_RUNS = 2_000_000;

/** Connected components (8 neighbours) by runs and union-find: one pass over the map, one over the runs. */
export function deriveComponents(map: Pick<InkMap, 'width' | 'height' | 'ink'>): Component[] {
  const { width, height, ink } = map;
  const start: number[] = [];
  const end: number[] = [];
  const row: number[] = [];
  const parent: number[] = [];
  const find = (run: number): number => {
    let root = run;
    for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) root = up;
    for (let at = run; at !== root;) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  let above = 0;
  let aboveEnd = 0;
  for (let y = 0; y < height && start.length < MOST_RUNS; y++) {
    const first = start.length;
    const base = y * width;
    for (let x = 0; x < width; x++) {
      if (ink[base + x] === 0) continue;
      const from = x;
      while (x < width && ink[base + x] === 1) x++;
      const run = start.length;
      start.push(from);
      end.push(x - 1);
      row.push(y);
      parent.push(run);
      while (above < aboveEnd && (end[above] ?? 0) < from - 1) above++;
      for (let other = above; other < aboveEnd && (start[other] ?? 0) <= x; other++) {
        const a = find(run);
        const b = find(other);
        if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
    above = first;
    aboveEnd = start.length;
  }
  const found = new Map<number, { left: number; top: number; right: number; bottom: number; area: number }>();
  for (let run = 0; run < start.length; run++) {
    const root = find(run);
    const left = start[run] ?? 0;
    const right = end[run] ?? 0;
    const y = row[run] ?? 0;
    const known = found.get(root);
    if (known === undefined) {
      found.set(root, { left, top: y, right, bottom: y, area: right - left + 1 });
    } else {
      known.left = Math.min(known.left, left);
      known.right = Math.max(known.right, right);
      known.bottom = y;
      known.area += right - left + 1;
    }
  }
  return [...found.values()];
}

export interface Glyphs {
  /** Components of the size of letters: no specks, rules, pictures or black borders. */
  readonly letters: readonly Component[];
  /** Median height of a letter, in pixels of the ink map; 0 when there are none. */
  readonly height: number;
  /** Components too small to be a letter or a dot, as a share of all. */
  readonly speckShare: number;
  readonly specks: number;
}

/** Sorts letters from specks, rules and pictures by their size alone. */
export function deriveGlyphs(components: readonly Component[], map: InkMap): Glyphs {
  const tallest = Math.min(map.width, map.height) * 0.08;
  const specks = components.filter((it) => it.area <= 3).length;
  const likely = components.filter((it) => {
    const w = it.right - it.left + 1;
    const h = it.bottom - it.top + 1;
    return Math.max(w, h) >= 4 && Math.min(w, h) >= 2 && w <= tallest * 2 && h <= tallest && it.area >= 6;
  });
  const height = median(likely.map((it) => Math.min(it.bottom - it.top, tallest) + 1));
  const letters = likely.filter((it) => {
    const w = it.right - it.left + 1;
    const h = it.bottom - it.top + 1;
    return h <= height * 3.5 && w <= height * 12 && Math.max(w, h) >= height * 0.5;
  });
  const speckShare = components.length === 0 ? 0 : specks / components.length;
  return { letters, height: letters.length === 0 ? 0 : height, specks, speckShare };
}

export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
