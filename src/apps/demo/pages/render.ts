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
