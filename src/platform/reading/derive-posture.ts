import { type Glyphs } from './derive-components.ts';

export type Turn = 0 | 90 | 180 | 270;

/** How the writing lies on the page. */
export interface Posture {
  /** Degrees clockwise by which the page must be turned for the lines to run across it. 180 means upside down. */
  readonly turn: Turn;
  /** Degrees by which the lines, once turned, fall to the right (positive) or rise (negative). */
  readonly skew: number;
  /** Whether the lines surely run this way (0/180 against 90/270). */
  readonly linesSure: boolean;
  /** Whether up and down were told apart surely: text in capitals or figures only cannot be told by its shape. */
  readonly upSure: boolean;
}

/** Fewer letters say nothing about the page's posture. */
const FEWEST_LETTERS = 25;
/** Letters looked at; a page has 2,000 to 5,000. */
const MOST_LETTERS = 8000;
const WIDEST_SKEW = 10;
const SLOTS = 8192;

/**
 * Writing stands on lines: seen along the right direction the feet of the letters pile up in narrow peaks. Feet pile up
 * more sharply than heads (ascenders are common, descenders rare), which tells up from down.
 */
export function derivePosture(glyphs: Glyphs): Posture {
  const step = Math.max(1, Math.ceil(glyphs.letters.length / MOST_LETTERS));
  const letters = glyphs.letters.filter((_, i) => i % step === 0);
  if (letters.length < FEWEST_LETTERS) return { turn: 0, skew: 0, linesSure: false, upSure: false };
  const across = letters.map((it) => (it.left + it.right) / 2);
  const down = letters.map((it) => (it.top + it.bottom) / 2);
  const bottom = sharpest(
    across,
    letters.map((it) => it.bottom),
  );
  const top = sharpest(
    across,
    letters.map((it) => it.top),
  );
  const right = sharpest(
    down,
    letters.map((it) => it.right),
  );
  const left = sharpest(
    down,
    letters.map((it) => it.left),
  );
  const rows = Math.max(bottom.sharpness, top.sharpness);
  const columns = Math.max(right.sharpness, left.sharpness);
  const linesSure = Math.max(rows, columns) > 1.25 * Math.min(rows, columns);
  if (rows >= columns || !linesSure) {
    const [feet, heads, turn] =
      bottom.sharpness >= top.sharpness ? [bottom, top, 0 as const] : [top, bottom, 180 as const];
    const upSure = feet.sharpness > 1.2 * heads.sharpness;
    // Not sure: leave it as it lies. A half turn does not change the angle of the lines.
    return { turn: upSure ? turn : 0, skew: linesSure ? feet.angle : 0, linesSure, upSure };
  }
  // Feet on the left edge of the letters: the page was turned clockwise, so turn it back by 270; on the right: by 90.
  const [feet, heads, turn] =
    left.sharpness >= right.sharpness ? [left, right, 270 as const] : [right, left, 90 as const];
  return { turn, skew: -feet.angle, linesSure, upSure: feet.sharpness > 1.2 * heads.sharpness };
}

interface Peak {
  readonly angle: number;
  readonly sharpness: number;
}

/** The angle within 10 degrees along which the edges pile up most, first in steps of 1/4, then of 1/40 degree. */
function sharpest(along: readonly number[], edge: readonly number[]): Peak {
  let best: Peak = { angle: 0, sharpness: pile(along, edge, 0) };
  const look = (from: number, to: number, by: number): void => {
    for (let angle = from; angle <= to + 1e-9; angle += by) {
      const sharpness = pile(along, edge, angle);
      if (sharpness > best.sharpness) best = { angle, sharpness };
    }
  };
  look(-WIDEST_SKEW, WIDEST_SKEW, 0.25);
  look(best.angle - 0.25, best.angle + 0.25, 0.025);
  return best;
}

/** Sum of squared counts in slots of two pixels, seen along the angle: large when few slots hold many edges. */
function pile(along: readonly number[], edge: readonly number[], angle: number): number {
  const slope = Math.tan((angle * Math.PI) / 180);
  const half = SLOTS >> 1;
  const slots = new Uint16Array(SLOTS);
  for (let i = 0; i < along.length; i++) {
    const slot = (((edge[i] ?? 0) - (along[i] ?? 0) * slope) >> 1) + half;
    // An ink map has at most some 8,000 rows and columns; what falls outside counts nowhere.
    if (slot >= 0 && slot < SLOTS) slots[slot] = (slots[slot] ?? 0) + 1;
  }
  let sum = 0;
  for (let slot = 0; slot < SLOTS; slot++) sum += (slots[slot] ?? 0) * (slots[slot] ?? 0);
  return sum / along.length;
}
