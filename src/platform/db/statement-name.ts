/** So many statements are kept prepared on each connection; lists of varying length would make ever more. */
const MOST = 400;
/** A statement is prepared when it comes the second time: what comes once is not worth its memory in the database. */
const seen = new Set<string>();
const names = new Map<string, string>();

/**
 * The name under which a connection keeps the statement parsed and planned. The same text has the same name on all
 * connections. A pooler in transaction mode has to know named statements (PgBouncer 1.21 and later does).
 */
export function statementName(text: string): { name: string } | Record<string, never> {
  const known = names.get(text);
  if (known !== undefined) return { name: known };
  if (names.size >= MOST) return {};
  if (!seen.has(text)) {
    if (seen.size >= MOST * 10) seen.clear();
    seen.add(text);
    return {};
  }
  seen.delete(text);
  const name = `ck${names.size}`;
  names.set(text, name);
  return { name };
}
