import type { Bench } from './lib/bench.ts';
import { closedLoop, openCaller } from './lib/callers.ts';
import { watchMachine } from './lib/machine.ts';
import { fhirPatient } from './lib/people.ts';
import { type Product, withAdmin, withProduct } from './lib/product.ts';
import { committedInserts } from './lib/raw-database.ts';
import { round } from './lib/figure.ts';

const CALLERS = 8;
const RUNS = 2;
const WARM_UP_SECONDS = 5;

export const create: Bench = {
  name: 'create',
  measures: 'POST Patient over FHIR, validated and audited, at 8 callers',
  run: (options, print) =>
    withProduct(options, async (product) => {
      const inserts = await withAdmin(product, () => committedInserts(product.adminUrl, CALLERS, options.seconds));
      // Persons nobody filled in before.
      let n = 100_000_000 + (Date.now() % 1_000_000_000);
      const next = () => ({
        method: 'POST' as const,
        path: '/fhir/R4/Patient',
        body: JSON.stringify(fhirPatient(n++)),
      });
      await measure(product, WARM_UP_SECONDS, next);
      for (let run = 1; run <= RUNS; run++) {
        const { done, noise } = await measure(product, options.seconds, next);
        const server = ((noise.cpu['server'] ?? 0) * 1000) / done.count;
        const database = ((noise.cpu['database'] ?? 0) * 1000) / done.count;
        print({
          what: `POST Patient, ${CALLERS} callers, run ${run}`,
          measured: done.perSecond,
          unit: '/s',
          more: `p50 ${round(done.p50)} p99 ${round(done.p99)} ms${said(done.refused)}`,
          reference: { what: 'raw committed inserts', value: inserts },
          target: { atLeast: 500, goal: 880 },
          noise,
        });
        print({
          what: '  processor, server and database',
          measured: server + database,
          unit: 'ms/op',
          more: `server ${round(server)}, database ${round(database)}`,
          target: { atLeast: 3, goal: 1.6, atMost: true },
        });
      }
    }),
};

async function measure(product: Product, seconds: number, next: () => { method: 'POST'; path: string; body: string }) {
  const client = openCaller({ port: product.port, token: product.token, connections: CALLERS });
  const stop = watchMachine(product.pids);
  try {
    const done = await closedLoop({ call: client.call, callers: CALLERS, seconds }, next);
    return { done, noise: stop() };
  } finally {
    client.close();
  }
}

function said(refused: Readonly<Record<string, number>>): string {
  return Object.keys(refused).length === 0 ? '' : `, refused ${JSON.stringify(refused)}`;
}
