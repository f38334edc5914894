import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Bench } from './lib/bench.ts';
import { bundle, type Bundle } from './lib/bundles.ts';
import { type Caller, closedLoop, openCaller } from './lib/callers.ts';
import { type Line, round } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { type Product, withAdmin, withProduct } from './lib/product.ts';
import { committedBatches } from './lib/raw-database.ts';

const WARM_UP_SECONDS = 3;
const RAW_SECONDS = 3;
const RAW_BUNDLES = 20;

interface Load {
  readonly what: string;
  readonly callers: number;
  readonly next: () => Bundle;
  /** The same or equal bundles, for the bare table. */
  readonly some: readonly Bundle[];
}

export const importing: Bench = {
  name: 'import',
  measures: 'FHIR transaction bundles over HTTP, one caller and four: resources a second',
  run: (options, print) =>
    withProduct(options, async (product) => {
      // Persons nobody filled in before.
      let n = 200_000_000 + (Date.now() % 1_000_000_000);
      const generated = { next: () => bundle(n++), some: Array.from({ length: RAW_BUNDLES }, (_, i) => bundle(i)) };
      const synthea = readBundles(join(options.inputs, 'fhir-synthea', 'bundles'));
      const client = openCaller({ port: product.port, token: product.token, connections: 4 });
      try {
        await post(client.call, { ...generated, what: 'warm-up', callers: 2 }, WARM_UP_SECONDS);
        for (const callers of [1, 4])
          await measure(
            product,
            client.call,
            { ...generated, what: 'generated bundles', callers },
            options.seconds,
            print,
          );
        if (synthea.length === 0)
          print({ what: 'bundles that Synthea wrote', notRun: `none in ${options.inputs}/fhir-synthea` });
        let at = 0;
        const next = () => synthea[at++ % synthea.length] ?? bundle(0);
        for (const callers of synthea.length === 0 ? [] : [1, 4])
          await measure(
            product,
            client.call,
            { what: 'bundles that Synthea wrote', callers, next, some: synthea },
            options.seconds,
            print,
          );
      } finally {
        client.close();
      }
    }),
};

async function measure(
  product: Product,
  call: Caller,
  load: Load,
  seconds: number,
  print: (line: Line) => void,
): Promise<void> {
  const bare = await withAdmin(product, () =>
    committedBatches(
      { url: product.adminUrl, connections: load.callers, seconds: RAW_SECONDS },
      load.some.map(({ resources }) => resources),
    ),
  );
  const end = watchMachine(product.pids);
  const { done, resources } = await post(call, load, seconds);
  const noise = end();
  const micros = (name: string) => round(((noise.cpu[name] ?? 0) * 1e6) / resources);
  const refused = Object.keys(done.refused).length === 0 ? '' : `; refused ${JSON.stringify(done.refused)}`;
  print({
    what: `${load.what}, ${load.callers} at a time`,
    measured: (done.perSecond * resources) / done.count,
    unit: 'resources/s',
    more: `p50 ${round(done.p50)} p99 ${round(done.p99)} ms a bundle; processor ${micros('server')} + ${micros('database')} us a resource${refused}`,
    reference: { what: 'the same into a bare table', value: bare },
    target: { atLeast: 600, goal: 1000 },
    noise,
  });
}

/** Of the bundles that were taken; a bundle refused counts nothing. */
async function post(call: Caller, load: Load, seconds: number) {
  let resources = 0;
  const counting: Caller = async (sent) => {
    const answer = await call(sent);
    if (answer.status < 300) resources += sizes.get(sent.body) ?? 0;
    sizes.delete(sent.body);
    return answer;
  };
  const sizes = new Map<unknown, number>();
  const done = await closedLoop({ call: counting, callers: load.callers, seconds }, () => {
    const next = load.next();
    sizes.set(next.text, next.resources.length);
    return { method: 'POST', path: '/fhir/R4', body: next.text };
  });
  return { done, resources };
}

function readBundles(folder: string): Bundle[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json.gz'))
    .sort()
    .map((name) => {
      const text = gunzipSync(readFileSync(join(folder, name))).toString();
      const { entry } = JSON.parse(text) as { entry: { resource: unknown }[] };
      return { text, resources: entry.map(({ resource }) => JSON.stringify(resource)) };
    });
}
