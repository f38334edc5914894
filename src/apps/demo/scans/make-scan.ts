import { drawPaper } from '../pages/draw-paper.ts';
import { type Raster, renderPages } from '../pages/render.ts';
import { randomFrom } from '../fiction/random.ts';
import { adornFor } from './adorn.ts';
import { degrade, SCAN_DPI } from './degrade.ts';
import { packScan } from './pack.ts';
import type { Scan } from './scan.ts';

/** The file as it comes off the scanner, out of the fax line or out of a telephone. */
export async function makeScan(scan: Scan): Promise<{ bytes: Buffer; pages: number }> {
  const random = randomFrom(`scan ${scan.fileName}`);
  const pages: Raster[] = [];
  const inColour = scan.taken === 'scanner' || scan.taken === 'telephone';
  for (const [at, { paper, handling = {} }] of scan.papers.entries()) {
    const drawn = await drawPaper(paper, adornFor(`${scan.fileName} ${at}`, handling));
    for (const clean of await renderPages(drawn.pdf, SCAN_DPI, inColour ? 3 : 1)) {
      const taken = await degrade(clean, scan.taken, random);
      pages.push(scan.upsideDown === true ? turned(taken) : taken);
    }
  }
  const whole = await packScan(pages, scan.kind);
  return { bytes: scan.cutShort === true ? whole.subarray(0, whole.length >> 1) : whole, pages: pages.length };
}

function turned(page: Raster): Raster {
  const { data, channels } = page;
  const out = Buffer.allocUnsafe(data.length);
  for (let at = 0; at < data.length; at += channels) data.copy(out, data.length - at - channels, at, at + channels);
  return { ...page, data: out };
}
