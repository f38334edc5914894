import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { type Product, withAdmin } from './product.ts';

const WORKERS = Math.min(4, availableParallelism());
/** Tables that grow with patients; their indexes are made afterwards, which is three times as fast. */
const FILLED = [
  'patients.patient',
  'patients.member',
  'patients.name',
  'patients.identifier',
  'patients.contact',
  'patients.search_key',
  'fhir.resource',
] as const;

/** Fills the product up to so many patients; what an earlier bench left there counts. */
export async function ensurePatients(product: Product, patients: number): Promise<void> {
  const there = await withAdmin(product, async (admin) => {
    const { rows } = await admin.query<{ n: number }>('SELECT count(*)::int AS n FROM patients.patient');
    return rows[0]?.n ?? 0;
  });
  if (there >= patients) return;
  const { seconds } = await fillPatients(product.adminUrl, patients);
  console.log(`${patients} patients put there in ${seconds.toFixed(0)} s`);
}

/**
 * Puts persons 0 to count-1 there as registrations would have left them, by COPY past the application: an hour's wait for
 * a million of them through HTTP would measure something else.
 */
async function fillPatients(url: string, count: number): Promise<{ seconds: number }> {
  const begin = performance.now();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const again = await dropIndexes(client);
    await Promise.all(
      Array.from({ length: WORKERS }, (_, worker) =>
        runWorker(url, Math.floor((count * worker) / WORKERS), Math.floor((count * (worker + 1)) / WORKERS)),
      ),
    );
    await client.query("SET maintenance_work_mem = '1GB'; SET statement_timeout = 0");
    for (const statement of again) await client.query(statement);
    for (const table of FILLED) await client.query(`VACUUM ANALYZE ${table}`);
    await client.query('CHECKPOINT');
    return { seconds: (performance.now() - begin) / 1000 };
  } finally {
    await client.end();
  }
}

/** Returns the statements that bring them back just as they were. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(
    `SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname) AS drop,
            'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid) AS make
     FROM pg_constraint WHERE conrelid = ANY ($1::regclass[]) AND contype = 'p' AND conrelid <> 'patients.patient'::regclass
     UNION ALL
     SELECT 'DROP INDEX ' || i.indexrelid::regclass, pg_get_indexdef(i.indexrelid)
     FROM pg_index i WHERE i.indrelid = ANY ($1::regclass[]) AND NOT i.indisprimary`,
    [FILLED],
  );
  for (const row of rows) await client.query(row.drop);
  return rows.map((row) => row.make);
}

function runWorker(url: string, from: number, to: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('./fill-worker.ts', import.meta.url), [url, String(from), String(to)]);
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`Filling ended with ${code}.`))));
  });
}
