import { asShown } from './pdf-text.ts';
import { type Pdfium } from './pdfium.ts';
import { type Box } from './raster.ts';

/** A drawing has as many lines; beyond these nothing is compared. */
const MOST_OBJECTS = 5_000;
/** Forms within forms; a program nests two or three. */
const DEEPEST = 8;
/** fpdf_edit.h */
export const [PATH, PICTURE, FORM] = [2, 3, 5];
const NO_FILL = 0;
const OPAQUE = 255;

/** a, b, c, d, e, f of ISO 32000-1, 8.3.3. */
type Matrix = readonly [number, number, number, number, number, number];
const AS_IT_IS: Matrix = [1, 0, 0, 1, 0, 0];

interface Bounds {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** Something a page draws, with when it does and how its own coordinates lie on the page. */
export interface PlacedObject {
  readonly order: number;
  readonly type: number;
  readonly within: Matrix;
  /** It, or a form around it, lets what lies under it shine through. */
  readonly isTransparent: boolean;
}

/** All that a page draws by its handle, in that order, with what is drawn inside form objects. `scratch` has 24 bytes. */
export function placedObjects(lib: Pdfium, page: number, scratch: number): Map<number, PlacedObject> {
  const placed = new Map<number, PlacedObject>();
  const add = (object: number, parent: Omit<PlacedObject, 'order' | 'type'>, depth: number): void => {
    if (object === 0 || placed.size >= MOST_OBJECTS) return;
    const type = lib._FPDFPageObj_GetType(object);
    const isTransparent = parent.isTransparent || lib._FPDFPageObj_HasTransparency(object) === 1;
    placed.set(object, { order: placed.size, type, within: parent.within, isTransparent });
    if (type !== FORM || depth >= DEEPEST) return;
    const within = times(matrixOf(lib, object, scratch), parent.within);
    const count = Math.min(lib._FPDFFormObj_CountObjects(object), MOST_OBJECTS);
    for (let at = 0; at < count; at++)
      add(lib._FPDFFormObj_GetObject(object, at), { within, isTransparent }, depth + 1);
  };
  const count = Math.min(lib._FPDFPage_CountObjects(page), MOST_OBJECTS);
  for (let at = 0; at < count; at++)
    add(lib._FPDFPage_GetObject(page, at), { within: AS_IT_IS, isTransparent: false }, 0);
  return placed;
}

/** Where it lies on the page as shown. `scratch` has 24 bytes. */
export function boxOfObject(
  lib: Pdfium,
  page: number,
  object: number,
  within: Matrix,
  scratch: number,
): Box | undefined {
  const bounds = boundsOf(lib, object, scratch);
  if (bounds === undefined) return undefined;
  const { left, bottom, right, top } = bounds;
  const corners = [
    [left, bottom],
    [left, top],
    [right, bottom],
    [right, top],
  ].map(([x = 0, y = 0]) => onPage(within, x, y));
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return asShown(lib, page, scratch, {
    ...{ left: Math.min(...xs), right: Math.max(...xs) },
    ...{ bottom: Math.min(...ys), top: Math.max(...ys) },
  });
}

/** In the coordinates in which it is drawn. `scratch` has 16 bytes. */
export function boundsOf(lib: Pdfium, object: number, scratch: number): Bounds | undefined {
  const sides = [0, 4, 8, 12].map((offset) => scratch + offset) as [number, number, number, number];
  if (lib._FPDFPageObj_GetBounds(object, ...sides) === 0) return undefined;
  const [left = 0, bottom = 0, right = 0, top = 0] = floatsAt(lib, scratch, 4);
  return { left, bottom, right, top };
}

/** So many floats that PDFium wrote there, each of four bytes. */
export function floatsAt(lib: Pdfium, at: number, count: number): number[] {
  const view = new DataView(lib.HEAPU8.buffer, at, count * 4);
  return Array.from({ length: count }, (_each, index) => view.getFloat32(index * 4, true));
}

/** A path that hides what lies under it. `scratch` has 24 bytes. */
export function isFilled(lib: Pdfium, object: number, scratch: number): boolean {
  if (lib._FPDFPath_GetDrawMode(object, scratch, scratch + 4) === 0) return false;
  if (lib.HEAP32[scratch >> 2] === NO_FILL) return false;
  const at = [8, 12, 16, 20].map((offset) => scratch + offset) as [number, number, number, number];
  return lib._FPDFPageObj_GetFillColor(object, ...at) === 1 && lib.HEAP32[(scratch + 20) >> 2] === OPAQUE;
}

function matrixOf(lib: Pdfium, object: number, scratch: number): Matrix {
  if (lib._FPDFPageObj_GetMatrix(object, scratch) === 0) return AS_IT_IS;
  return floatsAt(lib, scratch, 6) as unknown as Matrix; // six numbers
}

/** First by `inner`, then by `outer`. */
function times([a, b, c, d, e, f]: Matrix, outer: Matrix): Matrix {
  const [g, h, i, j] = outer;
  const [x, y] = onPage(outer, e, f);
  return [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, x, y];
}

const onPage = ([a, b, c, d, e, f]: Matrix, x: number, y: number): readonly [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];
