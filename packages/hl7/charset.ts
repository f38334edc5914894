import { bytesOf, textOf } from './bytes.ts';

/** How long characters are: where a byte that looks like a delimiter may be the second half of one. */
type Shape = 'single' | 'gb18030' | 'double' | 'iso-2022';

export interface Charset {
  /** Label of the Encoding Standard. */
  readonly label: string;
  readonly shape: Shape;
}

const UTF_8: Charset = { label: 'utf-8', shape: 'single' };
/** HL7 table 0211, and the spellings that are met. Bytes of UTF-8 beyond ASCII are never a delimiter. */
const NAMED: Readonly<Record<string, Charset>> = {
  UNICODEUTF8: UTF_8,
  UTF8: UTF_8,
  UNICODE: UTF_8,
  GB180302000: { label: 'gb18030', shape: 'gb18030' },
  GB18030: { label: 'gb18030', shape: 'gb18030' },
  GBK: { label: 'gb18030', shape: 'gb18030' },
  GB2312: { label: 'gb18030', shape: 'gb18030' },
  BIG5: { label: 'big5', shape: 'double' },
  KSX1001: { label: 'euc-kr', shape: 'double' },
  ISOIR14: { label: 'shift_jis', shape: 'double' },
  SHIFTJIS: { label: 'shift_jis', shape: 'double' },
  ISOIR87: { label: 'iso-2022-jp', shape: 'iso-2022' },
  ISOIR159: { label: 'iso-2022-jp', shape: 'iso-2022' },
};

/** Nothing said, ASCII, or a name nobody knows: UTF-8 when the bytes are that, else Windows-1252. */
export const UNSAID: Charset = UTF_8;

/** @param named repetitions of MSH-18; one that switches sets within a value (ISO 2022) counts for all. */
export function charsetNamed(named: readonly string[]): Charset {
  const found = named.map(one);
  return found.find((each) => each?.shape === 'iso-2022') ?? found[0] ?? UNSAID;
}

function one(name: string): Charset | undefined {
  const key = name.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const latin = /^(?:ISO)?8859(\d{1,2})$/.exec(key)?.[1];
  if (latin !== undefined && Number(latin) >= 1 && Number(latin) <= 16 && Number(latin) !== 12)
    return { label: `iso-8859-${Number(latin)}`, shape: 'single' };
  return NAMED[key];
}

export function decode(text: string, charset: Charset): string {
  if (isAscii(text) && charset.shape !== 'iso-2022') return text;
  const bytes = bytesOf(text);
  try {
    return new TextDecoder(charset.label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Senders who say one set and send another: every byte is some character of this one.
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The bytes of a value, as text; undefined when the set has no such character, or none we can write. */
export function encode(value: string, charset: Charset): string | undefined {
  if (isAscii(value)) return value;
  if (charset.label === 'utf-8') return textOf(new TextEncoder().encode(value));
  if (charset.shape !== 'single') return undefined;
  const table = tableOf(charset.label);
  let written = '';
  for (const character of value) {
    const byte = table.get(character);
    if (byte === undefined) return undefined;
    written += byte;
  }
  return written;
}

const tables = new Map<string, ReadonlyMap<string, string>>();

function tableOf(label: string): ReadonlyMap<string, string> {
  const known = tables.get(label);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(label);
  const table = new Map<string, string>();
  for (let byte = 0; byte < 256; byte++) table.set(decoder.decode(Uint8Array.of(byte)), String.fromCharCode(byte));
  tables.set(label, table);
  return table;
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

/** Cuts at a delimiter, never within a character. Linear in the text. */
export function cut(text: string, delimiter: string | undefined, charset: Charset): string[] {
  if (delimiter === undefined) return [text];
  if (charset.shape === 'single') return text.split(delimiter);
  const parts: string[] = [];
  let from = 0;
  for (const at of ownBytes(text, charset)) {
    if (text[at] !== delimiter) continue;
    parts.push(text.slice(from, at));
    from = at + 1;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Places of bytes that stand for themselves; those inside longer characters are passed over. */
export function* ownBytes(text: string, charset: Charset): Generator<number> {
  let shifted = false;
  for (let at = 0; at < text.length; at++) {
    if (charset.shape === 'single') yield at;
    else if (charset.shape === 'iso-2022') {
      if (text[at] === '\x1b') {
        // ESC $ B, ESC $ @, ESC $ ( D begin two-byte characters; ESC ( B, ESC ( J end them.
        const next = text[at + 1];
        if (next === '$') {
          shifted = true;
          at += text[at + 2] === '(' ? 3 : 2;
        } else if (next === '(') {
          shifted = false;
          at += 2;
        }
      } else if (text[at] === '\r' || text[at] === '\n') {
        shifted = false;
        yield at;
      } else if (!shifted) yield at;
    } else {
      const length = lengthAt(text, at, charset.shape);
      if (length === 1) yield at;
      else at += length - 1;
    }
  }
}

function lengthAt(text: string, at: number, shape: 'gb18030' | 'double'): number {
  const lead = text.charCodeAt(at);
  if (lead < 0x81 || lead > 0xfe) return 1;
  const second = text.charCodeAt(at + 1);
  if (shape === 'gb18030' && second >= 0x30 && second <= 0x39) {
    const third = text.charCodeAt(at + 2);
    const fourth = text.charCodeAt(at + 3);
    return third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39 ? 4 : 1;
  }
  return second >= 0x40 && second <= 0xfe && second !== 0x7f ? 2 : 1;
}
