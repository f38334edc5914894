import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { to } from 'pg-copy-streams';
import type { Bench } from './lib/bench.ts';
import { round } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { withAdmin, withProduct } from './lib/product.ts';

const ENTRIES = 200_000;
const ENTRIES_PER_STATEMENT = 20_000;
const RUNS = 3;

interface Proof {
  entries: number;
  verified: number;
  firstBad?: unknown;
}

export const audit: Bench = {
  name: 'audit',
  measures: `audit verify over ${ENTRIES} entries, on one connection to the database`,
  run: ({ program }, print) =>
    withProduct({ program }, async (product) => {
      await withAdmin(product, writeEntries);
      const verify = async () => {
        const proof = JSON.parse(await product.control('POST', '/api/v1/audit/verify')) as Proof;
        if (proof.firstBad !== undefined || proof.verified < ENTRIES) throw new Error('The log is not proven.');
        return proof.entries;
      };
      const begin = performance.now();
      await verify();
      print({
        what: 'fold and verify, the first time',
        measured: (ENTRIES * 1000) / (performance.now() - begin),
        unit: '/s',
      });
      for (let run = 1; run <= RUNS; run++) {
        const bare = await withAdmin(product, bareCopy);
        const stop = watchMachine(product.pids);
        const from = performance.now();
        const entries = await verify();
        const seconds = (performance.now() - from) / 1000;
        const noise = stop();
        const micros = (name: string) => ((noise.cpu[name] ?? 0) * 1e6) / entries;
        print({
          what: `audit verify, run ${run}`,
          measured: entries / seconds,
          unit: '/s',
          more: `server ${round(micros('server'))}, database ${round(micros('database'))} us an entry`,
          reference: { what: 'the same rows copied out, unread', value: bare },
          target: { atLeast: 100_000, goal: 200_000 },
          noise,
        });
      }
    }),
};

/** As a day at the desk writes them: mostly one patient, every tenth a search that showed twenty. */
async function writeEntries(client: pg.Client): Promise<void> {
  for (let written = 0; written < ENTRIES; written += ENTRIES_PER_STATEMENT)
    await client.query(
      `INSERT INTO audit.entry (id, at, actor_kind, actor_id, purpose, verb, outcome, subject_ids, patient_ids, object_count, detail, reason_ids, session_hash)
       SELECT uuidv7(), '2026-11-23T09:00:00Z'::timestamptz + n * interval '1.234 s', 'person', gen_random_uuid()::text, 'treatment', 'documents.open',
         'done', ARRAY[gen_random_uuid()], ARRAY(SELECT gen_random_uuid() FROM generate_series(1, CASE WHEN n % 10 = 0 THEN 20 ELSE 1 END)),
         1, '{"page": 3, "pages": 12}', ARRAY['role/clinician'], md5(n::text) || md5((n + 1)::text)
       FROM generate_series($1::int, $2::int) AS n`,
      [written + 1, written + ENTRIES_PER_STATEMENT],
    );
  await client.query('ANALYZE audit.entry');
}

async function bareCopy(client: pg.Client): Promise<number> {
  const from = performance.now();
  let bytes = 0;
  for await (const chunk of client.query(
    to(`COPY (SELECT leaf.n, leaf.hash, entry.* FROM audit.leaf JOIN audit.entry ON entry.id = leaf.entry_id
              WHERE leaf.n BETWEEN 0 AND ${ENTRIES} ORDER BY leaf.n) TO STDOUT (FORMAT binary)`),
  ))
    bytes += (chunk as Buffer).length;
  if (bytes === 0) throw new Error('Nothing was copied.');
  return (ENTRIES * 1000) / (performance.now() - from);
}
