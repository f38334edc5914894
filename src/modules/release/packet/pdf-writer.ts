import { createHash, type Hash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { dict, name, num, PdfNumber, PdfRef, PdfString, print, type PdfDict, type PdfValue } from './pdf-values.ts';

const FLUSH_BYTES = 256 * 1024;

/**
 * Writes a PDF 1.7 file from front to back, keeping only the offsets in memory. Numbers may be reserved before their
 * object is known (fonts, the page tree) and written later. The same calls give the same bytes: no clock, no chance.
 */
export class PdfWriter {
  private readonly file: number;
  private readonly hash: Hash = createHash('sha256');
  private readonly offsets: number[] = [0];
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private position = 0;

  constructor(path: string) {
    this.file = openSync(path, 'wx', 0o600);
    this.put(Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1'));
  }

  /** Bytes written so far. */
  get bytes(): number {
    return this.position;
  }

  reserve(): PdfRef {
    this.offsets.push(0);
    return new PdfRef(this.offsets.length - 1);
  }

  add(value: PdfValue, renumber?: (number: number) => number | null): PdfRef {
    const ref = this.reserve();
    this.write(ref, value, renumber);
    return ref;
  }

  write(ref: PdfRef, value: PdfValue, renumber?: (number: number) => number | null): void {
    this.begin(ref);
    this.put(Buffer.from(`${print(value, renumber)}\nendobj\n`, 'latin1'));
  }

  /** A stream as it lies: `header` names its filters. */
  writeStream(ref: PdfRef, header: PdfDict, stream: Buffer, renumber?: (number: number) => number | null): void {
    this.begin(ref);
    const whole: PdfDict = new Map([...header, ['Length', num(stream.length)]]);
    this.put(Buffer.from(`${print(whole, renumber)}\nstream\n`, 'latin1'));
    this.put(stream);
    this.put(Buffer.from('\nendstream\nendobj\n', 'latin1'));
  }

  addStream(header: PdfDict, stream: Buffer, renumber?: (number: number) => number | null): PdfRef {
    const ref = this.reserve();
    this.writeStream(ref, header, stream, renumber);
    return ref;
  }

  /** A stream of ours, compressed. */
  addContent(content: string | Buffer, header: PdfDict = new Map()): PdfRef {
    const packed = deflateSync(content, { level: 6 });
    return this.addStream(new Map([...header, ['Filter', name('FlateDecode')]]), packed);
  }

  /** Writes the table and trailer, syncs and closes. @returns SHA-256 of the whole file in hex, and its size. */
  end(parts: { root: PdfRef; info: PdfRef; id: Buffer }): { sha256: string; bytes: number } {
    const xrefAt = this.position;
    const rows = this.offsets.map((offset, index) => {
      if (index === 0) return '0000000000 65535 f \n';
      if (offset === 0) throw new Error(`PDF object ${index} was reserved and never written`);
      return `${String(offset).padStart(10, '0')} 00000 n \n`;
    });
    this.put(Buffer.from(`xref\n0 ${rows.length}\n${rows.join('')}`, 'latin1'));
    const id = new PdfString(parts.id);
    const trailer = dict({
      Size: new PdfNumber(String(rows.length)),
      Root: parts.root,
      Info: parts.info,
      ID: [id, id],
    });
    this.put(Buffer.from(`trailer\n${print(trailer)}\nstartxref\n${xrefAt}\n%%EOF\n`, 'latin1'));
    this.flush();
    fsyncSync(this.file);
    closeSync(this.file);
    return { sha256: this.hash.digest('hex'), bytes: this.position };
  }

  /** Leaves the file unfinished; whoever named it removes it. */
  abandon(): void {
    closeSync(this.file);
  }

  private begin(ref: PdfRef): void {
    if (this.offsets[ref.number] !== 0) throw new Error(`PDF object ${ref.number} is written twice`);
    this.offsets[ref.number] = this.position;
    this.put(Buffer.from(`${ref.number} 0 obj\n`, 'latin1'));
  }

  private put(bytes: Buffer): void {
    this.pending.push(bytes);
    this.pendingBytes += bytes.length;
    this.position += bytes.length;
    if (this.pendingBytes >= FLUSH_BYTES) this.flush();
  }

  private flush(): void {
    const all = Buffer.concat(this.pending);
    this.pending = [];
    this.pendingBytes = 0;
    this.hash.update(all);
    for (let done = 0; done < all.length;) done += writeSync(this.file, all, done);
  }
}
