import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPdf } from '../../../platform/reading/pdf.ts';
import { type Colours, toGray } from '../../../platform/reading/raster.ts';

/** Draws the pages of a PDF of ours as they would print. */
export async function renderPages(pdf: Buffer, dpi: number): Promise<Colours[]> {
  const folder = await mkdtemp(join(tmpdir(), 'chartkeeper-demo-'));
  try {
    const file = join(folder, 'paper.pdf');
    await writeFile(file, pdf);
    const opened = await openPdf(file);
    try {
      const pages: Colours[] = [];
      for (let at = 0; at < opened.pages; at++) pages.push(await opened.withPage(at, (page) => page.draw(dpi)));
      return pages;
    } finally {
      opened.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function grayOf(page: Colours): Buffer {
  return Buffer.from(toGray(page).gray.data);
}

/** Nearest of sixteen grays, for the value of any gray. */
const STEPS = Uint8Array.from({ length: 256 }, (_, value) => Math.round(value / 17) * 17);

/** As few grays as print needs: a picture of them is small without loss, and quickly made. */
export function sixteenGraysOf({ data, width, height }: Colours): Buffer {
  const out = Buffer.allocUnsafe(width * height);
  // A page drawn by PDFium has four bytes a pixel; green alone tells print and ink from paper.
  for (let at = 0, from = 1; at < out.length; at++, from += 4) out[at] = STEPS[data[from] as number] as number; // in range
  return out;
}

/** Red, green and blue without the fourth byte. */
export function coloursOf(page: Colours): Buffer {
  const { data, width, height, channels } = page;
  const out = Buffer.allocUnsafe(width * height * 3);
  for (let at = 0, from = 0; at < out.length; at += 3, from += channels) {
    out[at] = data[from] ?? 255;
    out[at + 1] = data[from + 1] ?? 255;
    out[at + 2] = data[from + 2] ?? 255;
  }
  return out;
}
