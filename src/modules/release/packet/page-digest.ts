import { createHash } from 'node:crypto';
import type { PdfReader } from './pdf-reader.ts';
import { PdfName, PdfNumber, PdfRef, PdfString, type PdfDict, type PdfValue } from './pdf-values.ts';

const MAX_OBJECTS_OF_PAGE = 200_000;

/**
 * SHA-256 over everything a page shows: its dictionary and all it refers to, walked in a fixed order with references
 * replaced by the order of first meeting, keys sorted, stream bytes by their own hash. Rewriting the file (decrypting,
 * renumbering) changes nothing; changing one byte of content, a font or an image does.
 */
export class PageDigests {
  private readonly streams = new Map<number, string>();

  constructor(private readonly reader: PdfReader) {}

  of(page: PdfDict): string {
    const hash = createHash('sha256');
    const met = new Map<number, number>();
    const queue: number[] = [];
    const walk = (value: PdfValue): void => {
      if (value instanceof PdfRef) {
        let order = met.get(value.number);
        if (order === undefined) {
          order = met.size;
          met.set(value.number, order);
          queue.push(value.number);
        }
        hash.update(`R${order};`);
      } else if (value instanceof PdfName) hash.update(`/${value.name};`);
      else if (value instanceof PdfNumber) hash.update(`${value.text};`);
      else if (value instanceof PdfString) hash.update(`s${value.bytes.length}:`).update(value.bytes);
      else if (Array.isArray(value)) {
        hash.update(`[${value.length};`);
        value.forEach(walk);
      } else if (value instanceof Map) {
        const keys = [...value.keys()].filter((key) => key !== 'Length' && key !== 'Parent').sort();
        hash.update(`<${keys.length};`);
        for (const key of keys) {
          hash.update(`/${key};`);
          walk(value.get(key) ?? null);
        }
      } else hash.update(`${String(value)};`);
    };
    walk(page);
    for (let next = 0; next < queue.length; next++) {
      if (next > MAX_OBJECTS_OF_PAGE) throw new Error('a page has more objects than the limit');
      const number = queue[next] as number;
      const { value, stream } = this.reader.object(number);
      walk(value);
      if (stream !== undefined) hash.update(`S${this.streamHash(number, stream)};`);
    }
    return hash.digest('hex');
  }

  /** Fonts are shared by all pages: hashed once. */
  private streamHash(number: number, stream: Buffer): string {
    const known = this.streams.get(number);
    if (known !== undefined) return known;
    const hex = createHash('sha256').update(stream).digest('hex');
    this.streams.set(number, hex);
    return hex;
  }
}
