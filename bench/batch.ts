import { performance } from 'node:perf_hooks';
import PDFDocument from 'pdfkit';
import type { Bench } from './lib/bench.ts';
import { openCaller } from './lib/callers.ts';
import { watchMachine } from './lib/machine.ts';
import { type Product, withProduct } from './lib/product.ts';

const PAGES = 200;
const TIMES = 20;
const LOOK_MS = 200;
const READING_LIMIT_MS = 600_000;

interface OpenBatch {
  readonly state: string;
  readonly pages: readonly unknown[];
}

/** What the separation screen asks for when a coordinator opens a batch. The reference is a call that reads nothing. */
export const batch: Bench = {
  name: 'batch',
  measures: 'a scanned batch of 200 pages is opened for separation',
  run: ({ program }, print) =>
    withProduct({ program }, async (product) => {
      const id = await scanBatch(product);
      const end = watchMachine(product.pids);
      const [opened, bare] = [
        await median(() => product.control('GET', `/api/v1/intake/batches/${id}`)),
        await median(() => product.control('GET', '/api/v1/intake/batches?beforeAt=1970-01-01T00:00:00Z')),
      ];
      print({
        what: `a batch of ${PAGES} pages, answered`,
        measured: opened,
        unit: 'ms',
        target: { atLeast: 1_000, goal: 200, atMost: true },
        reference: { what: 'an empty list', value: bare },
        noise: end(),
      });
    }),
};

async function scanBatch(product: Product): Promise<string> {
  const { id } = JSON.parse(
    await product.control('POST', '/api/v1/intake/batches', {
      name: 'Two hundred sheets',
      sides: 'simplex',
      expectedSheets: PAGES,
    }),
  ) as { id: string };
  const client = openCaller({ port: product.port, token: product.token, connections: 1 });
  const sent = await client.call({
    method: 'POST',
    path: `/api/v1/intake/items?source=upload&name=stack.pdf&batchId=${id}`,
    type: 'application/octet-stream',
    body: await stack(),
  });
  client.close();
  if (sent.status !== 201) throw new Error(`The stack was not taken: ${sent.body}`);
  const begin = performance.now();
  while (performance.now() - begin < READING_LIMIT_MS) {
    const open = JSON.parse(await product.control('GET', `/api/v1/intake/batches/${id}`)) as OpenBatch;
    if (open.state === 'to-separate' && open.pages.length === PAGES) return id;
    await new Promise((wake) => setTimeout(wake, LOOK_MS));
  }
  throw new Error('The stack was not read in time.');
}

/** Text, no pictures: what is measured comes after the reading. */
function stack(): Promise<Buffer> {
  return new Promise((resolve) => {
    const pdf = new PDFDocument({ size: 'LETTER' });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    for (let page = 1; page <= PAGES; page++) {
      if (page > 1) pdf.addPage();
      pdf.text(`Progress note, page ${page}. The patient is seen in clinic and reports no new complaint today.`);
    }
    pdf.end();
  });
}

async function median(call: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const begin = performance.now();
    await call();
    times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[TIMES / 2] ?? 0;
}
