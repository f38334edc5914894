import { PDFDocument, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMPLETE, formPdf, LAYOUTS, linesPdf } from './authorization-form.fixture.ts';
import { deriveWrittenOver } from './derive-written-over.ts';
import { FOREIGN } from './foreign-forms.fixture.ts';
import { deriveStream, fold, type FormPage, type FormWord } from './form-page.ts';
import { readForms } from './read-forms.fixture.ts';

const NAME = 'garcia';
const over = (pages: readonly FormPage[]) => deriveWrittenOver(deriveStream(pages).words);

/** Another name where one stands, as an editor puts it there: with or without a white patch under it. */
async function altered(pdf: Uint8Array, at: FormWord, patch: boolean): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf);
  const page = document.getPage(0);
  const { width, height } = page.getSize();
  const place = { x: at.x * width, y: (1 - at.y - at.h) * height };
  if (patch)
    page.drawRectangle({ ...place, width: at.w * width, height: at.h * height, color: rgb(1, 1, 1), borderWidth: 0 });
  page.drawText('Schmidt', { ...place, size: 11, font: await document.embedFont(StandardFonts.Helvetica) });
  return document.save();
}

describe('words put over others on a form', () => {
  let genuine: FormPage[][];
  let changed: FormPage[][];
  let names: FormWord[];
  beforeAll(async () => {
    const pdfs = await Promise.all(LAYOUTS.map((layout) => formPdf(layout, COMPLETE)));
    const foreign = await Promise.all(FOREIGN.map(({ pages }) => linesPdf(pages)));
    genuine = await readForms([...pdfs, ...foreign]);
    names = LAYOUTS.map((_layout, at) => {
      const name = genuine[at]?.[0]?.words.find(({ text }) => fold(text).includes(NAME));
      if (name === undefined) throw new Error('the form names nobody');
      return name;
    });
    changed = await readForms(
      await Promise.all(
        pdfs.flatMap((pdf, at) => [false, true].map((patch) => altered(pdf, names[at] as FormWord, patch))),
      ),
    );
  }, 240_000);

  it('are not seen on any form that was only filled in', () => {
    expect(genuine.map(over).filter((words) => words.length > 0)).toEqual([]);
  });

  it('are seen where another name was put over the first, at its place', () => {
    for (const [at, pages] of changed.entries()) {
      const words = over(pages);
      expect(words.map(({ text }) => text).join(' '), LAYOUTS[at >> 1]).toMatch(/Garcia,? Schmidt/);
      expect(Math.abs((words[0]?.y ?? 0) - (names[at >> 1]?.y ?? 1))).toBeLessThan(0.02);
    }
  });
});
