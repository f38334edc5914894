import { seededRandom } from '../packages/chance/index.ts';
import { comparePeople, type Person } from '../packages/linkage/index.ts';
import { findAlikePerson } from '../src/modules/patients/index.ts';
import { createLog } from '../src/platform/log.ts';
import { readSettings } from '../src/platform/settings.ts';
import { systemActor } from '../src/platform/system-actor.ts';
import { startStack } from '../src/apps/stack.ts';
import type { Bench, BenchOptions } from './lib/bench.ts';
import { type Call, closedLoop, type Latencies, openCaller, summary } from './lib/callers.ts';
import { type Line, round } from './lib/figure.ts';
import { ensurePatients } from './lib/fill-patients.ts';
import { watchMachine } from './lib/machine.ts';
import { type BenchPerson, fhirPatient, misspell, person } from './lib/people.ts';
import { postmasterOf, startProduct, withDataFolder } from './lib/product.ts';
import { rawLoop } from './lib/raw-database.ts';

const WARM_UP_SECONDS = 3;
const MILLION = 1_000_000;
/** From here on nobody was filled in: people who are new. */
const STRANGERS = 500_000_000;

/** Half of who comes is known under a name that was misheard, half is new. */
const comer = (n: number, patients: number): BenchPerson => {
  const random = seededRandom(n);
  const known = person(Math.floor(random() * patients));
  return n % 2 === 0 ? { ...known, family: misspell(known.family, random) } : person(STRANGERS + n);
};

export const lookup: Bench = {
  name: 'lookup',
  measures: 'who may be the same as somebody who is being registered, one at a time: found and compared',
  run: (options, print) =>
    withDataFolder(options, async (data) => {
      await overHttp(data, options, print);
      await alone(data, options, print);
    }),
};

/** As a feed asks before it registers, and as the desk searches while somebody types. */
async function overHttp(data: string, options: BenchOptions, print: (line: Line) => void): Promise<void> {
  const product = await startProduct({ program: options.program, data });
  try {
    await ensurePatients(product, options.patients);
    const bare = await rawLoop({ url: product.adminUrl, connections: 1, seconds: 2 }, (client, n) =>
      client.query({
        name: 'birth',
        text: `SELECT patient_id FROM patients.search_key WHERE kind = 'birth' AND key = $1 COLLATE "C" LIMIT 25`,
        values: [comer(n, options.patients).birthDate],
      }),
    );
    const client = openCaller({ port: product.port, token: product.token, connections: 1 });
    let n = 0;
    const next: readonly (readonly [string, () => Call])[] = [
      ['$match over HTTP', () => matchCall(n++, options.patients)],
      ['search of the desk before registering', () => deskCall(comer(n++, options.patients))],
    ];
    for (const [what, call] of next) {
      await closedLoop({ call: client.call, callers: 1, seconds: WARM_UP_SECONDS }, call);
      const stop = watchMachine(product.pids);
      const done = await closedLoop({ call: client.call, callers: 1, seconds: options.seconds }, call);
      print({ ...lineOf(what, done, bare), noise: stop() });
    }
    client.close();
  } finally {
    await product.stop();
  }
}

/** What a registration costs the register: candidates by the keys they share, then each compared field by field. */
async function alone(data: string, options: BenchOptions, print: (line: Line) => void): Promise<void> {
  const settings = readSettings({ CHARTKEEPER_LOG_LEVEL: 'warn' }, { data });
  const log = createLog({ level: settings.logLevel, toStderr: true });
  const stack = await startStack({ settings, log, command: 'bench', listen: false });
  try {
    let found = 0;
    let known = 0;
    const run = async (seconds: number) => {
      const millis: number[] = [];
      const begin = performance.now();
      for (let n = 0; performance.now() < begin + seconds * 1000; n++) {
        const asked = personOf(comer(n, options.patients));
        const at = performance.now();
        await stack.services.acting.act(
          { actor: systemActor('bench') },
          { verb: 'identity.look-for-pairs', permission: 'system' },
          async (act) => {
            const alike = await findAlikePerson(act, asked);
            const isFound = alike.some((candidate) => comparePeople(asked, candidate.person).probability >= 0.5);
            if (n % 2 === 0) known++;
            if (n % 2 === 0 && isFound) found++;
          },
        );
        millis.push(performance.now() - at);
      }
      return summary(millis, {}, (performance.now() - begin) / 1000);
    };
    await run(WARM_UP_SECONDS);
    [found, known] = [0, 0];
    const stop = watchMachine({ server: process.pid, database: postmasterOf(process.pid) });
    const done = await run(options.seconds);
    const noise = stop();
    const each = (name: string) => round(((noise.cpu[name] ?? 0) * 1000) / done.count);
    print({
      ...lineOf('look-up on insert, candidates and comparison', done),
      more: [
        `p50 ${round(done.p50)} ms, ${round(done.perSecond)}/s`,
        `processor ${each('server')} + ${each('database')} ms`,
        `misheard ones found ${round((100 * found) / known)} %`,
      ].join('; '),
      ...(options.patients < MILLION ? {} : { target: { atLeast: 20, goal: 20, atMost: true } }),
      noise,
    });
  } finally {
    await stack.stop();
  }
}

function lineOf(what: string, done: Latencies, bare?: Latencies) {
  const refused = Object.keys(done.refused).length === 0 ? '' : `, refused ${JSON.stringify(done.refused)}`;
  return {
    what: `${what}, p99`,
    measured: done.p99,
    unit: 'ms',
    more: `p50 ${round(done.p50)} ms, ${round(done.perSecond)}/s${refused}`,
    ...(bare === undefined ? {} : { reference: { what: 'p99 of a bare look-up of one key', value: bare.p99 } }),
  };
}

function personOf(one: BenchPerson): Person {
  return {
    names: [{ given: one.given, family: one.family }],
    ...{ birthDate: one.birthDate, sex: one.sex, phones: [one.phone] },
    addresses: [{ line: one.line, city: 'Springfield', postcode: one.postalCode }],
  };
}

function matchCall(n: number, patients: number): Call {
  const one = comer(n, patients);
  const resource = {
    ...{ ...fhirPatient(n), identifier: [], gender: one.sex, birthDate: one.birthDate },
    name: [{ family: one.family, given: one.given }],
    telecom: [{ system: 'phone', value: one.phone }],
    address: [{ line: [one.line], city: 'Springfield', postalCode: one.postalCode }],
  };
  const parameter = [{ name: 'resource', resource }];
  return {
    method: 'POST',
    path: '/fhir/R4/Patient/$match',
    body: JSON.stringify({ resourceType: 'Parameters', parameter }),
  };
}

function deskCall({ given, family, birthDate }: BenchPerson): Call {
  const text = `${given[0]} ${family} ${birthDate}`;
  return { method: 'POST', path: '/api/v1/patients/search', type: 'application/json', body: JSON.stringify({ text }) };
}
