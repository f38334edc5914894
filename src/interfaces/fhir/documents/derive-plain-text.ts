import { isRefusal, looksLikeDocument, printText, readDocument } from '../../../../packages/cda/index.ts';
import type { ContentKind } from './evaluate-attachment.ts';
import { withoutMarkup } from './without-markup.ts';
import { withoutRtf } from './without-rtf.ts';

/** More text than this is a data set, not a note: it is kept as it came, and its beginning can be read and found. */
const MAX_CHARACTERS = 4_000_000;
/** A page for reading on the screen; far below what one row of the index takes. */
const PAGE_CHARACTERS = 24_000;
const MAX_TEXT_PAGES = 200;
const HEAD = 64 * 1024;

/**
 * The text of a note in pages, undefined for what holds no text of its own (pictures, PDF, archives). Markup of
 * strangers is never shown as such, only its words as text.
 */
export function deriveTextPages(bytes: Buffer, kind: ContentKind, charset: string | undefined): string[] | undefined {
  const text = textOf(bytes, kind, charset);
  return text === undefined ? undefined : inPages(clean(text));
}

/** `charset=` of a media type, as `text/plain; charset=iso-8859-1` has it. */
export function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(contentType ?? '')?.[1];
}

function textOf(bytes: Buffer, kind: ContentKind, charset: string | undefined): string | undefined {
  switch (kind) {
    case 'text':
      return decode(bytes, charset).slice(0, MAX_CHARACTERS);
    case 'xml':
      return textOfCda(bytes) ?? withoutMarkup(decode(bytes, charset).slice(0, MAX_CHARACTERS));
    case 'html':
      return withoutMarkup(decode(bytes, charset).slice(0, MAX_CHARACTERS));
    case 'rtf':
      return withoutRtf(bytes.toString('latin1').slice(0, MAX_CHARACTERS));
    default:
      return undefined;
  }
}

/** A CDA document as it is read in intake; one that cannot be is any XML. */
function textOfCda(bytes: Buffer): string | undefined {
  if (!looksLikeDocument(bytes.subarray(0, HEAD))) return undefined;
  const document = readDocument(bytes);
  return isRefusal(document) ? undefined : printText(document).slice(0, MAX_CHARACTERS);
}

/** UTF-8 unless it is told or seen to be otherwise; what is no UTF-8 is read as the code page of old systems. */
function decode(bytes: Buffer, charset: string | undefined): string {
  for (const label of [byteOrderMark(bytes), charset, 'utf-8']) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes);
    } catch {
      // An unknown name or bytes that are not of it: the next one.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function clean(text: string): string {
  return text
    .replaceAll('\u0000', ' ')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{4,}/g, '\n\n\n')
    .trim();
}

/** At form feeds, and else at the last line that fits. */
function inPages(text: string): string[] {
  const pages: string[] = [];
  for (const part of text.split('\f', MAX_TEXT_PAGES))
    for (let from = 0; from < part.length && pages.length < MAX_TEXT_PAGES;) {
      const whole = part.length - from <= PAGE_CHARACTERS;
      const line = whole ? -1 : part.lastIndexOf('\n', from + PAGE_CHARACTERS);
      const end = whole ? part.length : line > from ? line : from + PAGE_CHARACTERS;
      pages.push(part.slice(from, end));
      from = part[end] === '\n' ? end + 1 : end;
    }
  return pages.length === 0 ? [''] : pages;
}
