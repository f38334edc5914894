import { READING_LIMITS } from './limits.ts';
import { type Pdfium } from './pdfium.ts';
import { type Box } from './raster.ts';
import { type Turn } from './derive-posture.ts';

export interface PdfWord {
  readonly text: string;
  /** As high as the font's tallest letters, which in some fonts is half a line more than what is drawn. */
  readonly box: Box;
  /** From the top to the bottom of the shapes that are drawn, where that was asked for. */
  readonly shapes?: Box;
  /** It is not what is drawn: some of it has no ink, or other letters than the shapes that are drawn. */
  readonly hidden: boolean;
}

export interface PdfText {
  readonly words: readonly PdfWord[];
  readonly characters: number;
  /** Characters without a meaning (no Unicode mapping): the text looks right and reads as nonsense. */
  readonly unmapped: number;
  /** Characters drawn invisibly: another program's OCR under a picture, or something to be searched but not seen. */
  readonly invisible: number;
  /** Degrees clockwise by which the page must be turned for most of its text to stand upright. */
  readonly turn: Turn;
}

/** A page of small print has 10,000 characters. */
const MOST_CHARACTERS = 200_000;
/** Device units to a page side when mapping positions; PDFium rounds them to whole numbers. */
const GRID = 1_000_000;
/** fpdf_edit.h: FPDF_TEXTRENDERMODE_INVISIBLE. */
export const INVISIBLE = 3;
/** As in ffi. A font's table may put a whole sentence on one shape. */
const MOST_LETTERS_OF_A_SHAPE = 3;
/** Text that stands for what is drawn (ISO 32000-1, 14.9.4), e.g. an abbreviation written out; it may say anything. */
const REPLACED = 'ActualText';
const MOST_MARKS = 20;
/** Where the key and four doubles lie in the scratch memory, behind a rectangle and a point. */
const KEY = 32;
const SIDES = 48;

/** The words of a page's text layer with their places as shown, in the order in which the page draws them. */
export function readPdfText(lib: Pdfium, page: number, withShapes = false): PdfText {
  const text = lib._FPDFText_LoadPage(page);
  if (text === 0) return { words: [], characters: 0, unmapped: 0, invisible: 0, turn: 0 };
  const scratch = lib.wasmExports.malloc(80);
  lib.HEAPU8.set(Buffer.from(`${REPLACED}\0`, 'latin1'), scratch + KEY);
  try {
    return gather(lib, page, text, scratch, withShapes);
  } finally {
    lib.wasmExports.free(scratch);
    lib._FPDFText_ClosePage(text);
  }
}

function gather(lib: Pdfium, page: number, text: number, scratch: number, withShapes: boolean): PdfText {
  const count = Math.min(lib._FPDFText_CountChars(text), MOST_CHARACTERS);
  const words: PdfWord[] = [];
  const turns = [0, 0, 0, 0];
  let characters = 0;
  let unmapped = 0;
  let invisible = 0;
  let word = '';
  let box: Box | undefined;
  let shapes: Box | undefined;
  let hidden = false;
  let former: Box | undefined;
  let onOneShape = 1;
  let shape = 0;
  let isReplaced = false;
  const finish = (): void => {
    if (word !== '' && box !== undefined && words.length < READING_LIMITS.wordsPerPage) {
      words.push({
        text: word.normalize('NFKC').slice(0, READING_LIMITS.charactersPerWord),
        box,
        ...(shapes === undefined ? {} : { shapes }),
        hidden,
      });
    }
    word = '';
    box = undefined;
    shapes = undefined;
    hidden = false;
    former = undefined;
    onOneShape = 1;
  };
  for (let i = 0; i < count; i++) {
    const code = lib._FPDFText_GetUnicode(text, i);
    if (lib._FPDFText_IsGenerated(text, i) === 1 || code <= 0x20 || code === 0xa0) {
      // PDFium gives a hyphen at the end of a line as U+0002.
      if (code === 2) word += '-';
      else finish();
      continue;
    }
    characters++;
    if (isMeaningless(code) || lib._FPDFText_HasUnicodeMapError(text, i) === 1) unmapped++;
    const object = lib._FPDFText_GetTextObject(text, i);
    const isInvisible = object !== 0 && lib._FPDFTextObj_GetTextRenderMode(object) === INVISIBLE;
    if (isInvisible) invisible++;
    const quarter = Math.round(lib._FPDFText_GetCharAngle(text, i) / (Math.PI / 2)) & 3;
    turns[quarter] = (turns[quarter] ?? 0) + 1;
    const place = boxOf(lib, page, text, i, scratch);
    if (place === undefined) continue;
    if (box !== undefined && apart(box, place)) finish();
    word += code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code);
    onOneShape = former !== undefined && same(former, place) ? onOneShape + 1 : 1;
    former = place;
    if (object !== shape) isReplaced = hasReplacement(lib, object, scratch + KEY);
    shape = object;
    hidden ||= isInvisible || isReplaced || onOneShape > MOST_LETTERS_OF_A_SHAPE;
    box = box === undefined ? place : around(box, place);
    const drawn = withShapes ? shapeOf(lib, page, text, i, scratch) : undefined;
    if (drawn !== undefined) shapes = shapes === undefined ? drawn : around(shapes, drawn);
  }
  finish();
  // A quarter is counted counter-clockwise from upright in fpdf_text.h; pages already turned by /Rotate count as shown.
  const most = turns.indexOf(Math.max(...turns));
  return { words, characters, unmapped, invisible, turn: characters === 0 ? 0 : (QUARTERS[most] ?? 0) };
}

