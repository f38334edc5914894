import type { Bench } from './lib/bench.ts';
import { bundle } from './lib/bundles.ts';
import { openCaller, summary } from './lib/callers.ts';
import { round } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { withAdmin, withProduct } from './lib/product.ts';
import { rawLoop } from './lib/raw-database.ts';

const PATIENTS = 20;
const BUNDLES_OF_EACH = 4;
const PAGE = 1_000;
const RAW_SECONDS = 3;

/** A record is one bundle sent again and again about the same patient: what its first answer made is what later ones name. */
export const everything: Bench = {
  name: 'everything',
  measures: 'Patient/$everything, one caller and four: resources a second, first byte',
  run: (options, print) =>
    withProduct(options, async (product) => {
      const client = openCaller({ port: product.port, token: product.token, connections: 4 });
      try {
        const records: string[] = [];
        for (let n = 0; n < PATIENTS; n++) {
          let patient: string | undefined;
          for (let part = 0; part < BUNDLES_OF_EACH; part++) {
            const text: string = about(bundle(300_000_000 + n * BUNDLES_OF_EACH + part).text, patient);
            const { body } = await client.call({ method: 'POST', path: '/fhir/R4', body: text });
            const made = JSON.parse(body) as { entry?: { response: { location: string } }[] };
            patient ??= made.entry
              ?.map(({ response }) => response.location)
              .find((each) => each.startsWith('Patient/'))
              ?.split('/_history')[0];
          }
          if (patient !== undefined) records.push(patient);
        }
        const ids = records.map((each) => each.slice('Patient/'.length));
        let rows = 0;
        const bare = await withAdmin(product, async () => {
          const done = await rawLoop(
            { url: product.adminUrl, connections: 1, seconds: RAW_SECONDS },
            async (raw, n) => {
              const { rowCount } = await raw.query({
                name: 'record',
                text: 'SELECT content FROM fhir.resource WHERE patient_id = $1',
                values: [ids[n % ids.length]],
              });
              rows += rowCount ?? 0;
            },
          );
          return (done.perSecond * rows) / done.count;
        });
        for (const callers of [1, 4]) {
          const first: number[] = [];
          let resources = 0;
          let next = 0;
          const begin = performance.now();
          const stop = watchMachine(product.pids);
          const one = async () => {
            while (performance.now() - begin < options.seconds * 1000) {
              let path: string | undefined =
                `/fhir/R4/${records[next++ % records.length] ?? ''}/$everything?_count=${PAGE}`;
              for (let page = 0; path !== undefined; page++) {
                const answer = await client.call({ method: 'GET', path });
                if (page === 0) first.push(answer.firstByte);
                const read = JSON.parse(answer.body) as {
                  entry?: unknown[];
                  link?: { relation: string; url: string }[];
                };
                resources += read.entry?.length ?? 0;
                path = read.link?.find(({ relation }) => relation === 'next')?.url.replace(/^.*(?=\/fhir\/R4)/, '');
              }
            }
          };
          await Promise.all(Array.from({ length: callers }, one));
          const seconds = (performance.now() - begin) / 1000;
          const noise = stop();
          const micros = (name: string) => round(((noise.cpu[name] ?? 0) * 1e6) / resources);
          const bytes = summary(first, {}, seconds);
          print({
            what: `whole records, ${callers} at a time`,
            measured: resources / seconds,
            unit: 'resources/s',
            more: `first byte p50 ${round(bytes.p50)} p99 ${round(bytes.p99)} ms; processor ${micros('server')} + ${micros('database')} us a resource`,
            reference: { what: 'the bare query', value: bare },
            target: { atLeast: 8_000, goal: 16_000 },
            noise,
          });
        }
      } finally {
        client.close();
      }
    }),
};

/** The bundle without its patient, about the one that is here. */
function about(text: string, patient: string | undefined): string {
  if (patient === undefined) return text;
  const { entry, ...rest } = JSON.parse(text) as { entry: { fullUrl?: string; resource: { resourceType: string } }[] };
  const own = entry.find(({ resource }) => resource.resourceType === 'Patient')?.fullUrl ?? '';
  const others = entry.filter(({ resource }) => resource.resourceType !== 'Patient');
  return JSON.stringify({ ...rest, entry: others }).replaceAll(`"${own}"`, `"${patient}"`);
}
