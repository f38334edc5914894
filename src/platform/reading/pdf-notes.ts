import { type DrawnThing } from './derive-covered-letters.ts';
import { type Point, type Strokes } from './derive-crossed-letters.ts';
import { boundsOf, floatsAt, isFilled, PATH } from './pdf-objects.ts';
import { asShown } from './pdf-text.ts';
import { type Pdfium } from './pdfium.ts';
import { type Box } from './raster.ts';

const MOST_NOTES = 500;
/** Strokes of one annotation, and points of one stroke: a hand leaves a hundred. */
const MOST_STROKES = 200;
const MOST_POINTS = 2_000;
/** Of all strokes of a page: beyond these it is a drawing. */
const MOST_POINTS_OF_A_PAGE = 50_000;
/** fpdf_annot.h: notes in type, squares, circles, polygons, stamps and marks for redaction hide; a strike-out says so. */
const HIDING = new Set([3, 5, 6, 7, 13, 28]);
const [LINE, CHAIN, STRIKE_OUT, INK, FIELD] = [4, 8, 12, 15, 20];
const UNSEEN = 0x02 | 0x20; // hidden, no view: ISO 32000-1, table 165
const OVER_EVERYTHING = Number.MAX_SAFE_INTEGER;
/** What a field is painted with before its words: as large as all that it draws. */
const BACKGROUND = 0.8;
const MOST_DRAWN = 200;

/** What annotations lay over a page. */
export interface Notes {
  readonly things: readonly DrawnThing[];
  readonly strokes: readonly Strokes[];
}

/** `scratch` has 32 bytes. */
export function notesOf(lib: Pdfium, page: number, scratch: number): Notes {
  const things: DrawnThing[] = [];
  const strokes: Strokes[] = [];
  let points = 0;
  const count = Math.min(lib._FPDFPage_GetAnnotCount(page), MOST_NOTES);
  for (let i = 0; i < count; i++) {
    const note = lib._FPDFPage_GetAnnot(page, i);
    if (note === 0) continue;
    if ((lib._FPDFAnnot_GetFlags(note) & UNSEEN) === 0) {
      const subtype = lib._FPDFAnnot_GetSubtype(note);
      const hides = HIDING.has(subtype) || (subtype === FIELD && isPainted(lib, note, scratch));
      const box = hides || subtype === STRIKE_OUT ? rectOf(lib, page, note, scratch) : undefined;
      if (box !== undefined) things.push({ box, order: OVER_EVERYTHING, kind: hides ? 'note' : 'strike' });
      const drawn = points < MOST_POINTS_OF_A_PAGE ? strokesOf(lib, page, note, subtype, scratch) : [];
      points += drawn.flat().length;
      if (drawn.length > 0) strokes.push(drawn);
    }
    lib._FPDFPage_CloseAnnot(note);
  }
  return { things, strokes };
}

function rectOf(lib: Pdfium, page: number, note: number, scratch: number): Box | undefined {
  // FS_RECTF: left, top, right, bottom.
  if (lib._FPDFAnnot_GetRect(note, scratch) === 0) return undefined;
  const [left = 0, top = 0, right = 0, bottom = 0] = floatsAt(lib, scratch, 4);
  return asShown(lib, page, scratch, { left, top, right, bottom });
}

/** A field whose ground is painted; of one that is not, its words lie on what is printed, and are compared with it as words. */
function isPainted(lib: Pdfium, field: number, scratch: number): boolean {
  const count = Math.min(lib._FPDFAnnot_GetObjectCount(field), MOST_DRAWN);
  const areas: { readonly area: number; readonly paints: boolean }[] = [];
  for (let at = 0; at < count; at++) {
    const object = lib._FPDFAnnot_GetObject(field, at);
    const bounds = object === 0 ? undefined : boundsOf(lib, object, scratch);
    if (bounds === undefined) continue;
    const isPath = lib._FPDFPageObj_GetType(object) === PATH && lib._FPDFPageObj_HasTransparency(object) === 0;
    areas.push({
      area: (bounds.right - bounds.left) * (bounds.top - bounds.bottom),
      paints: isPath && isFilled(lib, object, scratch),
    });
  }
  const most = Math.max(0, ...areas.map(({ area }) => area));
  return areas.some(({ area, paints }) => paints && area > 0 && area >= most * BACKGROUND);
}

function strokesOf(lib: Pdfium, page: number, note: number, subtype: number, scratch: number): Point[][] {
  const points = (read: (at: number, most: number) => number): Point[] => pointsOf(lib, page, scratch, read);
  if (subtype === LINE) return [points((at) => (lib._FPDFAnnot_GetLine(note, at, at + 8) === 0 ? 0 : 2))];
  if (subtype === CHAIN) return [points((at, most) => lib._FPDFAnnot_GetVertices(note, at, most))];
  if (subtype !== INK) return [];
  const count = Math.min(lib._FPDFAnnot_GetInkListCount(note), MOST_STROKES);
  return Array.from({ length: count }, (_each, stroke) =>
    points((at, most) => lib._FPDFAnnot_GetInkListPath(note, stroke, at, most)),
  );
}

/** `read` writes up to so many points (FS_POINTF: two floats) and says how many there are. */
function pointsOf(lib: Pdfium, page: number, scratch: number, read: (at: number, most: number) => number): Point[] {
  const buffer = lib.wasmExports.malloc(MOST_POINTS * 8);
  if (buffer === 0) return [];
  try {
    const count = read(buffer, MOST_POINTS);
    // A longer one writes nothing: it is a drawing, not a stroke.
    if (count > MOST_POINTS) return [];
    return Array.from({ length: count }, (_each, at) => {
      const [x = 0, y = 0] = floatsAt(lib, buffer + at * 8, 2);
      return asShown(lib, page, scratch, { left: x, right: x, top: y, bottom: y }) ?? { x: 0, y: 0 };
    });
  } finally {
    lib.wasmExports.free(buffer);
  }
}
