import sharp from 'sharp';
import { type Box, type Turn, turnBox, type Word } from '../../../platform/reading/index.ts';

/** A picture that we encoded ourselves, turned clockwise for the document it becomes a page of. */
export function turnPicture(picture: Uint8Array, turn: Turn): Promise<Buffer> {
  return sharp(picture).rotate(turn).webp({ quality: 90 }).toBuffer();
}

/** Words and codes where they are seen on the turned page. */
export function turnWords<B extends { readonly box: Box }>(
  read: { readonly words: readonly Word[]; readonly barcodes: readonly B[] },
  turn: Turn,
): { words: Word[]; barcodes: B[] } {
  return {
    words: read.words.map((word) => turnBox(word, turn)),
    barcodes: read.barcodes.map((barcode) => ({ ...barcode, box: turnBox(barcode.box, turn) })),
  };
}
