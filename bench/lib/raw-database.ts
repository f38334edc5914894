import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { summary, type Latencies } from './callers.ts';

/** What the same PostgreSQL does bare: rows of 700 bytes, one durable commit each, on as many connections. */
export async function committedInserts(url: string, connections: number, seconds: number): Promise<number> {
  const content = 'x'.repeat(700);
  return withScratchTable(url, async () => {
    const done = await rawLoop({ url, connections, seconds }, (client, n) =>
      client.query({
        name: 'insert',
        text: 'INSERT INTO bench_raw (id, content) VALUES ($1, $2)',
        values: [n, content],
      }),
    );
    return done.perSecond;
  });
}

/** The resources of a bundle in one statement and one durable commit: what an import could do at best. Resources a second. */
export async function committedBatches(
  parts: { url: string; connections: number; seconds: number },
  batches: readonly (readonly string[])[],
): Promise<number> {
  const batchOf = (n: number) => batches[n % batches.length] ?? [];
  return withScratchTable(parts.url, async () => {
    let rows = 0;
    const done = await rawLoop(parts, async (client, n) => {
      const batch = batchOf(n);
      await client.query({
        name: 'batch',
        text: 'INSERT INTO bench_raw (id, content) SELECT n, content FROM unnest($1::text[]) WITH ORDINALITY AS t (content, n)',
        values: [batch],
      });
      rows += batch.length;
    });
    return (done.perSecond * rows) / done.count;
  });
}

export async function rawLoop(
  parts: { url: string; connections: number; seconds: number },
  once: (client: pg.Client, n: number) => Promise<unknown>,
): Promise<Latencies> {
  const clients = await Promise.all(
    Array.from({ length: parts.connections }, async () => {
      const client = new pg.Client({ connectionString: parts.url });
      await client.connect();
      return client;
    }),
  );
  const millis: number[] = [];
  const begin = performance.now();
  const end = begin + parts.seconds * 1000;
  let n = 0;
  try {
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < end) {
          const asked = performance.now();
          await once(client, n++);
          millis.push(performance.now() - asked);
        }
      }),
    );
    return summary(millis, {}, (performance.now() - begin) / 1000);
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}

async function withScratchTable<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE TABLE IF NOT EXISTS bench_raw (id bigint, content text)');
    return await run(client);
  } finally {
    await client.query('DROP TABLE IF EXISTS bench_raw');
    await client.end();
  }
}
