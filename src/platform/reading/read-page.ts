import { type Barcode, findBarcodes } from './barcodes.ts';
import { deriveComponents, deriveGlyphs, type Glyphs } from './derive-components.ts';
import { deriveInk, type InkMap } from './derive-ink.ts';
import { deriveLayout } from './derive-layout.ts';
import { derivePosture, type Posture, type Turn } from './derive-posture.ts';
import { deriveQuality } from './derive-quality.ts';
import { deriveText, meanConfidence, type PlacedWord } from './derive-text.ts';
import { encodePage } from './encode-page.ts';
import { READING_LIMITS } from './limits.ts';
import { type OcrEngine, type RecognisedWord } from './ocr.ts';
import { type ReadPage, type Word } from './page.ts';
import { type PdfText } from './pdf-text.ts';
import { prepareForOcr } from './prepare-for-ocr.ts';
import { type Colours, type Gray, toGray, turnGray } from './raster.ts';
import { whichWayUp } from './which-way-up.ts';

export interface PageSource {
  readonly number: number;
  /** The words the file carries, when it is a PDF. */
  text?(): PdfText;
  draw(dpi: number): Promise<Colours & { readonly dpi: number | undefined }>;
}

export interface ReadOptions {
  /** Folder for the page images; without it only the text is read. */
  readonly images: string | undefined;
  readonly barcodes: boolean;
  ocr(): Promise<OcrEngine>;
}

/** One page, from its picture to its words, in the order a person would: look at it, turn it, read it, keep a copy. */
export async function readPage(source: PageSource, options: ReadOptions): Promise<ReadPage> {
  const layer = source.text?.();
  const plausible = layer !== undefined && isUsable(layer);
  let sheet = look(await source.draw(plausible ? READING_LIMITS.drawDpi : READING_LIMITS.ocrDpi));
  const trusted = plausible && explains(layer, sheet);
  if (plausible && !trusted) sheet = look(await source.draw(READING_LIMITS.ocrDpi));

  const turn: Turn = trusted ? layer.turn : await decideTurn(sheet, options);
  const upright = turn === 0 ? sheet : turned(sheet, turn);
  const pictures =
    options.images === undefined
      ? undefined
      : encodePage(sheet.colours, sheet.coloured, turn, options.images, source.number);
  const barcodes = options.barcodes ? findBarcodes(upright.gray) : Promise.resolve<Barcode[]>([]);
  const reading = trusted ? fromLayer(layer, upright, turn) : await fromPicture(upright, options);
  const quality = deriveQuality(
    upright.gray,
    upright.map,
    upright.components,
    upright.glyphs,
    upright.posture.skew,
    dpiOf(sheet),
  );
  return {
    readable: true,
    number: source.number,
    ...(await pictures),
    quality: { ...quality, blank: quality.blank && reading.words.length === 0 },
    turned: turn,
    barcodes: await barcodes,
    ...reading,
    confidence: meanConfidence(reading.words),
  };
}

interface Sheet {
  readonly colours: Colours & { readonly dpi: number | undefined };
  readonly coloured: boolean;
  readonly gray: Gray;
  readonly map: InkMap;
  readonly components: ReturnType<typeof deriveComponents>;
  readonly glyphs: Glyphs;
  readonly posture: Posture;
}

function look(colours: Sheet['colours']): Sheet {
  const { gray, coloured } = toGray(colours);
  return { colours, coloured, ...judge(gray) };
}

function judge(gray: Gray): Omit<Sheet, 'colours' | 'coloured'> {
  const map = deriveInk(gray);
  const components = deriveComponents(map);
  const glyphs = deriveGlyphs(components, map);
  return { gray, map, components, glyphs, posture: derivePosture(glyphs) };
}

function turned(sheet: Sheet, turn: Turn): Sheet {
  return { colours: sheet.colours, coloured: sheet.coloured, ...judge(turnGray(sheet.gray, turn)) };
}

function dpiOf(sheet: Sheet): number | undefined {
  if (sheet.colours.dpi !== undefined) return sheet.colours.dpi;
  // A picture that says nothing: judged as a letter or A4 sheet when it has about that shape and a scanner's size.
  const { width, height } = sheet.gray;
  const shape = Math.max(width, height) / Math.min(width, height);
  const dpi = Math.max(width, height) / 11.3;
  return shape > 1.2 && shape < 1.5 && dpi >= 90 ? dpi : undefined;
}

/** Enough characters with a meaning, and drawn to be seen. */
function isUsable(layer: PdfText): boolean {
  return layer.characters > 0 && layer.unmapped <= layer.characters * 0.1 && layer.invisible <= layer.characters * 0.5;
}

/** Letters seen outside all words of the text layer that are put up with: a logo, a signature, a stamp's date. */
const UNEXPLAINED_LETTERS = 40;

/** A text layer is trusted when it accounts for what is seen. A scan with a stamped page number has a text layer too. */
function explains(layer: PdfText, sheet: Sheet): boolean {
  const { width, height } = sheet.map;
  const covered = new Uint8Array(width * height);
  for (const { box } of layer.words) {
    const left = Math.max(0, Math.floor((box.x - 0.002) * width));
    const right = Math.min(width, Math.ceil((box.x + box.w + 0.002) * width));
    const bottom = Math.min(height, Math.ceil((box.y + box.h + 0.003) * height));
    for (let y = Math.max(0, Math.floor((box.y - 0.003) * height)); y < bottom; y++) {
      covered.fill(1, y * width + left, y * width + right);
    }
  }
  let outside = 0;
  for (const it of sheet.glyphs.letters) {
    const x = (it.left + it.right) >> 1;
    const y = (it.top + it.bottom) >> 1;
    if (covered[y * width + x] === 0) outside++;
  }
  return outside <= Math.max(UNEXPLAINED_LETTERS, sheet.glyphs.letters.length * 0.1);
}

