import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type FoundPairs, PairFinder, type PairSearch, stretchesOf } from './find-pairs.ts';

/** Below this, starting threads costs more than they save. */
const ROWS_FOR_THREADS = 20_000;
const MAX_THREADS = 8;
const ROWS_A_STRETCH = 20_000;

/** All pairs of all blocks, on as many threads as there are cores; `use` gets them in the order of the stretches. */
export async function runStretches(search: PairSearch, threads?: number): Promise<FoundPairs[]> {
  const stretches = stretchesOf(search.blocks, ROWS_A_STRETCH);
  const found: FoundPairs[] = [];
  const count = threads ?? Math.min(availableParallelism(), MAX_THREADS);
  if (search.table.size < ROWS_FOR_THREADS || count < 2) {
    const finder = new PairFinder(search);
    return stretches.map((stretch) => finder.find(stretch));
  }
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(count, stretches.length) }, async () => {
      const worker = startThread(search);
      try {
        for (let at = next++; at < stretches.length; at = next++) found[at] = await ask(worker, stretches[at]);
      } finally {
        await worker.terminate();
      }
    }),
  );
  return found;
}

function ask(worker: Worker, stretch: unknown): Promise<FoundPairs> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => reject(error);
    worker.once('error', fail);
    worker.once('message', (found: FoundPairs) => {
      worker.off('error', fail);
      resolve(found);
    });
    worker.postMessage(stretch);
  });
}

/** Compiled, the thread is a file beside ours; from the sources it is read by the loader that read us. */
function startThread(search: PairSearch): Worker {
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(fileURLToPath(new URL('./dedupe-child.js', import.meta.url)), { workerData: search });
  const tsx = dirname(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = pathToFileURL(join(tsx, 'dist/esm/api/index.mjs')).href;
  const thread = new URL('./dedupe-child.ts', import.meta.url).href;
  const code = `import { register } from ${JSON.stringify(loader)}; register(); await import(${JSON.stringify(thread)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData: search });
}
