import { type Barcode, findBarcodes } from './barcodes.ts';
import { deriveSignature } from './derive-signature.ts';
import { deriveStrokes } from './derive-strokes.ts';
import { type Turn } from './derive-posture.ts';
import { meanConfidence } from './derive-text.ts';
import { encodePage } from './encode-page.ts';
import { READING_LIMITS } from './limits.ts';
import { lookAtPage, type Sheet, turnSheet } from './look-at-page.ts';
import { type OcrEngine } from './ocr.ts';
import { type ReadPage, type Sign } from './page.ts';
import { type PdfText } from './pdf-text.ts';
import { type Colours } from './raster.ts';
import { explains, isUsable, readTextLayer } from './read-text-layer.ts';
import { recognisePage } from './recognise-page.ts';
import { addTurns, turnBox } from './turn-box.ts';
import { whichWayUp } from './which-way-up.ts';

export interface PageSource {
  readonly number: number;
  /** The words the file carries, when it is a PDF. */
  text?(): PdfText;
  /** What may show that a PDF was altered. */
  signs?(): Sign[];
  draw(dpi: number): Promise<Colours & { readonly dpi: number | undefined }>;
}

export interface ReadOptions {
  /** Private folder for the page images. */
  readonly folder: string;
  /** Make page images; without, only the text is read. */
  readonly images: boolean;
  readonly barcodes: boolean;
  /** The turn that was taken for upright before: not found out again. */
  readonly upright: Turn | undefined;
  /** A person turned the page by this much from there, and is believed. */
  readonly turnBy: Turn;
  ocr(): Promise<OcrEngine>;
}

/** One page, from its picture to its words, in the order a person would: look at it, turn it, read it, keep a copy. */
export async function readPage(source: PageSource, options: ReadOptions): Promise<ReadPage> {
  const layer = source.text?.();
  const plausible = layer !== undefined && isUsable(layer);
  let sheet = lookAtPage(await source.draw(plausible ? READING_LIMITS.drawDpi : READING_LIMITS.ocrDpi));
  const trusted = plausible && explains(layer, sheet);
  if (plausible && !trusted) sheet = lookAtPage(await source.draw(READING_LIMITS.ocrDpi));

  const turn = addTurns(options.upright ?? (trusted ? layer.turn : await decideTurn(sheet, options)), options.turnBy);
  const upright = turnSheet(sheet, turn);
  const [reading, barcodes, pictures] = await Promise.all([
    trusted ? readTextLayer(layer, upright, turn) : recognisePage(upright, options.ocr),
    options.barcodes ? findBarcodes(upright.gray) : Promise.resolve<Barcode[]>([]),
    options.images ? encodePage(sheet.colours, sheet.coloured, turn, options.folder, source.number) : undefined,
  ]);
  const { quality } = upright;
  const signature = deriveSignature(reading.words, upright.components, upright.map, upright.glyphs.height);
  return {
    readable: true,
    number: source.number,
    ...pictures,
    // A page whose text could not be drawn (a font that nobody has) looks blank and is not.
    quality: { ...quality, blank: quality.blank && reading.words.length === 0 && !layer?.characters },
    turned: turn,
    barcodes,
    ...(signature === undefined ? {} : { signature }),
    ...reading,
    signs: [...(source.signs?.() ?? []).map((sign) => turnBox(sign, turn)), ...(trusted ? [] : strokes(upright))].slice(
      0,
      READING_LIMITS.signsPerPage,
    ),
    confidence: meanConfidence(reading.words),
  };
}

/** On a scan; a PDF with words of its own tells what was drawn over them. */
function strokes({ map, glyphs }: Sheet): Sign[] {
  return deriveStrokes(map, glyphs.height).map((box) => ({ kind: 'struck-through', ...box }));
}

async function decideTurn(sheet: Sheet, options: ReadOptions): Promise<Turn> {
  const { posture } = sheet;
  if (posture.upSure || sheet.glyphs.letters.length < 25) return posture.turn;
  return whichWayUp(sheet.gray, sheet.glyphs, posture, sheet.map.reduction, await options.ocr());
}
