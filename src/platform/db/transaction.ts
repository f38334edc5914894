import type pg from 'pg';

/** Handled where it is awaited; until then its failure must not end the process. */
export function sendBegin(client: pg.PoolClient, statements: string): Promise<unknown> {
  const begun = client.query(statements);
  begun.catch(() => {});
  return begun;
}

/** A newer Chartkeeper changed a table that this connection has statements prepared for: a fresh connection has none. */
export function isStale(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '0A000';
}

export async function rollBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch {
    // The connection is gone; PostgreSQL has rolled back by itself.
  }
}
