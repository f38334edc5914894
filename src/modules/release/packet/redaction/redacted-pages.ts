import type { PageForm } from '../copy-page.ts';
import type { EmbeddedFont } from '../embedded-font.ts';
import type { PacketDocument } from '../packet-input.ts';
import type { PdfWriter } from '../pdf-writer.ts';
import { drawRedactedPage } from './draw-redacted-page.ts';
import { openPictures } from './open-pictures.ts';
import { placesOn } from './places-on.ts';

/**
 * A run of pages of a document that is redacted. A place that lies on no page of it, or a page count that is not the
 * record's, means that the places were drawn on something else: nothing is drawn then.
 */
export async function redactedPages(
  parts: { writer: PdfWriter; font: EmbeddedFont; folder: string; document: PacketDocument },
  run: { from: number; count: number },
  onPage: () => void = () => {},
): Promise<PageForm[]> {
  const { document } = parts;
  const pictures = await openPictures(parts.folder, document);
  try {
    const places = document.redaction?.places ?? [];
    if (pictures.pages !== document.pages) throw new Error('another number of pages than the record says');
    if (places.some(({ page }) => page < 1 || page > document.pages)) throw new Error('a place on no page');
    const forms: PageForm[] = [];
    const end = run.from + run.count;
    let picture = await pictures.picture(run.from);
    for (let page = run.from; page < end; page++) {
      onPage();
      // While one page is compressed the next is opened.
      const [form, next] = await Promise.all([
        drawRedactedPage(parts.writer, parts.font, picture, placesOn(places, page)),
        page + 1 < end ? pictures.picture(page + 1) : picture,
      ]);
      forms.push(form);
      picture = next;
    }
    return forms;
  } finally {
    pictures.close();
  }
}
