import { deriveCoveredLetters, type DrawnLetter, type DrawnThing } from './derive-covered-letters.ts';
import { deriveCrossedLetters } from './derive-crossed-letters.ts';
import { type Sign } from './page.ts';
import { notesOf } from './pdf-notes.ts';
import { boxOfObject, isFilled, PATH, PICTURE, type PlacedObject, placedObjects } from './pdf-objects.ts';
import { around, boxOf, INVISIBLE } from './pdf-text.ts';
import { type Pdfium } from './pdfium.ts';
import { type Box } from './raster.ts';

/** A page of small print has 10,000 characters and a drawing as many lines; beyond these nothing is compared. */
const MOST_LETTERS = 20_000;
const MOST_COMPARED = 20_000_000;
/** A rectangle has five segments; drawings with more are letters in outlines, logos, curves. */
const MOST_SEGMENTS = 6;
const LETTER = /[\p{L}\p{N}]/u;
const DIGIT = /[\p{N}/.-]/u;
const MOST_NAME = 128;

/**
 * What was laid over the print of a page by a PDF program: boxes and pictures drawn after the text under them, notes and
 * painted fields, strokes of a pen or ruler through words, and numbers set in two typefaces; also inside form objects. Asked
 * before filled fields are made part of the page. Signs, not findings.
 */
export function readPdfSigns(lib: Pdfium, page: number): Sign[] {
  const text = lib._FPDFText_LoadPage(page);
  if (text === 0) return [];
  const scratch = lib.wasmExports.malloc(MOST_NAME + 96);
  try {
    const objects = placedObjects(lib, page, scratch);
    const { letters, mixed } = lettersOf(lib, page, text, scratch, objects);
    if (letters.length === 0) return [];
    const notes = notesOf(lib, page, scratch);
    const things = [...shapesOf(lib, page, scratch, objects), ...notes.things];
    const points = notes.strokes.reduce((sum, each) => sum + each.flat().length, 0);
    // Each for itself: a drawing laid over the page keeps nobody from seeing a box.
    const isFew = (compared: number) => letters.length * compared <= MOST_COMPARED;
    return [
      ...(isFew(things.length) ? deriveCoveredLetters(letters, things) : []),
      ...(isFew(points) ? deriveCrossedLetters(letters, notes.strokes) : []),
      ...mixed,
    ];
  } finally {
    lib.wasmExports.free(scratch);
    lib._FPDFText_ClosePage(text);
  }
}

function lettersOf(
  lib: Pdfium,
  page: number,
  text: number,
  scratch: number,
  objects: ReadonlyMap<number, PlacedObject>,
) {
  const letters: DrawnLetter[] = [];
  const mixed: Sign[] = [];
  const count = Math.min(lib._FPDFText_CountChars(text), MOST_LETTERS);
  let number: { box: Box; fonts: Set<string> } | undefined;
  const finish = () => {
    if (number !== undefined && number.fonts.size > 1) mixed.push({ kind: 'two-types', ...number.box });
    number = undefined;
  };
  for (let i = 0; i < count; i++) {
    const code = lib._FPDFText_GetUnicode(text, i);
    const letter = code > 0x20 && code < 0x11_0000 ? String.fromCodePoint(code) : '';
    const object = lib._FPDFText_GetTextObject(text, i);
    const order = objects.get(object)?.order;
    const isSeen = order !== undefined && lib._FPDFTextObj_GetTextRenderMode(object) !== INVISIBLE;
    const box = letter === '' || !isSeen ? undefined : boxOf(lib, page, text, i, scratch);
    if (box === undefined || order === undefined || !DIGIT.test(letter)) finish();
    if (box === undefined || order === undefined) continue;
    if (LETTER.test(letter)) letters.push({ box, order });
    if (!DIGIT.test(letter)) continue;
    // Digits of one number stand side by side: a jump begins another one.
    if (number !== undefined && !follows(number.box, box)) finish();
    const font = /\p{N}/u.test(letter) ? fontOf(lib, text, i, scratch + 96) : '';
    number = { box: number === undefined ? box : around(number.box, box), fonts: number?.fonts ?? new Set() };
    if (font !== '') number.fonts.add(font);
  }
  finish();
  return { letters, mixed: mixed.slice(0, 20) };
}

function follows(before: Box, next: Box): boolean {
  const gap = next.x - (before.x + before.w);
  const sameLine = Math.abs(next.y + next.h / 2 - (before.y + before.h / 2)) < before.h * 0.4;
  return sameLine && gap > -next.w && gap < next.w * 0.4;
}

/** The name of the typeface, without the letters that say which part of it the file carries. */
function fontOf(lib: Pdfium, text: number, index: number, at: number): string {
  const length = lib._FPDFText_GetFontInfo(text, index, at, MOST_NAME, 0);
  if (length === 0 || length > MOST_NAME) return '';
  return Buffer.from(lib.HEAPU8.slice(at, at + length - 1))
    .toString('utf8')
    .replace(/^[A-Z]{6}\+/, '');
}

function shapesOf(
  lib: Pdfium,
  page: number,
  scratch: number,
  objects: ReadonlyMap<number, PlacedObject>,
): DrawnThing[] {
  const things: DrawnThing[] = [];
  for (const [object, { type, order, within, isTransparent }] of objects) {
    if (isTransparent || (type !== PATH && type !== PICTURE)) continue;
    if (type === PATH && lib._FPDFPath_CountSegments(object) > MOST_SEGMENTS) continue;
    const box = boxOfObject(lib, page, object, within, scratch);
    if (box === undefined) continue;
    const kind = type === PICTURE ? 'picture' : isFilled(lib, object, scratch) ? 'opaque' : undefined;
    // A stroked shape hides nothing unless it is a line through a word.
    if (kind !== undefined) things.push({ box, order, kind });
    else if (lib._FPDFPath_CountSegments(object) === 2) things.push({ box, order, kind: 'opaque' });
  }
  return things;
}

/**
 * Whether bytes follow the last signature of the file. What programs add to keep a signature provable (a store of
 * certificates, a time stamp: ETSI EN 319 142-1) is no change to what was signed.
 */
export function isChangedAfterSigning(lib: Pdfium, document: number, bytes: Buffer): boolean {
  const count = Math.min(lib._FPDF_GetSignatureCount(document), 50);
  if (count <= 0) return false;
  const scratch = lib.wasmExports.malloc(16);
  let end = 0;
  try {
    for (let i = 0; i < count; i++) {
      const signature = lib._FPDF_GetSignatureObject(document, i);
      if (signature === 0 || lib._FPDFSignatureObj_GetByteRange(signature, scratch, 4) !== 4) continue;
      end = Math.max(end, (lib.HEAP32[(scratch + 8) >> 2] ?? 0) + (lib.HEAP32[(scratch + 12) >> 2] ?? 0));
    }
  } finally {
    lib.wasmExports.free(scratch);
  }
  if (end <= 0 || end >= bytes.length) return false;
  const added = bytes.subarray(end).toString('latin1');
  if (!/\d+ \d+ obj\b/.test(added)) return false;
  const onlyProofs = /\/DSS\b/.test(added) && !/\/(?:Contents|Annots|AP|ObjStm|Kids)\b/.test(added);
  return !onlyProofs;
}
