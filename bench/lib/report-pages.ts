import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPdf } from '../../src/platform/reading/pdf.ts';
import { toGray } from '../../src/platform/reading/raster.ts';
import { random } from './random.ts';

/** Pages of a made-up record with known text: headings, prose, a two-column and a four-column table, four typefaces. */
export interface ReportPage {
  readonly truth: string;
  readonly files: Readonly<Record<Condition, string>>;
}

/** `fax`: 200 dots an inch, one bit, 1.2 % of the dots flipped, 0.4 degrees askew. */
export type Condition = 'clean' | 'skew' | 'fax';

const FONTS = ['Helvetica', 'Times-Roman', 'Courier'] as const;
const SIZES = [10, 11, 9.5] as const;
const FLIPPED = 0.012;

const SENTENCES = [
  'The patient returns for review of essential hypertension and is currently stable on the present regimen.',
  'She reports shortness of breath on exertion but denies chest pain, syncope or palpitations.',
  'Blood pressure in clinic today was 142/86 mmHg with a heart rate of 74 beats per minute.',
  'On examination the lungs are clear bilaterally; no wheezes, rales or rhonchi were heard.',
  'We will repeat the basic metabolic panel in 6 weeks and adjust the dose if potassium exceeds 5.5 mmol/L.',
  'A copy of this record was sent to the requesting provider on 03/14/2024 under a valid authorization.',
  'Return precautions were reviewed; the family verbalized understanding of the plan of care.',
];
const MEDICINES = [
  ['lisinopril 10 mg tablet', 'Take 1 tablet by mouth daily'],
  ['metformin 500 mg tablet', 'Take 1 tablet twice daily with meals'],
  ['apixaban 5 mg tablet', 'Take 1 tablet every 12 hours'],
  ['atorvastatin 40 mg tablet', 'Take 1 tablet at bedtime'],
];
const TESTS = [
  ['Test', 'Value', 'Units', 'Reference range'],
  ['Sodium', '139', 'mmol/L', '135-145'],
  ['Potassium', '4.2', 'mmol/L', '3.5-5.1'],
  ['Creatinine', '1.08', 'mg/dL', '0.60-1.20'],
  ['Glucose', '104', 'mg/dL', '70-99'],
  ['Hemoglobin', '12.9', 'g/dL', '12.0-16.0'],
];

/** Makes `count` pages in every condition; the same ones at every run. */
export async function makeReportPages(count: number): Promise<{ folder: string; pages: ReportPage[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'chartkeeper-ocr-bench-'));
  const pages: ReportPage[] = [];
  for (let number = 0; number < count; number++) {
    const { pdf, truth } = await typeset(number);
    const source = join(folder, 'page.pdf');
    writeFileSync(source, pdf);
    const open = await openPdf(source);
    const gray = await open.withPage(0, (page) => toGray(page.draw(300)).gray);
    open.close();
    const clean = sharp(gray.data, { raw: { width: gray.width, height: gray.height, channels: 1 } }).toColourspace(
      'b-w',
    );
    const angle = (number % 2 === 0 ? 1 : -1) * (0.8 + (number % 5) * 0.5);
    const file = (condition: Condition): string => join(folder, `${condition}-${number}.png`);
    const density = { density: 300 };
    await clean.clone().withMetadata(density).png().toFile(file('clean'));
    await clean.clone().rotate(angle, { background: '#fff' }).withMetadata(density).png().toFile(file('skew'));
    await (await fax(clean.clone(), number)).toFile(file('fax'));
    pages.push({ truth, files: { clean: file('clean'), skew: file('skew'), fax: file('fax') } });
  }
  return { folder, pages };
}

async function fax(clean: ReturnType<typeof sharp>, number: number): Promise<ReturnType<typeof sharp>> {
  const { data, info } = await clean
    .rotate(number % 2 === 0 ? 0.4 : -0.4, { background: '#fff' })
    .resize({ width: 1700 })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const next = random(number + 1);
  for (let i = 0; i < data.length; i++) {
    const ink = (data[i] ?? 255) < 158;
    data[i] = (next() < FLIPPED ? !ink : ink) ? 0 : 255;
  }
  return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
    .toColourspace('b-w')
    .withMetadata({ density: 200 })
    .png();
}

function typeset(number: number): Promise<{ pdf: Buffer; truth: string }> {
  const next = random(number + 100);
  const font = FONTS[number % FONTS.length] ?? FONTS[0];
  const size = SIZES[number % SIZES.length] ?? 10;
  const document = new PDFDocument({ size: 'LETTER', margin: 60 });
  const chunks: Buffer[] = [];
  const lines: string[] = [];
  let y = 60;
  const line = (cells: readonly string[], at: readonly number[] = [0]): void => {
    cells.forEach((cell, i) => document.text(cell, 60 + (at[i] ?? 0), y, { lineBreak: false }));
    lines.push(cells.join(' '));
    y += size * 1.4;
  };
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  document.font(font).fontSize(size);
  line([`PROGRESS NOTE ${number + 1}`]);
  line([`Patient: Abernathy, Rosalind   MRN: ${Math.floor(1e6 + next() * 8e6)}   DOB: 04/${10 + number}/1957`]);
  for (const heading of ['History of present illness', 'Assessment and plan']) {
    line([heading]);
    for (const text of wrap(
      Array.from({ length: 5 }, () => SENTENCES[Math.floor(next() * SENTENCES.length)]).join(' '),
    )) {
      line([text]);
    }
    y += size;
  }
  line(['Medications']);
  for (const row of MEDICINES) line(row, [0, 210]);
  line(['Results']);
  for (const row of TESTS) line(row, [0, 150, 215, 290]);
  line(['Electronically signed by Nikhil Sorensen, MD on 03/15/2024 at 14:32']);
  document.end();
  return new Promise((resolve, reject) => {
    document.on('end', () => resolve({ pdf: Buffer.concat(chunks), truth: lines.join('\n') }));
    document.on('error', reject);
  });
}

function wrap(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.length - 1;
    const longer = `${lines[last] ?? ''} ${word}`.trim();
    if (longer.length > 80) lines.push(word);
    else lines[last] = longer;
  }
  return lines;
}
