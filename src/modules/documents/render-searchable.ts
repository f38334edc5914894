import { createRequire } from 'node:module';
import { openSync, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';

/** DejaVu Sans Condensed, as in letters: Latin with all accents, Greek, Cyrillic, Hebrew, Arabic letters. */
const FONT = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf';
/** A page whose dots an inch nobody knows is as long as a letter sheet; only the shape matters to a reader. */
const LONG_SIDE = 792;
const JPEG_QUALITY = 75;
const INVISIBLE = '3 Tr';

export interface PlacedWord {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface SearchablePage {
  /** As we encoded it. */
  readonly image: Buffer;
  readonly words: readonly PlacedWord[];
}

/**
 * Our page pictures with their words unseen above them, to be selected and found. Streams: one page is held at a time. A
 * letter that the font lacks is left out of the layer; the picture shows it all the same.
 */
export function renderSearchable(pages: AsyncIterable<SearchablePage>, now: Date): AsyncIterable<Uint8Array> {
  const pen = new PDFDocument({ autoFirstPage: false, margin: 0, info: { Title: 'Document', CreationDate: now } });
  const path = createRequire(import.meta.url).resolve(FONT);
  pen.registerFont('layer', path);
  const font = (opened ??= openSync(path));
  const draw = async () => {
    for await (const page of pages) await drawPage(pen, font, page);
    pen.end();
  };
  draw().catch((error: unknown) => pen.destroy(error instanceof Error ? error : new Error(String(error))));
  return pen as unknown as AsyncIterable<Uint8Array>; // a Readable of Buffers; its types say only that it is a stream
}

let opened: Font | undefined;

async function drawPage(pen: PDFKit.PDFDocument, font: Font, { image, words }: SearchablePage): Promise<void> {
  const { data, info } = await sharp(image)
    .flatten({ background: '#fff' })
    .jpeg({ quality: JPEG_QUALITY })
    .toBuffer({ resolveWithObject: true });
  const scale = LONG_SIDE / Math.max(info.width, info.height);
  const [width, height] = [info.width * scale, info.height * scale];
  pen.addPage({ size: [width, height], margin: 0 });
  pen.image(data, 0, 0, { width, height });
  pen.save();
  pen.addContent(INVISIBLE);
  pen.font('layer');
  for (const word of words) {
    const text = [...word.text].filter((char) => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)).join('');
    if (text.trim() === '' || word.w <= 0 || word.h <= 0) continue;
    const size = Math.max(2, word.h * height * 0.85);
    pen.fontSize(size);
    const natural = pen.widthOfString(text);
    if (natural <= 0) continue;
    const stretch = { horizontalScaling: ((word.w * width) / natural) * 100 };
    pen.text(text, word.x * width, word.y * height, { lineBreak: false, ...stretch } as PDFKit.Mixins.TextOptions);
  }
  pen.restore();
}
