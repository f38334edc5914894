import { PDFDocument, type PDFPage, PDFName, PDFString, rgb, StandardFonts } from '@cantoo/pdf-lib';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import { wordOf } from './altered-form.fixture.ts';
import { COMPLETE, formPdf, LAYOUTS } from './authorization-form.fixture.ts';
import { derivePageSigns } from './derive-page-signs.ts';
import { type FormPage, type FormWord } from './form-page.ts';
import { readFile, readForms } from './read-forms.fixture.ts';

interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A picture of one white dot. */
const WHITE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsdbvJAAAAABJRU5ErkJggg==',
  'base64',
);

const note =
  (subtype: string) =>
  (page: PDFPage, { x, y, width, height }: Spot) => {
    const { context } = page.doc;
    const rect = [x, y, x + width, y + height];
    const dict = context.obj({ Type: 'Annot', Subtype: subtype, Rect: rect, Contents: PDFString.of('Schmidt') });
    page.node.addAnnot(context.register(dict));
  };

/** A stroke of an annotation, as a hand or a ruler leaves it: x and y as shares of the word's box. */
const stroked =
  (subtype: 'Ink' | 'Line' | 'PolyLine', points: readonly (readonly [number, number])[]) =>
  (page: PDFPage, { x, y, width, height }: Spot) => {
    const { context } = page.doc;
    const at = points.flatMap(([right, up]) => [x + right * width, y + up * height]);
    const drawn = { Ink: { InkList: [at] }, Line: { L: at }, PolyLine: { Vertices: at } }[subtype];
    const rect = [x - 2, y - 2, x + width + 2, y + height + 2];
    page.node.addAnnot(context.register(context.obj({ Type: 'Annot', Subtype: subtype, Rect: rect, ...drawn })));
  };
const ACROSS = [
  [0, 0.5],
  [1, 0.45],
] as const;
const WAVE = Array.from({ length: 40 }, (_each, at) => [at / 39, 0.45 + 0.15 * Math.sin(at)] as const);
const SCRIBBLE = Array.from({ length: 60 }, (_each, at) => [at / 59, at % 2 === 0 ? 0.25 : 0.75] as const);

/** A field to be filled in, white as most are, with what it says. */
async function field(page: PDFPage, { x, y, width, height }: Spot, text: string) {
  const form = page.doc.getForm();
  const made = form.createTextField(`field ${x} ${y}`);
  made.setText(text);
  made.addToPage(page, { x, y, width, height, backgroundColor: rgb(1, 1, 1), borderWidth: 0 });
  return Promise.resolve();
}

/** The page as many programs leave it: all of it within a form object, smaller and put elsewhere. */
async function asFormObject(pdf: Uint8Array): Promise<PDFDocument> {
  const document = await PDFDocument.create();
  const [within] = await document.embedPdf(pdf);
  const page = document.addPage([612, 792]);
  if (within === undefined) throw new Error('no page');
  page.drawPage(within, { x: 30, y: 40, xScale: 0.9, yScale: 0.9 });
  return document;
}

/** What somebody with a PDF program does to a word that was printed. */
const ALTERATIONS: Readonly<Record<string, readonly [sign: string, (page: PDFPage, spot: Spot) => unknown]>> = {
  'a white box': ['covered', (page, spot) => page.drawRectangle({ ...spot, color: rgb(1, 1, 1) })],
  'a black bar': ['covered', (page, spot) => page.drawRectangle({ ...spot, color: rgb(0, 0, 0) })],
  'a picture': ['covered', async (page, spot) => page.drawImage(await page.doc.embedPng(WHITE), spot)],
  'a note in type': ['noted-over', note('FreeText')],
  'a stamp': ['noted-over', note('Stamp')],
  'a mark for redaction': ['noted-over', note('Redact')],
  'a field': ['noted-over', (page, spot) => field(page, spot, 'Schmidt')],
  'a strike-out': ['struck-through', note('StrikeOut')],
  'a pen': ['struck-through', stroked('Ink', WAVE)],
  'a scribble': ['struck-through', stroked('Ink', SCRIBBLE)],
  'a ruler': ['struck-through', stroked('Line', ACROSS)],
  'a chain of lines': ['struck-through', stroked('PolyLine', WAVE)],
  'a stroke': [
    'struck-through',
    (page, { x, y, width, height }) => {
      const middle = y + height * 0.45;
      page.drawLine({ start: { x, y: middle }, end: { x: x + width, y: middle }, thickness: 1 });
    },
  ],
};

