import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openReader } from '../src/platform/reading/index.ts';
import { findNativeOcr } from '../src/platform/reading/ocr-native.ts';
import type { Bench, BenchOptions } from './lib/bench.ts';
import { type Call, closedLoop, openCaller } from './lib/callers.ts';
import { type Line, round } from './lib/figure.ts';
import { watchMachine } from './lib/machine.ts';
import { type Product, withDataFolder, withProduct } from './lib/product.ts';
import { syncedFiles } from './lib/raw-files.ts';
import { bareTesseract, recognise } from './lib/recognise.ts';
import { makeReportPages } from './lib/report-pages.ts';

const PAGES = 8;
const SENDERS = 4;
const LOOK_MS = 50;
const READING_LIMIT_MS = 600_000;

type Print = (line: Line) => void;

const upload = (name: string, body: Buffer): Call => ({
  method: 'POST',
  path: `/api/v1/intake/items?source=upload&name=${name}`,
  type: 'application/octet-stream',
  body,
});

export const intake: Bench = {
  name: 'intake',
  measures: 'scans: uploads made safe a second, and pages a minute from the upload to the index queue',
  async run(options, print) {
    const { folder, pages } = await makeReportPages(PAGES);
    const files = pages.map((page) => page.files.clean);
    try {
      await measureUploads(options, readFileSync(files[0] ?? ''), print);
      await withProduct({ program: options.program }, (product) => measurePages(product, files, print));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Answered means that the bytes are encrypted, synced and named by a commit. Nothing is read meanwhile. */
function measureUploads(options: BenchOptions, scan: Buffer, print: Print): Promise<void> {
  const environment = { CHARTKEEPER_ROLES: 'web' };
  return withDataFolder({}, (data) =>
    withProduct({ program: options.program, data, environment }, async (product) => {
      const client = openCaller({ port: product.port, token: product.token, connections: SENDERS });
      // No two are equal: some bytes after the picture's end.
      const next = () => upload('scan.png', Buffer.concat([scan, randomBytes(16)]));
      const send = (seconds: number) => closedLoop({ call: client.call, callers: SENDERS, seconds }, next);
      await send(2);
      const bare = await syncedFiles({ folder: data, bytes: scan, writers: SENDERS, seconds: 2 });
      const end = watchMachine(product.pids);
      const done = await send(options.seconds);
      const noise = end();
      client.close();
      const each = (name: string) => round(((noise.cpu[name] ?? 0) * 1000) / done.count);
      print({
        what: `uploads of ${Math.round(scan.length / 1024)} KiB, ${SENDERS} senders`,
        measured: done.perSecond,
        unit: '/s',
        more: `p50 ${round(done.p50)} p99 ${round(done.p99)} ms; processor ${each('server')} + ${each('database')} ms${Object.keys(done.refused).length === 0 ? '' : `; refused ${JSON.stringify(done.refused)}`}`,
        reference: { what: 'the same bytes written and synced', value: bare },
        noise,
      });
    }),
  );
}

async function measurePages(product: Product, files: readonly string[], print: Print): Promise<void> {
  const native = (await findNativeOcr()) !== undefined;
  const [first = ''] = files;
  await untilIndexed(product, [first]);
  const bare = await recogniseAll(files, native);
  const end = watchMachine(product.pids);
  const { seconds, firstSeconds } = await untilIndexed(product, files);
  const noise = end();
  const cpu = (seconds = 0) => round(seconds / files.length);
  print({
    what: `pages from upload to index queue${native ? '' : ', bundled engine'}`,
    measured: (files.length * 60) / seconds,
    unit: 'pages/min',
    more: [
      `${round(files.length / seconds)} pages/s, the first after ${round(firstSeconds)} s`,
      `processor a page: server with its readers ${cpu(noise.cpu['server'])}, database ${cpu(noise.cpu['database'])}, reference ${cpu(bare.cpu)} s`,
    ].join('; '),
    reference: {
      what: native ? 'bare tesseract, one a core' : 'recognition alone, one reader a core',
      value: (files.length * 60) / bare.seconds,
    },
    noise,
  });
}

/** Sends all at once and looks until none is being read. */
async function untilIndexed(
  product: Product,
  files: readonly string[],
): Promise<{ seconds: number; firstSeconds: number }> {
  const client = openCaller({ port: product.port, token: product.token, connections: SENDERS });
  const begin = performance.now();
  const since = () => (performance.now() - begin) / 1000;
  const answers = await Promise.all(files.map((file, at) => client.call(upload(`${at}.png`, readFileSync(file)))));
  client.close();
  const sent = answers.map(({ body }) => (JSON.parse(body) as { items: { id: string }[] }).items[0]?.id);
  let firstSeconds: number | undefined;
  while (since() * 1000 < READING_LIMIT_MS) {
    const { items } = JSON.parse(await product.control('GET', '/api/v1/intake/items?limit=200')) as {
      items: { id: string; state: string; detail: string | null }[];
    };
    const ours = items.filter(({ id }) => sent.includes(id));
    const failed = ours.find(({ state }) => state === 'failed');
    if (failed !== undefined) throw new Error(`A scan was not read: ${failed.detail}`);
    const done = ours.filter(({ state }) => state === 'to-index').length;
    if (done > 0) firstSeconds ??= since();
    if (done === files.length) return { seconds: since(), firstSeconds: firstSeconds ?? since() };
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
  }
  throw new Error('The scans were not read in time.');
}

/** As many at once as there are cores; processor seconds beside the clock's, since the machine may be busy. */
async function recogniseAll(files: readonly string[], native: boolean): Promise<{ seconds: number; cpu: number }> {
  const scratch = mkdtempSync(join(tmpdir(), 'ckbench-recognise-'));
  const reader = openReader({ scratch, ocr: native ? 'native' : 'bundled' });
  const cores = availableParallelism();
  try {
    const read = (file: string): Promise<unknown> => (native ? bareTesseract(file) : recognise(reader, file));
    // Warm, as the server's readers are.
    await Promise.all(files.slice(0, cores).map(read));
    const end = watchMachine({ readers: process.pid });
    const waiting = [...files];
    const one = async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await read(file);
    };
    await Promise.all(Array.from({ length: cores }, one));
    const { seconds, cpu } = end();
    return { seconds, cpu: cpu['readers'] ?? 0 };
  } finally {
    await reader.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}
