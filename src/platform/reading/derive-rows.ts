/** Something with a place on the page: a letter, a word. Any unit, y grows downward. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Neighbours on one row with no wide gap between them: a line of prose, or one cell of a table. */
export interface Segment<T extends Placed> extends Placed {
  readonly members: readonly T[];
}

export interface Row<T extends Placed> {
  readonly segments: readonly Segment<T>[];
  readonly middle: number;
}

/**
 * Rebuilds rows from places alone: what stands at the same height is one row, wherever its column is. `unit` is the
 * height of a letter; a gap wider than `gap` of them parts segments. `fall` is how far a row sinks for each step to
 * the right (the tangent of the skew).
 */
export function deriveRows<T extends Placed>(places: readonly T[], unit: number, gap = 2, fall = 0): Row<T>[] {
  const level = (it: Placed): number => (it.top + it.bottom) / 2 - ((it.left + it.right) / 2) * fall;
  const sorted = [...places].sort((a, b) => level(a) - level(b));
  const rows: { members: T[]; middle: number; height: number }[] = [];
  for (const it of sorted) {
    const at = level(it);
    const height = it.bottom - it.top;
    const row = rows.at(-1);
    // Same row while the middle lies within the row's own height: descenders and superscripts stay with their line.
    if (row !== undefined && at - row.middle <= Math.max(row.height, unit) * 0.5) {
      row.members.push(it);
      row.middle += (at - row.middle) / row.members.length;
      row.height += (height - row.height) / row.members.length;
    } else {
      rows.push({ members: [it], middle: at, height });
    }
  }
  return rows.map((row) => ({ middle: row.middle, segments: segments(row.members, unit * gap) }));
}

function segments<T extends Placed>(members: T[], widest: number): Segment<T>[] {
  members.sort((a, b) => a.left - b.left);
  const found: { left: number; top: number; right: number; bottom: number; members: T[] }[] = [];
  for (const it of members) {
    const last = found.at(-1);
    if (last !== undefined && it.left - last.right <= widest) {
      last.members.push(it);
      last.top = Math.min(last.top, it.top);
      last.right = Math.max(last.right, it.right);
      last.bottom = Math.max(last.bottom, it.bottom);
    } else {
      found.push({ left: it.left, top: it.top, right: it.right, bottom: it.bottom, members: [it] });
    }
  }
  return found;
}
