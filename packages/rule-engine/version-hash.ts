import { createHash } from 'node:crypto';

/** Equal content gives equal text, whatever the order of the keys or the comments and layout of the file were. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([left], [right]) => (left < right ? -1 : 1));
    return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalJson(part)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** SHA-256, hexadecimal. */
export function versionHash(content: unknown): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