const QUARTERS: readonly Turn[] = [0, 90, 180, 270];

/** Private use, replacement and control characters: a font without a usable table. */
function isMeaningless(code: number): boolean {
  return code < 0x20 || code === 0xfffd || code === 0xfffe || (code >= 0xe000 && code <= 0xf8ff) || code > 0x10ffff;
}

export function boxOf(lib: Pdfium, page: number, text: number, index: number, scratch: number): Box | undefined {
  // FS_RECTF: four floats left, top, right, bottom in page units; y grows upward.
  if (lib._FPDFText_GetLooseCharBox(text, index, scratch) === 0) return undefined;
  const view = new DataView(lib.HEAPU8.buffer, scratch, 24);
  const at = [0, 4, 8, 12].map((offset) => view.getFloat32(offset, true));
  const [left = 0, top = 0, right = 0, bottom = 0] = at;
  return asShown(lib, page, scratch, { left, top, right, bottom });
}

function shapeOf(lib: Pdfium, page: number, text: number, index: number, scratch: number): Box | undefined {
  const sides = [0, 8, 16, 24].map((offset) => scratch + SIDES + offset) as [number, number, number, number];
  if (lib._FPDFText_GetCharBox(text, index, ...sides) === 0) return undefined;
  const view = new DataView(lib.HEAPU8.buffer, scratch + SIDES, 32);
  const [left = 0, right = 0, bottom = 0, top = 0] = [0, 8, 16, 24].map((offset) => view.getFloat64(offset, true));
  return asShown(lib, page, scratch, { left, top, right, bottom });
}

export function asShown(
  lib: Pdfium,
  page: number,
  scratch: number,
  { left, top, right, bottom }: { left: number; top: number; right: number; bottom: number },
): Box | undefined {
  const corners = [
    [left, top],
    [right, bottom],
  ].map(([x = 0, y = 0]) => {
    lib._FPDF_PageToDevice(page, 0, 0, GRID, GRID, 0, x, y, scratch + 16, scratch + 20);
    return { x: (lib.HEAP32[(scratch + 16) >> 2] ?? 0) / GRID, y: (lib.HEAP32[(scratch + 20) >> 2] ?? 0) / GRID };
  });
  const [a, b] = corners;
  if (a === undefined || b === undefined) return undefined;
  const x = clamp(Math.min(a.x, b.x));
  const y = clamp(Math.min(a.y, b.y));
  return { x, y, w: clamp(Math.max(a.x, b.x)) - x, h: clamp(Math.max(a.y, b.y)) - y };
}

/** Whether the object is drawn under a mark that gives it another text. */
function hasReplacement(lib: Pdfium, object: number, key: number): boolean {
  const marks = object === 0 ? 0 : Math.min(lib._FPDFPageObj_CountMarks(object), MOST_MARKS);
  for (let i = 0; i < marks; i++)
    if (lib._FPDFPageObjMark_GetParamValueType(lib._FPDFPageObj_GetMark(object, i), key) !== 0) return true;
  return false;
}

const same = (a: Box, b: Box): boolean => a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;

/** A jump to another line or a wide gap ends a word even where the file has no space. */
function apart(word: Box, next: Box): boolean {
  const upright = Math.max(word.w, next.w) >= 0 && next.h > 0;
  if (!upright) return false;
  const sameLine = next.y < word.y + word.h && word.y < next.y + next.h;
  const sameColumn = next.x < word.x + word.w && word.x < next.x + next.w;
  if (!sameLine && !sameColumn) return true;
  const gapX = Math.max(next.x - (word.x + word.w), word.x - (next.x + next.w));
  return sameLine && gapX > next.h;
}

export function around(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return { x, y, w: Math.max(a.x + a.w, b.x + b.w) - x, h: Math.max(a.y + a.h, b.y + b.h) - y };
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));
