import { createHash } from 'node:crypto';
import type { PdfReader } from './pdf-reader.ts';
import { PdfName, PdfNumber, PdfRef, PdfString, type PdfDict, type PdfValue } from './pdf-values.ts';

const MAX_OBJECTS_OF_PAGE = 200_000;
/** Objects kept for the next page, and how many values one may hold: fonts, which every page of a document shows. */
const KEPT_OBJECTS = 256;
const KEPT_VALUES = 2_000;

interface Shown {
  readonly value: PdfValue;
  readonly streamHash?: string;
}

/**
 * SHA-256 over everything a page shows: its dictionary and all it refers to, walked in a fixed order with references
 * replaced by the order of first meeting, keys sorted, stream bytes by their own hash. Rewriting the file (decrypting,
 * renumbering) changes nothing; changing one byte of content, a font or an image does.
 */
export class PageDigests {
  /** The ones met longest ago come first. */
  private readonly kept = new Map<number, Shown>();

  constructor(private readonly reader: PdfReader) {}

  of(page: PdfDict): string {
    const hash = createHash('sha256');
    const met = new Map<number, number>();
    const queue: number[] = [];
    let values = 0;
    const walk = (value: PdfValue): void => {
      values++;
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
        const sealed = isSealField(value);
        const keys = [...value.keys()]
          .filter((key) => key !== 'Length' && key !== 'Parent' && !(sealed && (key === 'V' || key === 'P')))
          .sort();
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
      const shown = this.take(number);
      const before = values;
      walk(shown.value);
      if (shown.streamHash !== undefined) hash.update(`S${shown.streamHash};`);
      if (values - before <= KEPT_VALUES) this.keep(number, shown);
    }
    return hash.digest('hex');
  }

  private take(number: number): Shown {
    const known = this.kept.get(number);
    if (known !== undefined) {
      this.kept.delete(number);
      return known;
    }
    const { value, stream } = this.reader.object(number);
    return stream === undefined ? { value } : { value, streamHash: createHash('sha256').update(stream).digest('hex') };
  }

  private keep(number: number, shown: Shown): void {
    this.kept.set(number, shown);
    if (this.kept.size <= KEPT_OBJECTS) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }
}

/** Its value is written when all else is, and shows nothing; what could be shown of it is looked at as of any annotation. */
function isSealField(value: PdfDict): boolean {
  const kind = value.get('FT');
  return kind instanceof PdfName && kind.name === 'Sig';
}
