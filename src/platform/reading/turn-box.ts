import { type Turn } from './derive-posture.ts';
import { type Box } from './raster.ts';

/** The same place on the page turned clockwise, in fractions of its sides. */
export function turnBox<T extends Box>(box: T, turn: Turn): T {
  const { x, y, w, h } = box;
  if (turn === 90) return { ...box, x: 1 - y - h, y: x, w: h, h: w };
  if (turn === 180) return { ...box, x: 1 - x - w, y: 1 - y - h };
  if (turn === 270) return { ...box, x: y, y: 1 - x - w, w: h, h: w };
  return box;
}

/** One turn after another. */
export function addTurns(one: Turn, other: Turn | number): Turn {
  const sum = (((one + other) % 360) + 360) % 360;
  return sum === 90 || sum === 180 || sum === 270 ? sum : 0;
}
