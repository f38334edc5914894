import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { isNamed, type PdfReader } from './pdf-reader.ts';
import { isDict, PdfRef, PdfString, type PdfValue } from './pdf-values.ts';

const MOST_NODES = 1_000;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Name of each file in the catalogue's tree of embedded files (ISO 32000-1, 7.7.4 and 7.11.4) -> SHA-256 of its content, in
 * hex; empty for one whose content cannot be had.
 */
export function filesIn(reader: PdfReader): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const waiting: PdfValue[] = [reader.dict(reader.catalog().get('Names'))?.get('EmbeddedFiles') ?? null];
  for (let seen = 0; waiting.length > 0 && seen < MOST_NODES; seen++) {
    const node = reader.dict(waiting.pop());
    const kids = reader.resolve(node?.get('Kids'));
    if (Array.isArray(kids)) waiting.push(...kids);
    const names = reader.resolve(node?.get('Names'));
    if (!Array.isArray(names)) continue;
    for (let at = 0; at + 1 < names.length; at += 2) {
      const spec = reader.dict(names[at + 1]);
      found.set(nameOf(reader, spec?.get('UF') ?? spec?.get('F') ?? names[at]), digestOf(reader, spec?.get('EF')));
    }
  }
  return found;
}

function digestOf(reader: PdfReader, files: PdfValue | undefined): string {
  const of = reader.dict(files);
  const ref = of?.get('F') ?? of?.get('UF');
  if (!(ref instanceof PdfRef)) return '';
  const { value, stream } = reader.object(ref.number);
  if (stream === undefined || !isDict(value)) return '';
  const filter = reader.resolve(value.get('Filter'));
  const only: PdfValue = Array.isArray(filter) && filter.length === 1 ? reader.resolve(filter[0]) : filter;
  try {
    const content = isNamed(only, 'FlateDecode') ? inflateSync(stream, { maxOutputLength: MOST_BYTES }) : stream;
    return createHash('sha256').update(content).digest('hex');
  } catch {
    return '';
  }
}

function nameOf(reader: PdfReader, value: PdfValue | undefined): string {
  const text = reader.resolve(value);
  return text instanceof PdfString ? decodeText(text.bytes) : '';
}

/** A text string (7.9.2.2): UTF-16BE with its mark, else one byte a letter. */
export function decodeText(bytes: Buffer): string {
  const wide = bytes[0] === 0xfe && bytes[1] === 0xff && bytes.length % 2 === 0;
  return wide ? Buffer.from(bytes.subarray(2)).swap16().toString('utf16le') : bytes.toString('latin1');
}