async function alter(pdf: Uint8Array, at: FormWord, work: (page: PDFPage, spot: Spot) => unknown) {
  const document = await PDFDocument.load(pdf);
  const page = document.getPage(0);
  const { width, height } = page.getSize();
  await work(page, { x: at.x * width, y: (1 - at.y - at.h) * height, width: at.w * width, height: at.h * height });
  return document.save();
}

describe('signs that a PDF of a form was altered', () => {
  let genuine: FormPage[][];
  let names: FormWord[];
  /** A word that is printed on every form, and near which a form is signed, ticked and filled in. */
  let labels: FormWord[];
  let pdfs: Uint8Array[];
  beforeAll(async () => {
    pdfs = await Promise.all(LAYOUTS.map((layout) => formPdf(layout, COMPLETE)));
    genuine = await readForms(pdfs);
    names = genuine.map((pages) => wordOf(pages, /garcia/i));
    labels = genuine.map((pages) => wordOf(pages, /^(sign|firma|authori|autori)/i));
  }, 240_000);

  it('are not seen on forms that were only filled in', () => {
    expect(genuine.map(derivePageSigns).flat()).toEqual([]);
  });

  it('are seen at their place with the words that stand there, whatever was laid over a name', async () => {
    const cases = Object.entries(ALTERATIONS).flatMap(([what, [sign, work]]) =>
      LAYOUTS.map((layout, at) => ({ what: `${what} (${layout})`, sign, work, at })),
    );
    const read = await readForms(
      await Promise.all(cases.map(({ at, work }) => alter(pdfs[at] as Uint8Array, names[at] as FormWord, work))),
    );
    const missed = cases.filter(({ sign, at }, index) => {
      const [seen, more] = derivePageSigns(read[index] ?? []);
      const name = names[at];
      const near = Math.abs((seen?.place?.y ?? 0) - (name?.y ?? 1)) < 0.02;
      return seen?.kind !== sign || more !== undefined || !near;
    });
    process.stdout.write(`signs on altered forms: ${cases.length - missed.length} of ${cases.length}\n`);
    expect(missed.map(({ what }) => what)).toEqual([]);
  }, 240_000);

  it('are not seen where a hand signed, ticked or ringed with the pen of a PDF program, nor on filled fields', async () => {
    const signature = Array.from(
      { length: 50 },
      (_each, at) => [at / 25, 1.2 + Math.abs(Math.sin(at * 1.3)) * (at % 7 === 0 ? 1.6 : 0.9)] as const,
    );
    const ring = Array.from(
      { length: 25 },
      (_each, at) => [0.5 + 0.6 * Math.cos(at / 4), 0.5 + 0.75 * Math.sin(at / 4)] as const,
    );
    const tick = [
      [-0.3, 0.5],
      [-0.2, 0],
      [0.05, 1.2],
    ] as const;
    const works = [
      stroked('Ink', signature),
      stroked('Ink', ring),
      stroked('Ink', tick),
      stroked('Line', [
        [0, -0.1],
        [1, -0.1],
      ]),
      (page: PDFPage, { x, height }: Spot) => field(page, { x, y: 20, width: 60, height }, '11/02/2026'),
    ];
    const cases = works.flatMap((work) => LAYOUTS.map((_layout, at) => ({ at, work })));
    const read = await readForms(
      await Promise.all(cases.map(({ at, work }) => alter(pdfs[at] as Uint8Array, labels[at] as FormWord, work))),
    );
    const told = read.flatMap((pages, at) =>
      derivePageSigns(pages).map(
        ({ kind, words }) => `${Math.floor(at / LAYOUTS.length)} ${LAYOUTS[at % LAYOUTS.length]} ${kind}: ${words}`,
      ),
    );
    process.stdout.write(`signs on forms signed, ticked and filled in: ${told.length} of ${cases.length}\n`);
    expect(told).toEqual([]);
  }, 240_000);

  it('are seen under a box also where somebody drew all over the rest of the page', async () => {
    const drawing = Array.from({ length: 1_900 }, (_each, at) => [at % 2, -3 - at / 1_900] as const);
    const altered = await alter(pdfs[0] as Uint8Array, names[0] as FormWord, (page, spot) => {
      page.drawRectangle({ ...spot, color: rgb(1, 1, 1) });
      for (let times = 0; times < 25; times++) stroked('Ink', drawing)(page, { ...spot, y: 30 });
    });
    const [pages] = await readForms([altered]);
    expect(derivePageSigns(pages ?? []).map(({ kind }) => kind)).toEqual(['covered']);
  }, 240_000);

  it('are seen inside form objects, at their place on the page, and not where nothing was changed', async () => {
    const white = (page: PDFPage, spot: Spot) => page.drawRectangle({ ...spot, color: rgb(1, 1, 1) });
    const whole = await Promise.all(pdfs.map(async (pdf) => (await asFormObject(pdf)).save()));
    expect((await readForms(whole)).map(derivePageSigns).flat()).toEqual([]);
    const before = await Promise.all(
      pdfs.map(async (pdf, at) => (await asFormObject(await alter(pdf, names[at] as FormWord, white))).save()),
    );
    const placed = (await readForms(whole)).map((pages) => wordOf(pages, /garcia/i));
    const after = await Promise.all(whole.map((pdf, at) => alter(pdf, placed[at] as FormWord, white)));
    const missed = (await readForms([...before, ...after])).filter((pages, at) => {
      const [seen, more] = derivePageSigns(pages);
      const name = placed[at % placed.length];
      const near =
        Math.abs((seen?.place?.y ?? 0) - (name?.y ?? 1)) < 0.02 &&
        Math.abs((seen?.place?.x ?? 0) - (name?.x ?? 1)) < 0.02;
      return seen?.kind !== 'covered' || more !== undefined || !near;
    });
    process.stdout.write(`signs inside form objects: ${2 * pdfs.length - missed.length} of ${2 * pdfs.length}\n`);
    expect(missed).toEqual([]);
  }, 240_000);

  it('are seen where one digit of a day is set in another typeface', async () => {
    const document = await PDFDocument.create();
    const page = document.addPage([612, 792]);
    const [helvetica, times] = await Promise.all(
      [StandardFonts.Helvetica, StandardFonts.TimesRoman].map((font) => document.embedFont(font)),
    );
    if (helvetica === undefined || times === undefined) throw new Error('no font');
    page.drawText('This authorization ends on 11/02/202', { x: 72, y: 700, size: 12, font: helvetica });
    const x = 72 + helvetica.widthOfTextAtSize('This authorization ends on 11/02/202', 12);
    page.drawText('8', { x, y: 700, size: 12, font: times });
    page.drawText('Records from 2024 on', { x: 72, y: 660, size: 12, font: times });
    const [pages] = await readForms([await document.save()]);
    expect(derivePageSigns(pages ?? []).map(({ kind, words }) => [kind, words])).toEqual([
      ['two-types', expect.stringContaining('11/02/202')],
    ]);
  }, 60_000);

  it('are seen where a file goes on after its digital signature, and once for the whole file', async () => {
    const whole = await signed();
    const seen = async (bytes: Uint8Array) =>
      derivePageSigns(await readFile(bytes, 'signed.pdf')).map(({ kind, place }) => ({ kind, place }));
    expect(await seen(whole)).toEqual([]);
    const more = Buffer.from(`\n99 0 obj\n<< /Contents (another name) >>\nendobj\n${tailOf(whole)}`);
    expect(await seen(Buffer.concat([whole, more]))).toEqual([{ kind: 'changed-after-signing', place: null }]);
    const proofs = Buffer.from(`\n99 0 obj\n<< /DSS << >> >>\nendobj\n${tailOf(whole)}`);
    expect(await seen(Buffer.concat([whole, proofs]))).toEqual([]);
  }, 60_000);

  it('are seen where a line goes through writing on a scan', async () => {
    const page = await scan([
      'Authorization to disclose',
      'What: all records and psychotherapy notes',
      'Purpose: care',
    ]);
    expect(derivePageSigns(await readFile(page, 'scan.png'))).toEqual([]);
    const line = '<svg width="620" height="3"><rect width="620" height="3"/></svg>';
    const struck = await sharp(page)
      .composite([{ input: Buffer.from(line), left: 200, top: 258 }])
      .png()
      .toBuffer();
    expect(derivePageSigns(await readFile(struck, 'scan.png')).map(({ kind, place }) => [kind, place?.page])).toEqual([
      ['struck-through', 1],
    ]);
  }, 120_000);

  const folder = new URL('../../../../../shared/data/fax-documents/', import.meta.url);
  const fields = new URL('../../../../../shared/data/robustness/pdf/', import.meta.url);
  it.skipIf(!existsSync(folder))(
    'are told on few pages of other people (skipped where ../shared/data is missing)',
    async () => {
      const files = [
        ...readdirSync(folder).map((name) => new URL(name, folder)),
        // Made to try out annotations and fields, none of which lies over what is printed. Locked ones are left out.
        ...readdirSync(fields)
          .filter((name) => /^(pdf.js-(form|bug1883609|bug1724918)|qpdf-(form|field|need|shared))/.test(name))
          .map((name) => new URL(name, fields)),
      ].filter(({ pathname }) => pathname.endsWith('.pdf'));
      const read = await readForms(files.map((file) => readFileSync(file)));
      const told = read.flatMap((pages, at) =>
        pages.flatMap((page) =>
          derivePageSigns([page]).map(
            ({ kind, words }) => `${files[at]?.pathname.split('/').at(-1)} ${page.number} ${kind}: ${words}`,
          ),
        ),
      );
      process.stdout.write(
        `signs on untouched pages of others: ${told.length} of ${read.flat().length}\n${told.join('\n')}\n`,
      );
      expect(told.length / read.flat().length).toBeLessThan(0.05);
    },
    240_000,
  );
});

const tailOf = (pdf: Buffer) => pdf.subarray(pdf.lastIndexOf('startxref')).toString('latin1');

/** The bytes of a file with a signature field whose range ends at the last byte; what it proves is not asked here. */
async function signed(): Promise<Buffer> {
  const document = await PDFDocument.load(await formPdf('lines', COMPLETE));
  const { context } = document;
  const range = [0, 10, 20, 999_999_999];
  const signature = context.register(
    context.obj({ Type: 'Sig', Filter: 'Adobe.PPKLite', ByteRange: range, Contents: PDFString.of('proof') }),
  );
  const field = context.obj({ FT: 'Sig', T: PDFString.of('signature'), V: signature, Rect: [0, 0, 0, 0] });
  document.catalog.set(PDFName.of('AcroForm'), context.obj({ Fields: [context.register(field)], SigFlags: 3 }));
  const bytes = Buffer.from(await document.save({ useObjectStreams: false }));
  const length = String(bytes.length - 20).padEnd(9, ' ');
  return Buffer.from(bytes.toString('latin1').replace('999999999', length), 'latin1');
}
