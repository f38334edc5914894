import { cut, decode } from './charset.ts';
import { unescape } from './escapes.ts';
import type { Message, Segment } from './message.ts';
import { parsePath, type Path } from './path.ts';

/** Nothing said means no change; `""` means that the value is to be deleted. */
export type Said = { readonly said: 'nothing' | 'delete' } | { readonly said: 'text'; readonly text: string };

const NOTHING: Said = { said: 'nothing' };

/** A path that stops above the leaves gives the piece as written, delimiters included, escapes resolved. */
export function said(message: Message, path: string): Said {
  const parsed = parsePath(path);
  const segment = parsed === undefined ? undefined : segmentNamed(message, parsed.segment, parsed.which);
  return parsed === undefined || segment === undefined ? NOTHING : saidIn(message, segment, parsed);
}

/** The text at a path; undefined where nothing is said or where the value is to be deleted. */
export function get(message: Message, path: string): string | undefined {
  const value = said(message, path);
  return value.said === 'text' ? value.text : undefined;
}

/** As `get`, of one segment: `get(message, segment, 'OBX-5[2].5')`; the path's own segment is not looked at. */
export function getIn(message: Message, segment: Segment, path: string): string | undefined {
  const parsed = parsePath(path);
  if (parsed === undefined) return undefined;
  const value = saidIn(message, segment, parsed);
  return value.said === 'text' ? value.text : undefined;
}

/** The text at a path in every repetition of its field; where one says nothing, undefined holds its place. */
export function getAll(message: Message, path: string): (string | undefined)[] {
  const parsed = parsePath(path);
  const segment = parsed === undefined ? undefined : segmentNamed(message, parsed.segment, parsed.which);
  if (parsed === undefined || segment === undefined) return [];
  return allIn(message, segment, parsed);
}

export function getAllIn(message: Message, segment: Segment, path: string): (string | undefined)[] {
  const parsed = parsePath(path);
  return parsed === undefined ? [] : allIn(message, segment, parsed);
}

/** MSH-1 is the separator itself and MSH-2 is never split: of a header segment field n is piece n-1. */
export function isHeader(name: string): boolean {
  return name === 'MSH' || name === 'FHS' || name === 'BHS';
}

export function segmentsNamed(message: Message, name: string): Segment[] {
  return message.segments.filter((segment) => segment.name === name);
}

function segmentNamed(message: Message, name: string, which: number): Segment | undefined {
  let left = which;
  return message.segments.find((segment) => segment.name === name && --left === 0);
}

function allIn(message: Message, segment: Segment, path: Path): (string | undefined)[] {
  const raw = rawField(message, segment, path.field);
  if (raw === undefined || raw === '') return [];
  const { repetition } = message.delimiters;
  const pieces = isEncoding(segment, path.field) ? [raw] : cut(raw, repetition, message.charset);
  return pieces.map((piece) => {
    const value = saidOf(message, pieceOf(message, piece, path));
    return value.said === 'text' ? value.text : undefined;
  });
}

function saidIn(message: Message, segment: Segment, path: Path): Said {
  const raw = rawField(message, segment, path.field);
  if (raw === undefined) return NOTHING;
  if (isEncoding(segment, path.field)) return { said: 'text', text: raw };
  const piece = cut(raw, message.delimiters.repetition, message.charset)[path.repetition - 1];
  return piece === undefined ? NOTHING : saidOf(message, pieceOf(message, piece, path));
}

function isEncoding(segment: Segment, field: number): boolean {
  return isHeader(segment.name) && field <= 2;
}

function rawField(message: Message, segment: Segment, field: number): string | undefined {
  if (isHeader(segment.name) && field === 1) return message.delimiters.field;
  return fieldsOf(message, segment)[isHeader(segment.name) ? field - 1 : field];
}

/** A segment is read at many places: it is cut once. Segments are never changed; an edit makes another one. */
const cutSegments = new WeakMap<Segment, readonly string[]>();

function fieldsOf(message: Message, segment: Segment): readonly string[] {
  const known = cutSegments.get(segment);
  if (known !== undefined) return known;
  const fields = cut(segment.raw, message.delimiters.field, message.charset);
  cutSegments.set(segment, fields);
  return fields;
}

function pieceOf(message: Message, piece: string | undefined, path: Path): string | undefined {
  const { component, subcomponent } = message.delimiters;
  if (piece === undefined || path.component === undefined) return piece;
  const found = cut(piece, component, message.charset)[path.component - 1];
  if (found === undefined || path.subcomponent === undefined) return found;
  return cut(found, subcomponent, message.charset)[path.subcomponent - 1];
}

function saidOf(message: Message, piece: string | undefined): Said {
  if (piece === undefined || piece === '') return NOTHING;
  if (piece === '""') return { said: 'delete' };
  return { said: 'text', text: decode(unescape(piece, message.delimiters, message.charset), message.charset) };
}
