import type { LeafColumn } from './encode-leaf.ts';
import { HASH_BYTES, type Hash } from './hash.ts';
import type { LogEntry } from './verify-log.ts';

/** The columns of an entry in leaf order, as the keys of an export line. */
export type LeafShape = readonly { readonly name: string; readonly kind: 'text' | 'number' | 'texts' }[];

/** As long as one line of an export may be: an entry of 1 MiB whose every byte is escaped. */
export const MAX_LINE_BYTES = 8 << 20;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** One line of `entries.ndjson`, without its newline: n, the columns in leaf order, and the leaf hash kept with them. */
export function formatExportLine(shape: LeafShape, entry: LogEntry): string {
  if (entry.columns.length !== shape.length) throw new RangeError('The entry has other columns than its shape');
  const pairs: [string, LeafColumn][] = [['n', entry.n]];
  shape.forEach(({ name }, i) => {
    const column = entry.columns[i] ?? null;
    pairs.push([name, typeof column === 'bigint' ? Number(column) : column]);
  });
  if (entry.hash) pairs.push(['hash', Buffer.from(entry.hash).toString('hex')]);
  return JSON.stringify(Object.fromEntries(pairs));
}

/**
 * The entry on a line, or undefined. Only the one spelling that `formatExportLine` writes is read, so that no byte of an
 * export can change unnoticed: no spaces, no other key, no key twice, no escape that need not be one.
 */
export function parseExportLine(shape: LeafShape, line: Uint8Array): LogEntry | undefined {
  if (line.length > MAX_LINE_BYTES) return undefined;
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(line);
    value = JSON.parse(text);
    if (typeof value !== 'object' || value === null || JSON.stringify(value) !== text) return undefined;
  } catch {
    return undefined;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  const n = fields.get('n');
  const hash = readHash(fields.get('hash'));
  const names = ['n', ...shape.map(({ name }) => name), ...(fields.has('hash') ? ['hash'] : [])];
  if (!isWhole(n) || n < 0 || hash === null || [...fields.keys()].join(',') !== names.join(',')) return undefined;

  const columns: LeafColumn[] = [];
  for (const { name, kind } of shape) {
    const field = fields.get(name);
    if (field === null) columns.push(null);
    else if (kind === 'text' && typeof field === 'string') columns.push(field);
    else if (kind === 'number' && isWhole(field)) columns.push(field);
    else if (kind === 'texts' && Array.isArray(field) && field.every(isTextOrNull)) columns.push(field);
    else return undefined;
  }
  return { n, columns, hash };
}

/** Undefined when there is none, null when it is not one. */
function readHash(field: unknown): Hash | undefined | null {
  if (field === undefined) return undefined;
  if (typeof field !== 'string' || !/^[0-9a-f]{64}$/.test(field)) return null;
  const hash = Buffer.from(field, 'hex');
  return hash.length === HASH_BYTES ? hash : null;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
