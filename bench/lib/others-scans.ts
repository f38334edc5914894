import sharp from 'sharp';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPdf } from '../../src/platform/reading/pdf.ts';
import { toGray } from '../../src/platform/reading/raster.ts';

/** A page that others scanned, with what stands on it. */
export interface OthersScan {
  readonly file: string;
  /** The same as a picture, for an engine that opens no PDF. */
  readonly picture: string;
  readonly truth: string;
}

export interface ScanSet {
  readonly name: 'ocr-scans' | 'receipts-sroie';
  readonly scans: readonly OthersScan[];
}

/** The sets that lie in `inputs`, their PDFs drawn into `scratch`; none where nobody put them there. */
export async function findOthersScans(inputs: string, scratch: string): Promise<ScanSet[]> {
  const sets: ScanSet[] = [];
  const pages = join(inputs, 'ocr-scans', 'index.json');
  if (existsSync(pages)) {
    const scans: OthersScan[] = [];
    for (const { file, truth } of JSON.parse(readFileSync(pages, 'utf8')) as { file: string; truth?: string }[]) {
      if (typeof truth !== 'string') continue;
      const path = join(inputs, 'ocr-scans', file);
      scans.push({
        file: path,
        picture: file.endsWith('.pdf') ? await drawn(path, join(scratch, `${file}.png`)) : path,
        truth: readFileSync(join(inputs, 'ocr-scans', truth), 'utf8'),
      });
    }
    sets.push({ name: 'ocr-scans', scans });
  }
  const receipts = join(inputs, 'receipts-sroie', 'truth.json');
  if (existsSync(receipts)) {
    const all = JSON.parse(readFileSync(receipts, 'utf8')) as { file: string; lines: { text: string }[] }[];
    const scans = all.map(({ file, lines }): OthersScan => {
      const path = join(inputs, 'receipts-sroie', file);
      return { file: path, picture: path, truth: lines.map(({ text }) => text).join('\n') };
    });
    sets.push({ name: 'receipts-sroie', scans });
  }
  return sets;
}

/** Words of both over words of either (F1), however they are ordered or cased: columns may be read in either order. */
export function wordF1(truth: string, text: string): number {
  const [wanted, read] = [wordsOf(truth), wordsOf(text)];
  if (wanted.length + read.length === 0) return 1;
  const left = new Map<string, number>();
  for (const word of wanted) left.set(word, (left.get(word) ?? 0) + 1);
  let both = 0;
  for (const word of read) {
    const rest = left.get(word) ?? 0;
    if (rest > 0) both++;
    left.set(word, rest - 1);
  }
  return (2 * both) / (wanted.length + read.length);
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

async function drawn(file: string, to: string): Promise<string> {
  const pdf = await openPdf(file);
  try {
    const { data, width, height } = await pdf.withPage(0, (page) => toGray(page.draw(300)).gray);
    await sharp(data, { raw: { width, height, channels: 1 } })
      .grayscale()
      .withMetadata({ density: 300 })
      .png()
      .toFile(to);
    return to;
  } finally {
    pdf.close();
  }
}
