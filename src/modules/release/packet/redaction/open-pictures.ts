import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openPdf, type PdfPage } from '../../../../platform/reading/pdf.ts';
import type { Colours } from '../../../../platform/reading/raster.ts';
import { LETTER } from '../page-frame.ts';
import type { PacketDocument } from '../packet-input.ts';
import type { PageWord } from './derive-kept-words.ts';
import { parseWords } from './parse-words.ts';

/** Fine print of a fax stays legible. */
const DPI = 200;
const MAX_PIXELS = 100_000_000;
const MAX_BYTES = 64 * 1024 * 1024;

/** A page as it is seen, before anything is blacked out; its size on paper in points. */
export interface PagePicture {
  readonly pixels: Colours;
  readonly words: readonly PageWord[];
  readonly width: number;
  readonly height: number;
}

export interface Pictures {
  readonly pages: number;
  picture(page: number): Promise<PagePicture>;
  words(page: number): Promise<readonly PageWord[]>;
  close(): void;
}

/**
 * The pages of a document as pictures with their words: the page images that our reader made, where the record has them
 * (they are what the places were drawn on), else the original as PDFium draws it.
 */
export async function openPictures(folder: string, document: PacketDocument): Promise<Pictures> {
  if (document.images !== undefined) return imagesOf(folder, document, document.images);
  if (document.original === undefined) throw new Error('a document without pages');
  const pdf = await openPdf(join(folder, document.original));
  return {
    pages: pdf.pages,
    words: (page) => pdf.withPage(page - 1, wordsOf),
    picture: (page) =>
      pdf.withPage(page - 1, (opened) => ({
        pixels: opened.draw(DPI),
        words: wordsOf(opened),
        width: opened.width,
        height: opened.height,
      })),
    close: () => pdf.close(),
  };
}

/** As wide as the letters need, as high as what is drawn: a taller place would black out half of the lines beside it. */
function wordsOf(page: PdfPage): PageWord[] {
  return page.text(true).words.map(({ text, box, shapes, hidden }) => {
    const { x, y, w, h } = shapes ?? box;
    const left = Math.min(x, box.x);
    return { text, x: left, y, w: Math.max(x + w, box.x + box.w) - left, h: h > 0 ? h : box.h, hidden };
  });
}

function imagesOf(folder: string, document: PacketDocument, images: readonly string[]): Pictures {
  const words = async (page: number): Promise<readonly PageWord[]> => {
    const file = document.redaction?.words?.[page - 1];
    return file === undefined ? [] : parseWords(readFileSync(join(folder, file), 'utf8'));
  };
  return {
    pages: images.length,
    words,
    async picture(page) {
      const path = join(folder, images[page - 1] ?? '');
      if (statSync(path).size > MAX_BYTES) throw new Error('a page image is larger than the limit');
      const { default: sharp } = await import('sharp');
      const { data, info } = await sharp(path, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
        .rotate()
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .raw()
        .toBuffer({ resolveWithObject: true });
      if (info.channels !== 1 && info.channels !== 3) throw new Error('a page image of another kind');
      const room = info.width > info.height ? [LETTER.height, LETTER.width] : [LETTER.width, LETTER.height];
      const scale = Math.min((room[0] as number) / info.width, (room[1] as number) / info.height);
      return {
        pixels: { data, width: info.width, height: info.height, channels: info.channels },
        words: await words(page),
        width: info.width * scale,
        height: info.height * scale,
      };
    },
    close: () => {},
  };
}
