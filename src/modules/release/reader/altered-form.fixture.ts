import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import type { FormPage, FormWord } from './form-page.ts';
import { readForms } from './read-forms.fixture.ts';

/** Other words where one stands, as an editor puts them there: with or without a white patch under them. */
export async function writtenOver(
  pdf: Uint8Array,
  at: FormWord,
  patch: boolean,
  text = 'Schmidt',
): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf);
  const page = document.getPage(0);
  const { width, height } = page.getSize();
  const place = { x: at.x * width, y: (1 - at.y - at.h) * height };
  if (patch)
    page.drawRectangle({ ...place, width: at.w * width, height: at.h * height, color: rgb(1, 1, 1), borderWidth: 0 });
  page.drawText(text, { ...place, size: 11, font: await document.embedFont(StandardFonts.Helvetica) });
  return document.save();
}

/** A form of which one word is hidden under a white patch, with another over it. */
export async function formWithWordChanged(pdf: Uint8Array, word: RegExp, text: string): Promise<Uint8Array> {
  const [pages = []] = await readForms([pdf]);
  return writtenOver(pdf, wordOf(pages, word), true, text);
}

export function wordOf([page]: readonly FormPage[], word: RegExp): FormWord {
  const found = page?.words.find((each) => word.test(each.text));
  if (found === undefined) throw new Error(`The form has no word ${word.source}.`);
  return found;
}
