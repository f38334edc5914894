import { type FileKind } from './detect.ts';
import { READING_LIMITS } from './limits.ts';
import { type InspectedPage } from './page.ts';
import { isWritten, openWritten } from './open-written.ts';
import { openPdf, type Pdf } from './pdf.ts';
import { openPicture } from './picture-file.ts';
import { type PageSource } from './read-page.ts';
import { refuse } from './refusal.ts';

/** The pages of an open file, whatever its type. */
export interface Pages {
  readonly count: number;
  readonly encrypted: boolean;
  /** Gives one page (from 1) to `work` and lets go of it afterwards. */
  withPage<T>(number: number, work: (source: PageSource) => Promise<T>): Promise<T>;
  size(number: number): Promise<InspectedPage>;
  close(): void;
}

/** Opens a file for reading page by page; the number of pages is held to its limit here, for every caller. */
export async function openPages(file: string, kind: FileKind, password: string): Promise<Pages> {
  const pages = isWritten(kind)
    ? pdfPages(await openWritten(file, kind))
    : kind === 'pdf'
      ? pdfPages(await openPdf(file, password))
      : await picturePages(file, kind);
  if (pages.count > 0 && pages.count <= READING_LIMITS.pages) return pages;
  pages.close();
  throw pages.count > 0 ? refuse.tooManyPages(pages.count, READING_LIMITS.pages) : refuse.damaged();
}

function pdfPages(pdf: Pdf): Pages {
  return {
    count: pdf.pages,
    encrypted: pdf.encrypted,
    withPage: (number, work) =>
      pdf.withPage(number - 1, (page) =>
        work({
          number,
          text: () => page.text(),
          signs: () => page.signs(),
          draw: (dpi) => Promise.resolve(page.draw(dpi)),
        }),
      ),
    size: (number) =>
      pdf.withPage(number - 1, (page) => {
        const text = page.text();
        return { width: page.width, height: page.height, hasTextLayer: text.characters - text.invisible > 0 };
      }),
    close: () => pdf.close(),
  };
}

async function picturePages(file: string, kind: 'tiff' | 'png' | 'jpeg'): Promise<Pages> {
  const picture = await openPicture(file, kind);
  const [first] = picture.pages;
  if (picture.pages.length === 1 && first !== undefined && first.width * first.height > READING_LIMITS.pixels) {
    throw refuse.tooManyPixels(first.width, first.height, READING_LIMITS.pixels);
  }
  return {
    count: picture.pages.length,
    encrypted: false,
    withPage: (number, work) => work({ number, draw: () => picture.decode(number - 1) }),
    size(number) {
      const page = picture.pages[number - 1];
      return Promise.resolve({ width: page?.width ?? 0, height: page?.height ?? 0, hasTextLayer: false });
    },
    close: () => undefined,
  };
}
