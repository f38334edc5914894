import sharp from 'sharp';
import { toGray, type Colours } from '../../../../platform/reading/raster.ts';
import type { PageForm } from '../copy-page.ts';
import type { EmbeddedFont } from '../embedded-font.ts';
import type { RedactedPlace } from '../packet-input.ts';
import { dict, name, num, numText } from '../pdf-values.ts';
import type { PdfWriter } from '../pdf-writer.ts';
import { deriveKeptWords, type PageWord } from './derive-kept-words.ts';
import type { PagePicture } from './open-pictures.ts';
import { isSeenOn, paintPlaces } from './paint-places.ts';

const JPEG_QUALITY = 80;
/** Letters of a code, in points: as large as fits, never larger than a caption. */
const CODE_LARGEST = 9;
const CODE_SMALLEST = 2.5;

/**
 * A page of a document that is redacted: one picture with the places blackened in its pixels, the words that may leave
 * unseen above it, the code of its reason on each place. Nothing of the file the page came from is copied.
 */
export async function drawRedactedPage(
  writer: PdfWriter,
  font: EmbeddedFont,
  page: PagePicture,
  places: readonly RedactedPlace[],
): Promise<PageForm> {
  const { gray, coloured } = toGray(page.pixels);
  // Asked of the page as it was: a place beside a hidden word must not make it look like ink.
  const words = deriveKeptWords(page.words, places, (word) => isSeenOn(gray, word));
  const pixels: Colours = coloured ? page.pixels : { ...gray, channels: 1 };
  paintPlaces(pixels, places);
  const image = writer.addStream(
    dict({
      Type: name('XObject'),
      Subtype: name('Image'),
      Width: num(pixels.width),
      Height: num(pixels.height),
      ColorSpace: name(coloured ? 'DeviceRGB' : 'DeviceGray'),
      BitsPerComponent: num(8),
      Filter: name('DCTDecode'),
    }),
    await encoded(pixels),
  );
  const { width, height } = page;
  const content = [
    `q ${numText(width)} 0 0 ${numText(height)} 0 0 cm /I Do Q`,
    ...words.flatMap((word) => layered(font, word, width, height)),
    ...places.map((place) => coded(font, place, width, height)),
  ].join('\n');
  const form = writer.addContent(
    content,
    dict({
      Type: name('XObject'),
      Subtype: name('Form'),
      BBox: [0, 0, width, height].map(num),
      Resources: dict({ XObject: dict({ I: image }), Font: dict({ FR: font.ref }) }),
    }),
  );
  return { form, width, height };
}

function encoded({ data, width, height, channels }: Colours): Promise<Buffer> {
  const picture = sharp(data, { raw: { width, height, channels } });
  // Grey pixels stay grey: left alone, sharp would write three colours, and the page says one.
  return (channels === 4 ? picture.removeAlpha() : picture)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality: JPEG_QUALITY, chromaSubsampling: '4:4:4', optimiseCoding: false })
    .toBuffer();
}

/** A word without ink, as wide as it stands on the picture. */
function layered(font: EmbeddedFont, word: PageWord, width: number, height: number): string[] {
  const size = Math.max(1, word.h * height * 0.85);
  const natural = font.width(word.text, size);
  if (natural <= 0) return [];
  const stretch = ((word.w * width) / natural) * 100;
  const x = word.x * width;
  const y = (1 - word.y - word.h) * height + size * 0.2;
  return [
    `BT 3 Tr /FR ${numText(size)} Tf ${numText(stretch)} Tz ${numText(x)} ${numText(y)} Td ${shown(font, word.text)} ET`,
  ];
}

/** White on the black, in the upper left of the place. */
function coded(font: EmbeddedFont, place: RedactedPlace, width: number, height: number): string {
  const across = place.w * width;
  const down = place.h * height;
  const one = font.width(place.code, 1);
  const size = Math.max(CODE_SMALLEST, Math.min(CODE_LARGEST, down * 0.75, (across * 0.9) / one));
  const x = Math.min(place.x * width + 1, width - one * size);
  const y = Math.max(0, (1 - place.y) * height - Math.min(down, size * 1.3) / 2 - size * 0.36);
  return `q BT 1 g 0 Tr 100 Tz /FR ${numText(size)} Tf ${numText(x)} ${numText(y)} Td ${shown(font, place.code)} ET Q`;
}

function shown(font: EmbeddedFont, text: string): string {
  return font
    .show(text)
    .pieces.map(({ hex, actual }) =>
      actual === undefined
        ? `<${hex}> Tj`
        : `/Span << /ActualText <feff${Buffer.from(actual, 'utf16le').swap16().toString('hex')}> >> BDC <${hex}> Tj EMC`,
    )
    .join(' ');
}
