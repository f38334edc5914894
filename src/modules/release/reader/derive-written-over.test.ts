import { beforeAll, describe, expect, it } from 'vitest';
import { wordOf, writtenOver } from './altered-form.fixture.ts';
import { COMPLETE, formPdf, LAYOUTS, linesPdf } from './authorization-form.fixture.ts';
import { deriveWrittenOver } from './derive-written-over.ts';
import { FOREIGN } from './foreign-forms.fixture.ts';
import { deriveStream, type FormPage, type FormWord } from './form-page.ts';
import { readForms } from './read-forms.fixture.ts';

const NAME = /garcia/i;
const over = (pages: readonly FormPage[]) => deriveWrittenOver(deriveStream(pages).words);

describe('words put over others on a form', () => {
  let genuine: FormPage[][];
  let changed: FormPage[][];
  let names: FormWord[];
  beforeAll(async () => {
    const pdfs = await Promise.all(LAYOUTS.map((layout) => formPdf(layout, COMPLETE)));
    const foreign = await Promise.all(FOREIGN.map(({ pages }) => linesPdf(pages)));
    genuine = await readForms([...pdfs, ...foreign]);
    names = LAYOUTS.map((_layout, at) => wordOf(genuine[at] ?? [], NAME));
    changed = await readForms(
      await Promise.all(
        pdfs.flatMap((pdf, at) => [false, true].map((patch) => writtenOver(pdf, names[at] as FormWord, patch))),
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
