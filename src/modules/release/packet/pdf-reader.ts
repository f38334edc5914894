import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { PdfSyntaxError, PdfTokens } from './parse-pdf-value.ts';
import { isDict, PdfName, PdfNumber, PdfRef, type PdfDict, type PdfObject, type PdfValue } from './pdf-values.ts';

/** A file with more objects than this is not a medical document. */
const MAX_OBJECTS = 2_000_000;
const MAX_PAGES = 100_000;
/** One object is read as a whole: a page image of 64 MiB compressed is beyond any scanner of ours. */
const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
const MAX_TREE_DEPTH = 50;
/** Objects of one page lie side by side: one read of this many bytes serves dozens of them. */
const WINDOW_BYTES = 256 * 1024;

/**
 * Random access to the objects of a PDF with a classic cross-reference table: what qpdf writes with
 * `--object-streams=disable` and what our own writer writes. Foreign files never come here unnormalised. Objects are
 * read from disk when asked for, so that a volume of a thousand pages costs memory for a few pages.
 */
export class PdfReader {
  readonly trailer: PdfDict;
  private readonly offsets: number[] = [];
  private readonly ends = new Map<number, number>();
  private readonly size: number;

  private constructor(private readonly file: number) {
    this.size = fstatSync(file).size;
    this.trailer = this.readXref();
    const sorted = [...new Set([...this.offsets.filter((offset) => offset > 0), this.xrefAt])].sort((a, b) => a - b);
    sorted.forEach((offset, index) => this.ends.set(offset, sorted[index + 1] ?? this.size));
  }

  private xrefAt = 0;
  private window: { readonly at: number; readonly bytes: Buffer } = { at: 0, bytes: Buffer.alloc(0) };

  static open(path: string): PdfReader {
    const file = openSync(path, 'r');
    try {
      return new PdfReader(file);
    } catch (error) {
      closeSync(file);
      throw error;
    }
  }

  close(): void {
    closeSync(this.file);
  }

  object(number: number): PdfObject {
    const offset = this.offsets[number];
    if (offset === undefined || offset === 0) return { value: null };
    const length = (this.ends.get(offset) ?? this.size) - offset;
    if (length > MAX_OBJECT_BYTES) throw new PdfSyntaxError('one object is larger than the limit');
    const bytes = this.read(offset, length);
    const tokens = new PdfTokens(bytes);
    tokens.word();
    tokens.word();
    if (tokens.word() !== 'obj') throw new PdfSyntaxError(`object ${number} is not where the table says`);
    const value = tokens.value();
    const start = tokens.at;
    if (!isDict(value) || tokens.word() !== 'stream') {
      tokens.at = start;
      return { value };
    }
    const at = bytes[tokens.at] === 13 ? tokens.at + 2 : tokens.at + 1;
    const streamLength = this.number(value.get('Length'));
    if (streamLength === undefined || streamLength < 0 || at + streamLength > bytes.length)
      throw new PdfSyntaxError('a stream has no length');
    return { value, stream: bytes.subarray(at, at + streamLength) };
  }

  /** Follows references; a chain longer than a few is a circle. */
  resolve(value: PdfValue | undefined): PdfValue {
    let current = value ?? null;
    for (let hops = 0; current instanceof PdfRef; hops++) {
      if (hops > 8) throw new PdfSyntaxError('references lead in a circle');
      current = this.object(current.number).value;
    }
    return current;
  }

  dict(value: PdfValue | undefined): PdfDict | undefined {
    const found = this.resolve(value);
    return isDict(found) ? found : undefined;
  }

  number(value: PdfValue | undefined): number | undefined {
    const found = this.resolve(value);
    return found instanceof PdfNumber && Number.isFinite(found.value) ? found.value : undefined;
  }

  numbers(value: PdfValue | undefined): number[] {
    const found = this.resolve(value);
    return Array.isArray(found) ? found.map((item) => this.number(item) ?? 0) : [];
  }

  catalog(): PdfDict {
    const root = this.dict(this.trailer.get('Root'));
    if (root === undefined) throw new PdfSyntaxError('there is no catalogue');
    return root;
  }

  /** The pages in reading order, each with what it inherits from its parents (7.7.3.4). */
  pages(): PdfDict[] {
    const pages: PdfDict[] = [];
    const seen = new Set<number>();
    const walk = (node: PdfValue | undefined, inherited: PdfDict, depth: number): void => {
      if (depth > MAX_TREE_DEPTH) throw new PdfSyntaxError('the page tree is too deep');
      if (node instanceof PdfRef) {
        if (seen.has(node.number)) throw new PdfSyntaxError('the page tree is a circle');
        seen.add(node.number);
      }
      const found = this.dict(node);
      if (found === undefined) return;
      const merged: PdfDict = new Map([...inherited, ...found]);
      const kids = this.resolve(found.get('Kids'));
      if (!Array.isArray(kids)) {
        if (pages.push(merged) > MAX_PAGES) throw new PdfSyntaxError('more pages than the limit');
        return;
      }
      const passed: PdfDict = new Map([...merged].filter(([key]) => INHERITABLE.has(key)));
      for (const kid of kids) walk(kid, passed, depth + 1);
    };
    walk(this.catalog().get('Pages'), new Map(), 0);
    return pages;
  }

  private read(offset: number, length: number): Buffer {
    const at = offset - (offset % WINDOW_BYTES);
    // What does not lie within one window is read by itself.
    if (offset + length > at + WINDOW_BYTES) return this.readDisk(offset, length);
    if (this.window.at !== at || this.window.bytes.length === 0)
      this.window = { at, bytes: this.readDisk(at, Math.min(WINDOW_BYTES, this.size - at)) };
    return this.window.bytes.subarray(offset - at, offset - at + length);
  }

  private readDisk(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    while (done < length) {
      const got = readSync(this.file, bytes, done, length - done, offset + done);
      if (got === 0) break;
      done += got;
    }
    return bytes.subarray(0, done);
  }

  private readXref(): PdfDict {
    const tailAt = Math.max(0, this.size - 2048);
    const tail = this.read(tailAt, this.size - tailAt).toString('latin1');
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(tail)?.[1];
    if (start === undefined) throw new PdfSyntaxError('no cross-reference table at the end');
    this.xrefAt = Number(start);
    const tokens = new PdfTokens(this.read(this.xrefAt, Math.min(this.size - this.xrefAt, MAX_OBJECTS * 20 + 65_536)));
    if (tokens.word() !== 'xref') throw new PdfSyntaxError('no cross-reference table where the end points to');
    for (let word = tokens.word(); word !== 'trailer'; word = tokens.word()) {
      const first = Number(word);
      const count = Number(tokens.word());
      if (!(first >= 0) || !(count >= 0) || first + count > MAX_OBJECTS)
        throw new PdfSyntaxError('the cross-reference table is damaged');
      for (let n = first; n < first + count; n++) {
        const offset = Number(tokens.word());
        tokens.word();
        this.offsets[n] = tokens.word() === 'n' && offset < this.size ? offset : 0;
      }
    }
    const trailer = tokens.value();
    if (!isDict(trailer)) throw new PdfSyntaxError('no trailer');
    return trailer;
  }
}

const INHERITABLE = new Set(['Resources', 'MediaBox', 'CropBox', 'Rotate']);

export function isNamed(value: PdfValue | undefined, expected: string): boolean {
  return value instanceof PdfName && value.name === expected;
}
