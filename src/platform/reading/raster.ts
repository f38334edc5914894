/** Pixels of one page, one byte each, 0 black to 255 white; row by row without padding. */
export interface Gray {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Pixels of one page: 1 gray; 3 red, green, blue; 4 the same with an unused byte. Row by row without padding. */
export interface Colours {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
}

/** A rectangle as fractions of the page's width and height, from the top left corner; all within 0..1. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** Luminance as ITU-R BT.601 weighs it, in whole numbers; `coloured` when any pixel is visibly not gray. */
export function toGray(page: Colours): { gray: Gray; coloured: boolean } {
  const { data, width, height, channels } = page;
  if (channels === 1) return { gray: page, coloured: false };
  const gray = new Uint8Array(width * height);
  let spread = 0;
  for (let i = 0, at = 0; i < gray.length; i++, at += channels) {
    const r = data[at] ?? 0;
    const g = data[at + 1] ?? 0;
    const b = data[at + 2] ?? 0;
    if (r === g && g === b) {
      gray[i] = r;
      continue;
    }
    gray[i] = (r * 77 + g * 150 + b * 29) >> 8;
    if (Math.abs(r - g) > 24 || Math.abs(g - b) > 24) spread++;
  }
  return { gray: { data: gray, width, height }, coloured: spread > gray.length / 5000 };
}

/** A binary PGM: the plainest picture there is, nothing to compress or to take apart. */
export function asPgm(page: Gray): Buffer {
  const header = Buffer.from(`P5\n${page.width} ${page.height}\n255\n`, 'latin1');
  return Buffer.concat([header, page.data]);
}

/**
 * An uncompressed TIFF of one strip: what both OCR engines load fastest (a PGM costs them a tenth of a second more, read
 * byte by byte).
 */
export function asTiff(page: Gray, dpi: number): Buffer {
  // Tag, type (3 short, 4 long, 5 ratio), value; TIFF 6.0 section 4, grayscale images.
  const tags: readonly (readonly [tag: number, type: 3 | 4 | 5, value: number])[] = [
    [256, 4, page.width],
    [257, 4, page.height],
    [258, 3, 8],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 256],
    [277, 3, 1],
    [278, 4, page.height],
    [279, 4, page.data.length],
    [282, 5, 240],
    [283, 5, 240],
    [296, 3, 2],
  ];
  const header = Buffer.alloc(256);
  header.write('II*\0', 'latin1');
  header.writeUInt32LE(8, 4);
  header.writeUInt16LE(tags.length, 8);
  tags.forEach(([tag, type, value], i) => {
    const at = 10 + i * 12;
    header.writeUInt16LE(tag, at);
    header.writeUInt16LE(type, at + 2);
    header.writeUInt32LE(1, at + 4);
    header.writeUInt32LE(value, at + 8);
  });
  header.writeUInt32LE(dpi, 240);
  header.writeUInt32LE(1, 244);
  return Buffer.concat([header, page.data]);
}

/** Turns a page clockwise by quarters. */
export function turnGray(page: Gray, turn: 0 | 90 | 180 | 270): Gray {
  if (turn === 0) return page;
  const { data, width, height } = page;
  const out = new Uint8Array(data.length);
  if (turn === 180) {
    for (let i = 0, j = data.length - 1; j >= 0; i++, j--) out[j] = data[i] ?? 0;
    return { data: out, width, height };
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = turn === 90 ? x * height + (height - 1 - y) : (width - 1 - x) * height + y;
      out[to] = data[y * width + x] ?? 0;
    }
  }
  return { data: out, width: height, height: width };
}
