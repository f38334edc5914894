import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { PageForm } from './copy-page.ts';
import { LETTER } from './page-frame.ts';
import { dict, name, num, numText, PdfString, type PdfValue } from './pdf-values.ts';
import type { PdfWriter } from './pdf-writer.ts';

const MAX_PIXELS = 100_000_000;
const MAX_BYTES = 64 * 1024 * 1024;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly space: PdfValue;
  readonly bits: number;
  readonly filter: 'FlateDecode' | 'DCTDecode';
  readonly parms?: PdfValue;
  readonly data: Buffer;
  readonly inverted?: boolean;
}

/**
 * A page image as a page. JPEG and PNG that our renderer wrote are embedded as they are, without their metadata; anything
 * else is decoded and written anew. The page takes the shape of the picture, within Letter upright or on its side.
 */
export async function embedImage(writer: PdfWriter, path: string): Promise<PageForm> {
  const bytes = readFileSync(path);
  if (bytes.length > MAX_BYTES) throw new Error('a page image is larger than the limit');
  const picture = jpeg(bytes) ?? png(bytes) ?? (await rewritten(bytes));
  if (picture.width * picture.height > MAX_PIXELS) throw new Error('a page image has more pixels than the limit');
  const landscape = picture.width > picture.height;
  const room = landscape ? [LETTER.height, LETTER.width] : [LETTER.width, LETTER.height];
  const scale = Math.min((room[0] as number) / picture.width, (room[1] as number) / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  const image = writer.addStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Image'),
      Width: num(picture.width),
      Height: num(picture.height),
      ColorSpace: picture.space,
      BitsPerComponent: num(picture.bits),
      Filter: name(picture.filter),
      DecodeParms: picture.parms,
      Decode: picture.inverted ? [1, 0, 1, 0, 1, 0, 1, 0].map(num) : undefined,
    }),
    picture.data,
  );
  const content = Buffer.from(`${numText(width)} 0 0 ${numText(height)} 0 0 cm /I Do`);
  const form = writer.addStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, width, height].map(num),
      Resources: dict({ XObject: dict({ I: image }) }),
    }),
    content,
  );
  return { form, width, height };
}

/** Walks the segments up to the scan; drops EXIF, comments and profiles, keeps Adobe's, which says how CMYK is meant. */
function jpeg(bytes: Buffer): Picture | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8 || !endsAsJpeg(bytes)) return undefined;
  const kept: Buffer[] = [bytes.subarray(0, 2)];
  let frame: { width: number; height: number; components: number } | undefined;
  let adobe = false;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] as number;
    const length = bytes.readUInt16BE(at + 2);
    const segment = bytes.subarray(at, at + 2 + length);
    if (marker === 0xda) {
      if (frame === undefined || (frame.components === 4 && !adobe)) return undefined;
      const space = frame.components === 1 ? 'DeviceGray' : frame.components === 3 ? 'DeviceRGB' : 'DeviceCMYK';
      const data = Buffer.concat([...kept, bytes.subarray(at)]);
      return { ...frame, space: name(space), bits: 8, filter: 'DCTDecode', data, inverted: frame.components === 4 };
    }
    if (marker === 0xe1 && segment.includes('Exif')) return undefined; // it may say that the picture lies on its side
    if (marker === 0xee) adobe = true;
    if (marker === 0xc0 || marker === 0xc1 || marker === 0xc2) {
      if (segment[4] !== 8) return undefined;
      frame = { height: segment.readUInt16BE(5), width: segment.readUInt16BE(7), components: segment[9] ?? 0 };
      if (frame.height === 0 || frame.width === 0 || ![1, 3, 4].includes(frame.components)) return undefined;
    } else if (marker >= 0xc3 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8) return undefined; // lossless, arithmetic
    if (marker === 0xee || marker < 0xe0 || marker > 0xfe || marker === 0xe0) kept.push(segment);
    at += 2 + length;
  }
  return undefined;
}

function endsAsJpeg(bytes: Buffer): boolean {
  return bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}

const COLOURS: Record<number, { channels: number; space: string }> = {
  0: { channels: 1, space: 'DeviceGray' },
  2: { channels: 3, space: 'DeviceRGB' },
  3: { channels: 1, space: 'Indexed' },
};

/** PNG's picture data is a PDF stream already (Flate with PNG predictors), as long as it has no transparency or interlacing. */
function png(bytes: Buffer): Picture | undefined {
  if (bytes.length < 45 || bytes.toString('latin1', 1, 4) !== 'PNG') return undefined;
  const data: Buffer[] = [];
  let palette: Buffer | undefined;
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (
      at + 12 + length > bytes.length ||
      crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(at + 8 + length)
    )
      return undefined;
    if (type === 'tRNS') return undefined;
    if (type === 'PLTE') palette = body;
    if (type === 'IDAT') data.push(body);
    if (type === 'IEND') return pngPicture(bytes, data, palette);
    at += 12 + length;
  }
  return undefined;
}

function pngPicture(bytes: Buffer, data: readonly Buffer[], palette: Buffer | undefined): Picture | undefined {
  const [width, height, bits, colour, interlace] = [
    bytes.readUInt32BE(16),
    bytes.readUInt32BE(20),
    bytes[24] ?? 0,
    bytes[25] ?? -1,
    bytes[28],
  ];
  const known = COLOURS[colour];
  if (known === undefined || bits > 8 || interlace !== 0 || width === 0 || height === 0) return undefined;
  if (known.space === 'Indexed' && palette === undefined) return undefined;
  const space =
    palette === undefined || known.space !== 'Indexed'
      ? name(known.space)
      : [name('Indexed'), name('DeviceRGB'), num(palette.length / 3 - 1), new PdfString(palette)];
  const parms = dict({
    Predictor: num(15),
    Colors: num(known.channels),
    BitsPerComponent: num(bits),
    Columns: num(width),
  });
  return { width, height, space, bits, filter: 'FlateDecode', parms, data: Buffer.concat(data) };
}

async function rewritten(bytes: Buffer): Promise<Picture> {
  // Most packets need none of it, and loading it takes a tenth of a second.
  const { default: sharp } = await import('sharp');
  const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
    .rotate()
    .flatten({ background: '#ffffff' });
  const made = jpeg(await image.jpeg({ quality: 85, chromaSubsampling: '4:4:4' }).toBuffer());
  if (made === undefined) throw new Error('a page image could not be read');
  return made;
}
