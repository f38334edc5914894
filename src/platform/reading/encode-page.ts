import sharp, { type CreateRaw, type OutputInfo, type Sharp } from 'sharp';
import { type Turn } from './derive-posture.ts';
import { READING_LIMITS } from './limits.ts';
import { type PageImage, type ReadPage } from './page.ts';
import { imageFile, thumbnailFile } from './page-files.ts';
import { type Colours } from './raster.ts';
import { refuse } from './refusal.ts';

/** The viewer's picture and the small one, drawn anew from pixels: nothing of the file's own bytes reaches a browser. */
export async function encodePage(
  page: Colours & { readonly dpi: number | undefined },
  coloured: boolean,
  turn: Turn,
  folder: string,
  number: number,
): Promise<Required<Pick<ReadPage, 'image' | 'thumbnail'>>> {
  const scale = Math.min(1, READING_LIMITS.viewerDpi / (page.dpi ?? READING_LIMITS.viewerDpi * 2));
  const sideways = turn === 90 || turn === 270;
  const acrossNow = sideways ? page.height : page.width;
  const wanted = Math.min(
    READING_LIMITS.viewerWidth,
    Math.max(Math.round(acrossNow * scale), Math.min(acrossNow, 1000)),
  );
  const small = await plain(page, coloured)
    .resize(sideways ? { height: wanted } : { width: wanted })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const upright = await sharp(small.data, { raw: rawOf(small.info) })
    .rotate(turn)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [image, thumbnail] = await Promise.all([
    write(sharp(upright.data, { raw: rawOf(upright.info) }), imageFile(folder, number), 80),
    write(
      sharp(upright.data, { raw: rawOf(upright.info) }).resize({ width: READING_LIMITS.thumbnailWidth }),
      thumbnailFile(folder, number),
      70,
    ),
  ]);
  return { image, thumbnail };
}

function plain(page: Colours, coloured: boolean): Sharp {
  const picture = sharp(page.data, {
    raw: { width: page.width, height: page.height, channels: page.channels },
    limitInputPixels: READING_LIMITS.pixels,
  });
  const opaque = page.channels === 4 ? picture.removeAlpha() : picture;
  return coloured ? opaque : opaque.toColourspace('b-w');
}

async function write(picture: Sharp, file: string, quality: number): Promise<PageImage> {
  try {
    const info = await picture.webp({ quality, effort: 1 }).toFile(file);
    return { file, mediaType: 'image/webp', width: info.width, height: info.height, bytes: info.size };
  } catch (error) {
    if (error instanceof Error && /space|write/i.test(error.message)) throw refuse.noSpace();
    throw error;
  }
}

const rawOf = (info: OutputInfo): CreateRaw => ({
  width: info.width,
  height: info.height,
  channels: info.channels,
});
