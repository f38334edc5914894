/** Places on a page as parts of its width and height (0 to 1), so they hold at any zoom. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export type Quarter = 0 | 90 | 180 | 270;
export type Fit = 'width' | 'page';

export const LEAST_SCALE = 0.1;
export const MOST_SCALE = 6;
const STEP = 1.25;
/** Room left around a zone, as a part of the window. */
const ZONE_MARGIN = 0.12;

export function turned(page: Size, rotation: Quarter): Size {
  return rotation % 180 === 0 ? page : { width: page.height, height: page.width };
}

export function fitScale(page: Size, view: Size, rotation: Quarter, fit: Fit): number {
  const { width, height } = turned(page, rotation);
  const byWidth = view.width / width;
  return bounded(fit === 'width' ? byWidth : Math.min(byWidth, view.height / height));
}

export function zoomed(scale: number, direction: 'in' | 'out'): number {
  return bounded(direction === 'in' ? scale * STEP : scale / STEP);
}

function bounded(scale: number): number {
  return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));
}

export function rotated(rotation: Quarter, by: 90 | -90): Quarter {
  const quarters: readonly Quarter[] = [0, 90, 180, 270];
  return quarters[((rotation + by + 360) % 360) / 90] ?? 0;
}

export function added(one: Quarter, other: Quarter): Quarter {
  const quarters: readonly Quarter[] = [0, 90, 180, 270];
  return quarters[((one + other) % 360) / 90] ?? 0;
}

/** The same box seen on the turned page. */
export function turnBox(box: Box, rotation: Quarter): Box {
  const { left, top, width, height } = box;
  switch (rotation) {
    case 0:
      return box;
    case 90:
      return { left: 1 - top - height, top: left, width: height, height: width };
    case 180:
      return { left: 1 - left - width, top: 1 - top - height, width, height };
    case 270:
      return { left: top, top: 1 - left - width, width: height, height: width };
  }
}

export interface ZoneView {
  readonly scale: number;
  readonly scrollLeft: number;
  readonly scrollTop: number;
}

/** A value is judged with what stands before it on its line: its label, and beside a record number the name. */
export function fromMargin({ left, top, width, height }: Box): Box {
  return { left: 0, top, width: left + width, height };
}

/** A little over half of the page's width stays in sight. */
const MOST_OVER_FIT = 1.75;

/**
 * Where to look so that the zone of a field is easy to read: never past twice the image's size, and never so near that
 * the lines around it are lost, since they tell more than the value alone.
 */
export function zoneView(page: Size, view: Size, rotation: Quarter, zone: Box): ZoneView {
  const whole = turned(page, rotation);
  const box = turnBox(zone, rotation);
  const room = 1 - 2 * ZONE_MARGIN;
  const fit = fitScale(page, view, rotation, 'width');
  const scale = bounded(
    Math.min(
      // A line as wide as the page needs no margin: it has the page's own.
      Math.max(fit, (view.width * room) / (box.width * whole.width)),
      (view.height * room) / (box.height * whole.height),
      Math.max(fit, Math.min(2, fit * MOST_OVER_FIT)),
    ),
  );
  const centre = (start: number, extent: number, length: number, window: number) =>
    Math.max(0, (start + extent / 2) * length * scale - window / 2);
  return {
    scale,
    scrollLeft: centre(box.left, box.width, whole.width, view.width),
    scrollTop: centre(box.top, box.height, whole.height, view.height),
  };
}
