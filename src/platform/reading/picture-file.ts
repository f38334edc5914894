import sharp, { type Metadata, type Sharp } from 'sharp';
import { READING_LIMITS } from './limits.ts';
import { type Colours } from './raster.ts';
import { refuse, Refused } from './refusal.ts';
import { type TiffPage, readTiffPages } from './tiff-pages.ts';

// One thread a reader: there is a reader for every core already. The cache would only hold pages that never come back.
sharp.concurrency(1);
sharp.cache(false);

export interface PicturePage {
  readonly width: number;
  readonly height: number;
  /** Dots an inch across and down as the file states them; undefined where it does not, or states nonsense. */
  readonly dpi: { readonly x: number; readonly y: number } | undefined;
}

export interface Picture {
  readonly pages: readonly PicturePage[];
  /** Decodes one page (from 0), upright by its orientation tag, on white, with square pixels, at most the working size. */
  decode(index: number): Promise<Colours & { readonly dpi: number | undefined }>;
}

/** Opens a TIFF, PNG or JPEG by its headers only. */
export async function openPicture(file: string, kind: 'tiff' | 'png' | 'jpeg'): Promise<Picture> {
  const pages = kind === 'tiff' ? await tiffPages(file) : [await singlePage(file)];
  return {
    pages,
    async decode(index) {
      const page = pages[index];
      if (page === undefined) throw refuse.damaged('The page');
      const { width, height, dpi } = page;
      if (width * height > READING_LIMITS.pixels) throw refuse.tooManyPixels(width, height, READING_LIMITS.pixels);
      return decode(open(file, index), width, height, dpi);
    },
  };
}

function open(file: string, page: number): Sharp {
  // 'error': missing or broken image data is refused, a strange tag is not.
  return sharp(file, {
    page,
    pages: 1,
    limitInputPixels: READING_LIMITS.pixels,
    failOn: 'error',
    sequentialRead: true,
  });
}

async function tiffPages(file: string): Promise<PicturePage[]> {
  const pages = await readTiffPages(file, READING_LIMITS.pages);
  return pages.map((it: TiffPage) => ({ width: it.width, height: it.height, dpi: sane(it.dpiX, it.dpiY) }));
}

async function singlePage(file: string): Promise<PicturePage> {
  // Only the header: its numbers are held to the limit by whoever decodes.
  const meta: Metadata = await sharp(file, { limitInputPixels: false }).metadata().catch(rethrow);
  const { width, height, density } = meta;
  return { width, height, dpi: sane(density, density) };
}

/** Screens write 72 or 96 whatever the picture is; scanners and cameras that know write 100 to 1,200. */
function sane(x: number | undefined, y: number | undefined): PicturePage['dpi'] {
  if (x === undefined || y === undefined || !(x >= 98 && x <= 1300 && y >= 90 && y <= 1300)) return undefined;
  return { x, y };
}

async function decode(picture: Sharp, width: number, height: number, dpi: PicturePage['dpi']) {
  // Standard fax is 204 by 98 dots an inch: stretched until the dots are square.
  const stretch = dpi === undefined ? 1 : Math.min(4, Math.max(0.25, dpi.x / dpi.y));
  const shrink = Math.min(1, Math.sqrt(READING_LIMITS.workingPixels / (width * height * stretch)));
  let work = picture;
  if (stretch < 0.95 || stretch > 1.05 || shrink < 1) {
    const to = {
      width: Math.max(1, Math.round(width * shrink)),
      height: Math.max(1, Math.round(height * stretch * shrink)),
    };
    work = work.resize({ ...to, fit: 'fill', kernel: 'lanczos3' });
  }
  const { space, channels: stored, hasAlpha } = await picture.metadata().catch(rethrow);
  // A gray page stays one byte a pixel: a third of the memory and of the work.
  const gray = space === 'b-w' || space === 'grey16';
  // Some writers add samples that mean nothing to us beside one for transparency; only true colour knows how to drop them.
  const strange = hasAlpha && stored > (gray ? 2 : space === 'cmyk' ? 5 : 4);
  const upright = work.autoOrient();
  const { data, info } = await (strange ? upright : upright.flatten({ background: '#ffffff' }))
    .toColourspace(gray ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(rethrow);
  const facts = { width: info.width, height: info.height, dpi: dpi === undefined ? undefined : dpi.x * shrink };
  // sharp's type stops at four; a file does not.
  const channels: number = info.channels;
  if (channels === 1 || channels === 3 || channels === 4) return { data, channels, ...facts } as const;
  return { data: firstSamples(data, channels, gray ? 1 : 3), channels: gray ? 1 : 3, ...facts } as const;
}

function firstSamples(data: Uint8Array, stored: number, wanted: 1 | 3): Uint8Array {
  const pixels = data.length / stored;
  const out = new Uint8Array(pixels * wanted);
  for (let i = 0; i < pixels; i++) {
    for (let c = 0; c < wanted; c++) out[i * wanted + c] = data[i * stored + c] ?? 255;
  }
  return out;
}

/** libvips' messages to our reasons; the message itself may quote the file and goes no further. */
function rethrow(error: unknown): never {
  if (error instanceof Refused) throw error;
  const message = error instanceof Error ? error.message : '';
  if (/ENOSPC|no space/i.test(message)) throw refuse.noSpace();
  if (/pixel limit/i.test(message)) throw refuse.damaged('The picture claims an impossible size: it');
  if (/premature|truncat|end of (file|stream)|not enough data|fewer|read error/i.test(message))
    throw refuse.truncated();
  if (/not supported|unsupported/i.test(message)) {
    throw refuse.unsupported('a picture stored in an unusual way', 'Save it again as PDF or PNG and send that.');
  }
  throw refuse.damaged('The picture');
}
