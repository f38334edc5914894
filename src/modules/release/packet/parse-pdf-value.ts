import { PdfName, PdfNumber, PdfRef, PdfString, type PdfDict, type PdfValue } from './pdf-values.ts';

/** Deeper nesting than any producer writes: a file that has it is out to exhaust the stack. */
const MAX_DEPTH = 200;

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([...'()<>[]{}/%'].map((char) => char.charCodeAt(0)));

export class PdfSyntaxError extends Error {}

/** Reads PDF syntax from bytes: `value()` the next object, `word()` the next keyword. */
export class PdfTokens {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
  ) {}

  value(depth = 0): PdfValue {
    if (depth > MAX_DEPTH) throw new PdfSyntaxError('nested too deeply');
    this.skipWhite();
    const byte = this.bytes[this.at];
    switch (byte) {
      case undefined:
        throw new PdfSyntaxError('the object ends early');
      case 0x2f: // /
        return new PdfName(this.nameText());
      case 0x28: // (
        return new PdfString(this.literalString());
      case 0x5b: // [
        return this.array(depth);
      case 0x3c: // <
        return this.bytes[this.at + 1] === 0x3c ? this.dictionary(depth) : new PdfString(this.hexString());
      default:
        return this.numberOrWord();
    }
  }

  word(): string {
    this.skipWhite();
    const start = this.at;
    while (this.at < this.bytes.length && !WHITE.has(this.byte()) && !DELIMITER.has(this.byte())) this.at++;
    return this.bytes.toString('latin1', start, this.at);
  }

  skipWhite(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) return;
      if (byte === 0x25) {
        while (this.at < this.bytes.length && this.byte() !== 10 && this.byte() !== 13) this.at++;
      } else if (WHITE.has(byte)) this.at++;
      else return;
    }
  }

  private byte(): number {
    return this.bytes[this.at] ?? 0;
  }

  private numberOrWord(): PdfValue {
    const word = this.word();
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfSyntaxError(`not an object at byte ${this.at}`);
    return this.reference(word) ?? new PdfNumber(word);
  }

  /** `12 0 R`: a number is a reference when a generation and an R follow. */
  private reference(word: string): PdfRef | undefined {
    if (!/^\d+$/.test(word)) return undefined;
    const back = this.at;
    if (/^\d+$/.test(this.word()) && this.word() === 'R') return new PdfRef(Number(word));
    this.at = back;
    return undefined;
  }

  private array(depth: number): PdfValue[] {
    this.at++;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipWhite();
      if (this.byte() === 0x5d) {
        this.at++;
        return items;
      }
      items.push(this.value(depth + 1));
    }
  }

  private dictionary(depth: number): PdfDict {
    this.at += 2;
    const map: PdfDict = new Map();
    for (;;) {
      this.skipWhite();
      if (this.byte() === 0x3e && this.bytes[this.at + 1] === 0x3e) {
        this.at += 2;
        return map;
      }
      if (this.byte() !== 0x2f) throw new PdfSyntaxError(`no name at byte ${this.at}`);
      const key = this.nameText();
      const value = this.value(depth + 1);
      if (value !== null) map.set(key, value);
    }
  }

  private nameText(): string {
    this.at++;
    const start = this.at;
    while (this.at < this.bytes.length && !WHITE.has(this.byte()) && !DELIMITER.has(this.byte())) this.at++;
    const raw = this.bytes.toString('latin1', start, this.at);
    return raw.includes('#')
      ? raw.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
      : raw;
  }

  private hexString(): Buffer {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end < 0) throw new PdfSyntaxError('a string does not end');
    const digits = this.bytes.toString('latin1', this.at + 1, end).replace(/[^0-9a-fA-F]/g, '');
    this.at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  private literalString(): Buffer {
    const out: number[] = [];
    let open = 1;
    this.at++;
    while (this.at < this.bytes.length) {
      const byte = this.byte();
      this.at++;
      if (byte === 0x5c) this.escape(out);
      else if (byte === 0x28) {
        open++;
        out.push(byte);
      } else if (byte === 0x29) {
        if (--open === 0) return Buffer.from(out);
        out.push(byte);
      } else if (byte === 13) {
        if (this.byte() === 10) this.at++;
        out.push(10);
      } else out.push(byte);
    }
    throw new PdfSyntaxError('a string does not end');
  }

  private escape(out: number[]): void {
    const byte = this.byte();
    this.at++;
    const simple: Record<number, number> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };
    if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let digits = 1; digits < 3 && this.byte() >= 0x30 && this.byte() <= 0x37; digits++) {
        value = value * 8 + this.byte() - 0x30;
        this.at++;
      }
      out.push(value & 0xff);
    } else if (byte === 13) {
      if (this.byte() === 10) this.at++;
    } else if (byte !== 10) out.push(simple[byte] ?? byte);
  }
}
