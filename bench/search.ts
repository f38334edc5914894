import { seededRandom } from '../packages/chance/index.ts';
import type { Bench } from './lib/bench.ts';
import { type Call, type Caller, closedLoop, openCaller, pacedLoop } from './lib/callers.ts';
import { type Figure, type Line, round } from './lib/figure.ts';
import { ensurePatients } from './lib/fill-patients.ts';
import { watchMachine } from './lib/machine.ts';
import { misspell, MRN_SYSTEM, person } from './lib/people.ts';
import { type Product, withAdmin, withProduct } from './lib/product.ts';
import { rawLoop } from './lib/raw-database.ts';

const CALLERS = 8;
const WARM_UP_SECONDS = 3;
const MILLION = 1_000_000;

interface Search {
  readonly what: string;
  readonly next: (n: number) => Call;
  /** The same question to PostgreSQL bare: one index, no rights, no log. */
  readonly raw: { readonly text: string; readonly values: (n: number) => unknown[] };
  readonly target?: NonNullable<Figure['target']>;
}

const at = (atLeast: number, goal: number) => ({ atLeast, goal, atMost: true });
const desk = (text: string): Call => ({
  method: 'POST',
  path: '/api/v1/patients/search',
  type: 'application/json',
  body: JSON.stringify({ text }),
});
const byName = (of: (n: number) => string) => ({
  text: 'SELECT patient_id FROM bench_name WHERE name >= $1 AND name < $2 LIMIT 25',
  values: (n: number) => [of(n).toLowerCase(), `${of(n).toLowerCase()}\u{10ffff}`],
});
const random = seededRandom(1);

const SEARCHES: readonly Search[] = [
  {
    what: 'prefix (4 letters)',
    next: (n) => desk(person(n).family.slice(0, 4)),
    raw: byName((n) => person(n).family.slice(0, 4)),
    target: at(25, 10),
  },
  {
    what: 'record number',
    next: (n) => desk(person(n).mrn),
    raw: {
      text: 'SELECT patient_id FROM patients.identifier WHERE value = $1 AND system = $2',
      values: (n) => [person(n).mrn, MRN_SYSTEM],
    },
    target: at(25, 10),
  },
  {
    what: 'birth date',
    next: (n) => desk(person(n).birthDate),
    raw: {
      text: `SELECT patient_id FROM patients.search_key WHERE kind = 'birth' AND key = $1 COLLATE "C" LIMIT 25`,
      values: (n) => [person(n).birthDate],
    },
    target: at(25, 10),
  },
  {
    what: 'misspelt family, given name',
    next: (n) => desk(`${misspell(person(n).family, random)} ${person(n).given[0]}`),
    raw: byName((n) => person(n).family),
    target: at(60, 30),
  },
  {
    what: 'FHIR name prefix, 20 a page',
    next: (n) => ({ method: 'GET', path: `/fhir/R4/Patient?name=${person(n).family.slice(0, 4)}&_count=20` }),
    raw: byName((n) => person(n).family.slice(0, 4)),
  },
  {
    what: 'FHIR identifier',
    next: (n) => ({
      method: 'GET',
      path: `/fhir/R4/Patient?identifier=${encodeURIComponent(`${MRN_SYSTEM}|${person(n).mrn}`)}`,
    }),
    raw: {
      text: 'SELECT patient_id FROM patients.identifier WHERE value = $1 AND system = $2',
      values: (n) => [person(n).mrn, MRN_SYSTEM],
    },
  },
  {
    what: 'FHIR family and given',
    next: (n) => ({ method: 'GET', path: `/fhir/R4/Patient?family=${person(n).family}&given=${person(n).given[0]}` }),
    raw: byName((n) => person(n).family),
  },
];

/** Bare family names in the order of their bytes: what a prefix search costs at least. */
const RAW_NAMES = `
  CREATE TABLE IF NOT EXISTS bench_name AS SELECT patient_id, lower(family) COLLATE "C" AS name FROM patients.name;
  CREATE INDEX IF NOT EXISTS bench_name_by_name ON bench_name (name);
  ANALYZE bench_name`;

export const search: Bench = {
  name: 'search',
  measures: 'patient search over HTTP: saturation with 8 callers, then latency at half of it',
  run: (options, print) =>
    withProduct(options, async (product) => {
      await ensurePatients(product, options.patients);
      await withAdmin(product, (admin) => admin.query(RAW_NAMES));
      const client = openCaller({ port: product.port, token: product.token, connections: 64 });
      try {
        for (const each of SEARCHES) await measure(product, client.call, each, options, print);
      } finally {
        client.close();
      }
    }),
};

async function measure(
  product: Product,
  call: Caller,
  { what, next, raw, target }: Search,
  options: { patients: number; seconds: number },
  print: (line: Line) => void,
): Promise<void> {
  const some = () => Math.floor(Math.random() * options.patients);
  const one = () => next(some());
  await closedLoop({ call, callers: CALLERS, seconds: WARM_UP_SECONDS }, one);
  const bare = await rawLoop({ url: product.adminUrl, connections: 1, seconds: 2 }, (client) =>
    client.query({ name: what, text: raw.text, values: raw.values(some()) }),
  );
  const saturated = watchMachine(product.pids);
  const most = await closedLoop({ call, callers: CALLERS, seconds: options.seconds }, one);
  const { cpu } = saturated();
  const half = watchMachine(product.pids);
  const calm = await pacedLoop({ call, perSecond: most.perSecond / 2, seconds: options.seconds }, one);
  const noise = half();
  const each = (name: string) => round(((cpu[name] ?? 0) * 1000) / most.count);
  const refused = { ...most.refused, ...calm.refused };
  print({
    what: `${what}, p99 at half`,
    measured: calm.p99,
    unit: 'ms',
    more: [
      `p50 ${round(calm.p50)} ms at ${round(calm.perSecond)}/s`,
      `saturated ${round(most.perSecond)}/s, p99 ${round(most.p99)} ms, processor ${each('server')} + ${each('database')} ms`,
      ...(Object.keys(refused).length === 0 ? [] : [`refused ${JSON.stringify(refused)}`]),
    ].join('; '),
    reference: { what: 'p99 of the bare query', value: bare.p99 },
    ...(target === undefined || options.patients < MILLION ? {} : { target }),
    noise,
  });
}
