import sharp from 'sharp';
import type { Word } from '../../platform/reading/index.ts';
import type { Turn } from './separation/layout.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** A picture that we encoded ourselves, turned clockwise for the document it becomes a page of. */
export function turnPicture(picture: Uint8Array, turn: Turn): Promise<Buffer> {
  return sharp(picture).rotate(turn).webp({ quality: 90 }).toBuffer();
}

/** The places of words and codes on the turned page, in fractions of its sides. */
export function deriveTurned<T extends Box>(box: T, turn: Turn): T {
  const { x, y, w, h } = box;
  switch (turn) {
    case 0:
      return box;
    case 90:
      return { ...box, x: 1 - y - h, y: x, w: h, h: w };
    case 180:
      return { ...box, x: 1 - x - w, y: 1 - y - h };
    case 270:
      return { ...box, x: y, y: 1 - x - w, w: h, h: w };
  }
}

export function turnWords<B extends { readonly box: Box }>(
  read: { readonly words: readonly Word[]; readonly barcodes: readonly B[] },
  turn: Turn,
): { words: Word[]; barcodes: B[] } {
  return {
    words: read.words.map((word) => deriveTurned(word, turn)),
    barcodes: read.barcodes.map((barcode) => ({ ...barcode, box: deriveTurned(barcode.box, turn) })),
  };
}
