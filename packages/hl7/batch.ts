import { delimitersOf, USUAL } from './delimiters.ts';
import { isRefusal } from './refusal.ts';

export interface Part {
  readonly kind: 'message' | 'FHS' | 'BHS' | 'BTS' | 'FTS' | 'other';
  readonly text: string;
  /** Number of its first line in the file, from 1. */
  readonly line: number;
}

export interface Batch {
  /** Joined, they are the file. */
  readonly parts: readonly Part[];
  /** Batches whose BTS-1, and files whose FTS-1, count otherwise than what stands before them. */
  readonly miscounted: readonly { readonly line: number; readonly said: number; readonly found: number }[];
}

const START = /^(?:\u00ef\u00bb\u00bf|[\x0b\x1c\0 \t])*(MSH|FHS|BHS|BTS|FTS)(?![A-Za-z0-9])/;
const MAX_START = 40;

/** Cuts a file into its messages and the segments that wrap them. A file of one message is one part. */
export function splitBatch(text: string): Batch {
  const parts: Part[] = [];
  let start = 0;
  let startLine = 1;
  let kind: Part['kind'] = 'other';
  let line = 1;
  for (let at = 0; at < text.length; line++) {
    const name = START.exec(text.slice(at, at + MAX_START))?.[1];
    if (name !== undefined) {
      if (at > start) parts.push({ kind, text: text.slice(start, at), line: startLine });
      start = at;
      startLine = line;
      kind = name === 'MSH' ? 'message' : (name as Part['kind']); // one of the names that START knows
    }
    at = afterLine(text, at);
  }
  if (start < text.length) parts.push({ kind, text: text.slice(start), line: startLine });
  return { parts, miscounted: miscounted(parts) };
}

function afterLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) return at + 1;
    if (code === 13) return text[at + 1] === '\n' ? at + 2 : at + 1;
  }
  return text.length;
}

function miscounted(parts: readonly Part[]): Batch['miscounted'] {
  const wrong: { line: number; said: number; found: number }[] = [];
  let field = USUAL.field;
  let messages = 0;
  let batches = 0;
  for (const part of parts) {
    if (part.kind === 'message') messages++;
    if (part.kind === 'FHS' || part.kind === 'BHS') {
      const delimiters = delimitersOf(part.text.trimStart());
      if (!isRefusal(delimiters)) field = delimiters.field;
    }
    if (part.kind === 'BHS') messages = 0;
    if (part.kind === 'BTS') batches++;
    if (part.kind !== 'BTS' && part.kind !== 'FTS') continue;
    const count = part.text.trim().split(field)[1]?.trim() ?? '';
    const found = part.kind === 'BTS' ? messages : batches;
    if (/^\d{1,9}$/.test(count) && Number(count) !== found) wrong.push({ line: part.line, said: Number(count), found });
    if (part.kind === 'BTS') messages = 0;
  }
  return wrong;
}
