/** A part of a page in fractions of its sides, from the upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface KeyStroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
}

/** About a line of text, where the eye is. */
export const FIRST_BOX: Box = { x: 0.35, y: 0.45, w: 0.3, h: 0.03 };
const STEP = 0.01;
const FINE = 0.002;
export const SMALLEST = 0.004;

const DIRECTIONS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Arrow keys move the box, with Shift they change its size, with Ctrl in small steps. Undefined: not such a key. */
export function movePlace(box: Box, { key, shiftKey, ctrlKey }: KeyStroke): Box | undefined {
  const direction = DIRECTIONS[key];
  if (direction === undefined) return undefined;
  const step = ctrlKey ? FINE : STEP;
  const [across, down] = [direction[0] * step, direction[1] * step];
  if (shiftKey)
    return {
      ...box,
      w: within(box.w + across, SMALLEST, 1 - box.x),
      h: within(box.h + down, SMALLEST, 1 - box.y),
    };
  return { ...box, x: within(box.x + across, 0, 1 - box.w), y: within(box.y + down, 0, 1 - box.h) };
}

/** The box between two points, whichever way it was drawn. */
export function between(a: { x: number; y: number }, b: { x: number; y: number }): Box {
  const [left, top] = [within(Math.min(a.x, b.x), 0, 1), within(Math.min(a.y, b.y), 0, 1)];
  return { x: left, y: top, w: within(Math.max(a.x, b.x), 0, 1) - left, h: within(Math.max(a.y, b.y), 0, 1) - top };
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), Math.max(least, most));
}
