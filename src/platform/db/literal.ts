import pg from 'pg';

/**
 * A value as an SQL literal, for the few statements that are sent together in one round trip (BEGIN with the scope, the
 * audit entry with COMMIT): the extended protocol takes one statement at a time.
 */
export function literal(value: string | null): string {
  return value === null ? 'NULL' : pg.escapeLiteral(value.replaceAll('\u0000', ''));
}

export function uuidArray(ids: readonly string[]): string {
  return `${literal(`{${ids.join(',')}}`)}::uuid[]`;
}

export function textArray(words: readonly string[]): string {
  return `ARRAY[${words.map((word) => literal(word)).join(',')}]::text[]`;
}
