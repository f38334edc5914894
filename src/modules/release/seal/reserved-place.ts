import { randomBytes } from 'node:crypto';
import { dict, name, num, PdfNumber, PdfString, type PdfDict, text } from '../packet/pdf-values.ts';

/** Room for the signature with its certificates; one of the house with three others takes half of it. */
export const RESERVED_BYTES = 16_384;
const NONCE_BYTES = 24;
/** Wide enough for any file; replaced in place. */
export const OPEN_RANGE = '9999999999';

/** What a volume is written with so that it can be sealed when it lies finished. */
export interface SealPlace {
  /** Unknown to whoever made the documents, so that only our own place is found. */
  readonly nonce: string;
  /** Whose seal, why, and when, as viewers show it. */
  readonly name: string;
  readonly reason: string;
  readonly at: string;
}

export function newNonce(): string {
  return randomBytes(NONCE_BYTES).toString('hex');
}

/** ISO 32000-1, 12.8: the range stands immediately before the contents, since the sealing finds one by the other. */
export function signatureDict(place: SealPlace): PdfDict {
  const contents = Buffer.alloc(RESERVED_BYTES);
  contents.write(place.nonce, 'hex');
  const open = new PdfNumber(OPEN_RANGE);
  return dict({
    Type: name('Sig'),
    ByteRange: [num(0), open, open, open],
    Contents: new PdfString(contents),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('adbe.pkcs7.detached'),
    Name: text(place.name),
    Reason: text(place.reason),
    M: new PdfString(Buffer.from(`D:${place.at.replace(/[-:T]|\.\d+|Z/g, '')}Z`, 'latin1')),
  });
}
