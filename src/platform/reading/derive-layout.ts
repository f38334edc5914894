import { median } from './derive-components.ts';
import { deriveRows, type Placed, type Segment } from './derive-rows.ts';

/**
 * `rows`: read straight across (letters, forms, tables). `columns`: prose set in columns between `top` and `bottom`,
 * which must be read down before across.
 */
export type Layout =
  { readonly kind: 'rows' } | { readonly kind: 'columns'; readonly top: number; readonly bottom: number };

/** A line of prose is at least this many letter heights long: about six words. */
const PROSE = 11;
/** Fewer lines side by side are a table, an address block, a signature block. */
const FEWEST_LINES = 4;

interface Pair {
  readonly left: Segment<Placed>;
  readonly right: Segment<Placed>;
}

/**
 * Tells columns of prose from the columns of a table. In both, rows have a gap at the same place; but lines of prose
 * run on to the edge of their column, nearly all as long as the longest, and the gap after them is narrow. Measured on
 * generated report pages (tables: must stay rows) and scanned magazine and brochure pages (must be columns).
 */
export function deriveLayout(places: readonly Placed[], unit: number, fall = 0): Layout {
  const rows = deriveRows(places, unit, 2, fall);
  const pairs: Pair[] = [];
  for (const row of rows) {
    for (let i = 0; i + 1 < row.segments.length; i++) {
      const left = row.segments[i];
      const right = row.segments[i + 1];
      if (left !== undefined && right !== undefined && isProse(left, unit) && isProse(right, unit)) {
        pairs.push({ left, right });
      }
    }
  }
  const prose = gather(pairs, unit).filter((group) => readsDown(group));
  if (prose.length === 0) return { kind: 'rows' };
  const all = prose.flat();
  return {
    kind: 'columns',
    top: Math.min(...all.map((it) => Math.min(it.left.top, it.right.top))),
    bottom: Math.max(...all.map((it) => Math.max(it.left.bottom, it.right.bottom))),
  };
}

const isProse = (it: Segment<Placed>, unit: number): boolean => it.right - it.left >= unit * PROSE;

/** Pairs whose right parts begin at the same place belong to the same pair of columns. */
function gather(pairs: readonly Pair[], unit: number): Pair[][] {
  const groups: Pair[][] = [];
  for (const pair of pairs) {
    const group = groups.find((it) => Math.abs((it[0]?.right.left ?? 0) - pair.right.left) <= unit * 3);
    if (group === undefined) groups.push([pair]);
    else group.push(pair);
  }
  return groups.filter((it) => it.length >= FEWEST_LINES);
}

function readsDown(group: readonly Pair[]): boolean {
  const lengths = group.map(({ left }) => left.right - left.left).sort((a, b) => a - b);
  const longest = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  const gaps = median(group.map(({ left, right }) => right.left - left.right));
  return median(lengths) >= longest * 0.8 && gaps <= longest * 0.4;
}
