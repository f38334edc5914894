import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { openPdfBytes } from '../../src/platform/reading/pdf.ts';
import { toGray } from '../../src/platform/reading/raster.ts';
import { random } from './random.ts';

/** A picture of a page as a scanner leaves it. Two of one `paper` are to be found. */
export interface ScannedPage {
  readonly paper: number;
  readonly picture: Buffer;
  /** How the paper was scanned again; none for its first scan. */
  readonly again?: Again;
}

export type Again = keyof typeof AGAIN;

const DPI = 150;
const [WIDTH, HEIGHT] = [612, 792];
const WORDS =
  'patient seen examined today without acute distress lungs clear heart regular abdomen soft nontender medication continued reviewed follow up weeks results discussed family plan agreed vital signs stable pressure pulse temperature oxygen saturation laboratory values within range imaging unchanged wound clean dry therapy tolerated diet advanced activity'.split(
    ' ',
  );
const FONTS = ['Helvetica', 'Times-Roman', 'Courier'] as const;
const FORM = ['Consent to treatment', 'Assignment of benefits', 'Receipt of the notice', 'Emergency contact'] as const;

type Picture = ReturnType<typeof sharp>;

/** The same paper on another scanner, or put in another way. */
const AGAIN = {
  paler: (page: Picture) => page.resize({ width: 900 }).linear(0.8, 40),
  darker: (page: Picture) => page.linear(0.8, 0),
  pressed: (page: Picture) => page.jpeg({ quality: 30 }),
  slipped: (page: Picture) => page.extend({ left: 20, top: 30, background: '#fff' }),
  'askew by 0.6 degrees': (page: Picture) => page.rotate(0.6, { background: '#fff' }),
  'askew by 1.2 degrees and paler': (page: Picture) => page.rotate(-1.2, { background: '#fff' }).linear(0.85, 30),
  'black and white': (page: Picture) => page.threshold(150),
} as const;

/**
 * `papers` sheets, two of three in print, the third one of four forms that are the same but for what a hand wrote into them;
 * behind them `again` second scans, each of another sheet, in every way in turn.
 */
export async function makeScannedPages(papers: number, again: number): Promise<ScannedPage[]> {
  const pages: ScannedPage[] = [];
  for (let paper = 0; paper < papers; paper++)
    pages.push({ paper, picture: await asKept(sharp(await draw(paper % 3 === 2 ? form(paper) : print(paper)))) });
  const ways = Object.keys(AGAIN) as Again[];
  const step = Math.floor(papers / again);
  for (let n = 0; n < again; n++) {
    const first = pages[n * step];
    const way = ways[n % ways.length];
    if (first === undefined || way === undefined) throw new Error('more second scans than papers');
    const second = await AGAIN[way](sharp(first.picture)).png().toBuffer();
    pages.push({ paper: first.paper, again: way, picture: await asKept(sharp(second)) });
  }
  return pages;
}

const asKept = (page: Picture) => page.webp({ quality: 80 }).toBuffer();

async function draw(pdf: Promise<Buffer>): Promise<Buffer> {
  const open = await openPdfBytes(await pdf);
  try {
    const { gray } = await open.withPage(0, (page) => toGray(page.draw(DPI)));
    return await sharp(gray.data, { raw: { width: gray.width, height: gray.height, channels: 1 } })
      .png()
      .toBuffer();
  } finally {
    open.close();
  }
}

function print(paper: number): Promise<Buffer> {
  const next = random(paper + 1);
  return typeset((page) => {
    page.font(FONTS[paper % FONTS.length] ?? FONTS[0]).fontSize(9 + (paper % 3));
    for (let line = 0; line < 12 + (paper % 20); line++)
      page.text(Array.from({ length: 10 }, () => WORDS[Math.floor(next() * WORDS.length)] ?? '').join(' '), {
        lineGap: 4,
      });
  });
}

function form(paper: number): Promise<Buffer> {
  const next = random(paper + 1);
  return typeset((page) => {
    page
      .font('Helvetica')
      .fontSize(16)
      .text(FORM[Math.floor(paper / 3) % FORM.length] ?? FORM[0]);
    page
      .fontSize(10)
      .rect(60, 110, WIDTH - 120, HEIGHT - 220)
      .stroke();
    for (let row = 0; row < 6; row++) {
      const y = 120 + row * 90;
      page.text(['Name', 'Date of birth', 'Address', 'Telephone', 'Relationship', 'Signature'][row] ?? '', 70, y);
      page
        .moveTo(60, y + 80)
        .lineTo(WIDTH - 60, y + 80)
        .stroke();
      hand(page, { x: 180, y: y + 40, strokes: 8 + Math.floor(next() * 10) }, next);
    }
  });
}

function hand(
  page: PDFKit.PDFDocument,
  at: { readonly x: number; readonly y: number; readonly strokes: number },
  next: () => number,
): void {
  page.lineWidth(1.6);
  for (let stroke = 0; stroke < at.strokes; stroke++) {
    const x = at.x + stroke * 12;
    page
      .moveTo(x, at.y + (next() - 0.5) * 8)
      .quadraticCurveTo(x + 4 + next() * 6, at.y - 6 - next() * 18, x + 12, at.y + (next() - 0.5) * 12)
      .stroke();
  }
  page.lineWidth(1);
}

function typeset(write: (page: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'LETTER', margin: 60 });
  const chunks: Buffer[] = [];
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
  write(pdf);
  pdf.end();
  return new Promise((resolve, reject) => {
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}
