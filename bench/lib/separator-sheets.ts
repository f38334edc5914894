import bwipjs from 'bwip-js/node';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { deriveCodeText, type OwnCode } from '../../src/modules/intake/codes/derive-code-text.ts';
import { type Paper, renderSheets } from '../../src/modules/intake/sheets/render-sheets.ts';
import { openPdfBytes } from '../../src/platform/reading/pdf.ts';
import { type Gray, toGray, turnGray } from '../../src/platform/reading/raster.ts';
import { random } from './random.ts';

export type SheetSort = 'separator' | 'patch' | 'text' | 'labels';

export interface ScannedSheet {
  readonly sort: SheetSort;
  /** How it lay on the glass and what the scanner did to it, in words. */
  readonly how: string;
  readonly gray: Gray;
}

const DPI = 200;
const WIDEST_SKEW = 3;
const NOW = new Date('2026-11-02T08:00:00Z');
const PAPERS = ['a4', 'letter'] as const;
/** Sheets of each sort among ten. */
const MIX: readonly SheetSort[] = [
  ...Array<SheetSort>(4).fill('separator'),
  ...Array<SheetSort>(2).fill('patch'),
  ...Array<SheetSort>(2).fill('text'),
  ...Array<SheetSort>(2).fill('labels'),
];
const PROSE =
  'The patient returns for review of essential hypertension and is currently stable on the present regimen. Blood pressure in clinic today was 142/86 mmHg with a heart rate of 74 beats per minute. ';

/**
 * Sheets as a scanner delivers them, one at a time, the same ones at every run: up to three degrees askew either way, one in
 * five upside down, faded ink, a soft lens, dust and flipped dots, four in ten of one bit.
 */
export async function* scanSheets(count: number): AsyncGenerator<ScannedSheet> {
  const drawn = new Map<string, Gray>();
  for (let number = 0; number < count; number++) {
    const next = random(number + 7);
    for (let warm = 0; warm < 3; warm++) next();
    const paper = PAPERS[Math.floor(next() * 2)] ?? 'a4';
    const sort = MIX[Math.floor(next() * MIX.length)] ?? 'text';
    const variant = Math.floor(next() * 4);
    const key = `${sort} ${paper} ${sort === 'separator' ? 0 : variant}`;
    const page = drawn.get(key) ?? (await draw(sort, paper, variant));
    drawn.set(key, page);
    yield { sort, ...(await scan(page, next)) };
  }
}

async function scan(page: Gray, next: () => number): Promise<{ how: string; gray: Gray }> {
  const skew = (next() * 2 - 1) * WIDEST_SKEW;
  const turned = next() < 0.2;
  const oneBit = next() < 0.4;
  const ink = Math.round(next() * 90);
  const blur = next() < 0.5 ? 0.3 + next() * 0.5 : 0;
  const flipped = next() < 0.6 ? next() * 0.012 : 0;
  const grain = next() * 24;
  const { data, width, height } = turnGray(page, turned ? 180 : 0);
  let image = sharp(data, { raw: { width, height, channels: 1 } })
    .rotate(skew, { background: '#fff' })
    .extractChannel(0);
  if (blur > 0) image = image.blur(blur);
  const { data: dots, info } = await image.raw().toBuffer({ resolveWithObject: true });
  for (let at = 0; at < dots.length; at++) {
    const seen = ink + ((dots[at] ?? 255) / 255) * (250 - ink) + (next() - 0.5) * grain;
    const value = oneBit ? (seen < 158 ? 0 : 255) : Math.max(0, Math.min(255, seen));
    dots[at] = next() < flipped ? 255 - value : value;
  }
  const how = `${skew.toFixed(1)} degrees${turned ? ', upside down' : ''}${oneBit ? ', one bit' : ''}, ink ${ink}, blur ${blur.toFixed(2)}, flipped ${(flipped * 100).toFixed(2)} %`;
  return { how, gray: { data: dots, width: info.width, height: info.height } };
}

async function draw(sort: SheetSort, paper: Paper, variant: number): Promise<Gray> {
  const pdf = await openPdfBytes(sort === 'separator' ? await separator(paper) : await page(sort, paper, variant));
  try {
    return await pdf.withPage(0, (it) => toGray(it.draw(DPI)).gray);
  } finally {
    pdf.close();
  }
}

function separator(paper: Paper): Promise<Buffer> {
  return renderSheets({
    layout: 'sheet',
    paper,
    copies: 1,
    title: 'Separator',
    lines: ['A new document begins behind this sheet.'],
    code: textOf({ kind: 'separator' }),
    now: NOW,
  });
}

/** A patch sheet has nothing but its Code 39; a page of a record has prose, and may bear labels of ours or of others. */
async function page(sort: Exclude<SheetSort, 'separator'>, paper: Paper, variant: number): Promise<Buffer> {
  const pen = new PDFDocument({ size: paper === 'a4' ? 'A4' : 'LETTER', margin: 60, info: { CreationDate: NOW } });
  const chunks: Buffer[] = [];
  pen.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<void>((resolve) => pen.on('end', resolve));
  const bars = async (bcid: 'code39' | 'code128' | 'qrcode', text: string, x: number, y: number, scale: number) => {
    const png = await bwipjs.toBuffer({ bcid, text, scale: 8, ...(bcid === 'qrcode' ? {} : { height: 12 }) });
    const { width = 0 } = await sharp(png).metadata();
    pen.image(png, x, y, { width: (width / 8) * scale });
  };
  if (sort === 'patch') {
    // The narrow bar of bought patch sheets is about 0.4 mm.
    const at = 90 + variant * 40;
    await bars('code39', 'PATCHT', at, 70, 1.15);
    pen.fontSize(20).text('PATCH T', 60, 400, { align: 'center' });
    await bars('code39', 'PATCHT', at, 640, 1.15);
  } else {
    const mrn = `0073${1190 + variant}`;
    if (sort === 'labels') {
      await bars('qrcode', textOf({ kind: 'patient', mrn }), 420, 50, 2.2);
      await bars(
        'code128',
        variant % 2 === 0 ? mrn : textOf({ kind: 'visit', number: `V2026-${variant}18` }),
        60,
        60,
        0.9,
      );
    }
    pen.fontSize(10 + variant).text('PROGRESS NOTE', 60, 160);
    pen.text(PROSE.repeat(9), { align: variant % 2 === 0 ? 'left' : 'justify' });
  }
  pen.end();
  await done;
  return Buffer.concat(chunks);
}

function textOf(code: OwnCode): string {
  const text = deriveCodeText(code);
  if (text === undefined) throw new Error('The code cannot be written.');
  return text;
}