async function decideTurn(sheet: Sheet, options: ReadOptions): Promise<Turn> {
  const { posture } = sheet;
  if (posture.upSure || sheet.glyphs.letters.length < 25) return posture.turn;
  return whichWayUp(sheet.gray, sheet.glyphs, posture, sheet.map.reduction, await options.ocr());
}

type Reading = Pick<ReadPage, 'source' | 'text' | 'words' | 'engine'>;

const PDF_TEXT = { name: 'pdf-text', version: 'pdfium 2.1.13' } as const;

function fromLayer(layer: PdfText, sheet: Sheet, turn: Turn): Reading {
  const { width, height } = sheet.gray;
  const placed = layer.words.map(({ text, box }, line): PlacedWord => {
    const at = turnBox(box, turn);
    return {
      text,
      confidence: 100,
      left: at.x * width,
      top: at.y * height,
      right: (at.x + at.w) * width,
      bottom: (at.y + at.h) * height,
      line,
    };
  });
  const lined = withLines(placed);
  const { text, words } = deriveText(lined);
  return { source: 'text-layer', text, words: words.map((it) => asWord(it, width, height)), engine: PDF_TEXT };
}

/** The layer names no lines: a new one begins where a word does not follow the last on the same height. */
function withLines(words: readonly PlacedWord[]): PlacedWord[] {
  let line = 0;
  return words.map((word, i) => {
    const last = words[i - 1];
    const follows = last !== undefined && word.top < last.bottom && last.top < word.bottom && word.left >= last.left;
    if (!follows) line++;
    return { ...word, line };
  });
}

function turnBox(box: Word | { x: number; y: number; w: number; h: number }, turn: Turn) {
  const { x, y, w, h } = box;
  if (turn === 90) return { x: 1 - y - h, y: x, w: h, h: w };
  if (turn === 180) return { x: 1 - x - w, y: 1 - y - h, w, h };
  if (turn === 270) return { x: y, y: 1 - x - w, w: h, h: w };
  return { x, y, w, h };
}

function asWord(it: PlacedWord, width: number, height: number): Word {
  const x = it.left / width;
  const y = it.top / height;
  return {
    text: it.text,
    confidence: it.confidence,
    line: it.line,
    ...rounded({ x, y, w: it.right / width - x, h: it.bottom / height - y }),
  };
}

const rounded = (box: { x: number; y: number; w: number; h: number }) => ({
  x: Math.round(box.x * 1e5) / 1e5,
  y: Math.round(box.y * 1e5) / 1e5,
  w: Math.round(box.w * 1e5) / 1e5,
  h: Math.round(box.h * 1e5) / 1e5,
});

/** Letters below which a page is not given to the engine: it would find words in dust. */
const FEWEST_LETTERS = 3;

async function fromPicture(sheet: Sheet, options: ReadOptions): Promise<Reading> {
  const quality = deriveQuality(sheet.gray, sheet.map, sheet.components, sheet.glyphs, 0, undefined);
  if (quality.blank || sheet.glyphs.letters.length < FEWEST_LETTERS) {
    return { source: 'blank', text: '', words: [], engine: { name: 'none', version: '' } };
  }
  const engine = await options.ocr();
  const { skew } = sheet.posture;
  const letterHeight = sheet.glyphs.height * sheet.map.reduction;
  const layout = deriveLayout(sheet.glyphs.letters, sheet.glyphs.height, Math.tan((skew * Math.PI) / 180));
  const prepared = await prepareForOcr(sheet.gray, { glyphs: sheet.glyphs, letterHeight, skew });
  const found = await engine.recognise(prepared.page, layout.kind);
  const { text, words } = order(found, layout.kind);
  const onPage = words.map((it): Word => {
    const middle = prepared.toPage((it.left + it.right) / 2, (it.top + it.bottom) / 2);
    const w = (it.right - it.left) / prepared.scale / sheet.gray.width;
    const h = (it.bottom - it.top) / prepared.scale / sheet.gray.height;
    const box = rounded({
      x: Math.max(0, middle.x - w / 2),
      y: Math.max(0, middle.y - h / 2),
      w: Math.min(1, w),
      h: Math.min(1, h),
    });
    return { text: it.text, confidence: it.confidence, line: it.line, ...box };
  });
  return { source: 'ocr', text, words: onPage, engine: { name: engine.name, version: engine.version } };
}

/** Told to read rows, the engine's lines are the rows; told to find columns, rows outside the columns are rebuilt. */
function order(found: readonly RecognisedWord[], kind: 'rows' | 'columns') {
  if (kind === 'columns') return deriveText(found);
  const lines = new Map<number, RecognisedWord[]>();
  for (const word of found) lines.set(word.line, [...(lines.get(word.line) ?? []), word]);
  const text = [...lines.values()].map((line) => line.map((it) => it.text).join(' ')).join('\n');
  return { text, words: found };
}
