/**
 * PDF objects as plain values (ISO 32000-1, 7.3). Numbers and names keep the spelling they had, so that what is copied
 * is copied exactly and a page's digest does not depend on who wrote the file last.
 */
export class PdfName {
  constructor(readonly name: string) {}
}
export class PdfNumber {
  constructor(readonly text: string) {}
  get value(): number {
    return Number(this.text);
  }
}
export class PdfString {
  constructor(readonly bytes: Buffer) {}
}
export class PdfRef {
  constructor(readonly number: number) {}
}
export type PdfDict = Map<string, PdfValue>;
export type PdfValue = null | boolean | PdfName | PdfNumber | PdfString | PdfRef | PdfValue[] | PdfDict;

/** An indirect object: its value and, for a stream, its bytes as they lie in the file. */
export interface PdfObject {
  readonly value: PdfValue;
  readonly stream?: Buffer;
}

export function dict(entries: Readonly<Record<string, PdfValue | undefined>>): PdfDict {
  const map: PdfDict = new Map();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value);
  return map;
}

export function name(text: string): PdfName {
  return new PdfName(text);
}

/** At most four decimals: 1/10,000 of a point is far below any printer. */
export function num(value: number): PdfNumber {
  return new PdfNumber(numText(value));
}

export function numText(value: number): string {
  const text = value.toFixed(4).replace(/\.?0+$/, '');
  return text === '-0' ? '0' : text;
}

/** A text string (7.9.2.2): UTF-16BE with its mark, whatever the script. */
export function text(value: string): PdfString {
  return new PdfString(Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(value, 'utf16le').swap16()]));
}

export function isDict(value: PdfValue | undefined): value is PdfDict {
  return value instanceof Map;
}

/** Prints a value. `renumber` gives the number under which a referred object stands in the new file; null drops it. */
export function print(value: PdfValue, renumber: (number: number) => number | null = (number) => number): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return String(value);
  if (value instanceof PdfNumber) return value.text;
  if (value instanceof PdfName) return printName(value.name);
  if (value instanceof PdfString) return `<${value.bytes.toString('hex')}>`;
  if (value instanceof PdfRef) {
    const number = renumber(value.number);
    return number === null ? 'null' : `${number} 0 R`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => print(item, renumber)).join(' ')}]`;
  const entries = [...value].map(([key, item]) => `${printName(key)} ${print(item, renumber)}`);
  return `<< ${entries.join(' ')} >>`;
}

function printName(raw: string): string {
  return `/${raw.replace(/[^A-Za-z0-9_.+\-*]/g, (char) => `#${(char.charCodeAt(0) & 0xff).toString(16).padStart(2, '0')}`)}`;
}
