import { type Charset, charsetNamed, cut, UNSAID } from './charset.ts';
import { type Delimiters, delimitersOf } from './delimiters.ts';
import { isRefusal, refuse, type Refusal } from './refusal.ts';

export interface Segment {
  readonly name: string;
  /** As written, lines that continue it included, without the end of its last line. */
  readonly raw: string;
  /** CR, LF or CRLF, and what follows up to the next segment (blank lines, bytes of the frame). */
  readonly ending: string;
}

/** A message as written: printing it gives every byte back. */
export interface Message {
  readonly delimiters: Delimiters;
  readonly charset: Charset;
  /** What stands before MSH: byte order mark, start of a frame, blank lines. */
  readonly before: string;
  readonly segments: readonly Segment[];
}

/** A day's imaging report as base64 is tens of megabytes. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;
export const MAX_SEGMENTS = 100_000;

const BEFORE = /^(?:\u00ef\u00bb\u00bf|[\x0b\s\0])*/;
const SEGMENT_NAME = /^[A-Z][A-Z0-9]{2}$/;

/**
 * @param text bytes as text (`textOf`)
 * A line that does not look like a segment (three capitals or digits, then the field separator) continues the one before.
 */
export function parseMessage(text: string): Message | Refusal {
  if (text.length > MAX_MESSAGE_BYTES) return refuse('too-long', 'The message is larger than 64 MB.');
  const before = BEFORE.exec(text)?.[0] ?? '';
  if (!text.startsWith('MSH', before.length)) return refuse('no-msh', 'The message does not begin with MSH.');
  const delimiters = delimitersOf(text.slice(before.length, before.length + 3 + MAX_HEADER_START));
  if (isRefusal(delimiters)) return delimiters;
  const segments = segmentsOf(text, before.length, delimiters);
  if (segments === undefined) return refuse('too-long', 'The message has more than 100,000 segments.');
  return { delimiters, charset: charsetOf(segments[0]?.raw ?? '', delimiters), before, segments };
}

/** Enough for the separator and the five encoding characters with the one that ends them. */
const MAX_HEADER_START = 8;

export function printMessage(message: Message): string {
  let text = message.before;
  for (const { raw, ending } of message.segments) text += raw + ending;
  return text;
}

function segmentsOf(text: string, from: number, delimiters: Delimiters): Segment[] | undefined {
  const segments: Segment[] = [];
  let start = from;
  let rawEnd = from;
  let lineStart = from;
  let first = true;
  while (lineStart < text.length || first) {
    const lineEnd = endOfLine(text, lineStart);
    const next = afterEnd(text, lineEnd);
    if (!first && looksLikeSegment(text, lineStart, lineEnd, delimiters)) {
      if (segments.length >= MAX_SEGMENTS) return undefined;
      segments.push(segmentAt(text, start, rawEnd, lineStart));
      start = lineStart;
      rawEnd = lineEnd;
    } else if (first || !isBlank(text, lineStart, lineEnd)) rawEnd = lineEnd;
    first = false;
    lineStart = next;
  }
  segments.push(segmentAt(text, start, rawEnd, text.length));
  return segments;
}

function segmentAt(text: string, start: number, rawEnd: number, end: number): Segment {
  return { name: text.slice(start, start + 3), raw: text.slice(start, rawEnd), ending: text.slice(rawEnd, end) };
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 13 || code === 10) return at;
  }
  return text.length;
}

function afterEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

function looksLikeSegment(text: string, start: number, end: number, delimiters: Delimiters): boolean {
  return (
    SEGMENT_NAME.test(text.slice(start, Math.min(start + 3, end))) &&
    (end === start + 3 || text[start + 3] === delimiters.field)
  );
}

/** White space and the end of a frame belong to no value. */
function isBlank(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (!' \t\0\x1c\x0b'.includes(text[at] ?? '')) return false;
  return true;
}

function charsetOf(header: string, delimiters: Delimiters): Charset {
  const said = fieldOf(header, 18, delimiters, UNSAID);
  const charset = charsetNamed(cut(said, delimiters.repetition, UNSAID).filter((each) => each !== ''));
  if (charset.shape === 'single') return charset;
  // A name in the header may hold a byte like a delimiter: read again now that the set is known.
  const again = cut(fieldOf(header, 18, delimiters, charset), delimiters.repetition, charset);
  return charsetNamed(again.filter((each) => each !== ''));
}

function fieldOf(raw: string, number: number, delimiters: Delimiters, charset: Charset): string {
  return cut(raw, delimiters.field, charset)[number - 1] ?? '';
}
