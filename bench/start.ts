import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { startBarePostgres } from './lib/bare-postgres.ts';
import type { Bench } from './lib/bench.ts';
import { type Figure, round } from './lib/figure.ts';
import { ensurePatients } from './lib/fill-patients.ts';
import { watchMachine } from './lib/machine.ts';
import { median } from './lib/median.ts';
import { type ProductOptions, startProduct, withDataFolder, withProduct } from './lib/product.ts';

const RUNS = 5;
const COLD_LIMIT_MS = 900_000;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const npmStart = (checkout: string) => ({ command: 'npm', args: ['start', '--silent'], cwd: checkout });
const npmTarget = { atLeast: 4, goal: 2, atMost: true };

export const start: Bench = {
  name: 'start',
  measures: 'process start to the first ready answer, PostgreSQL started by it, with data; npm start, warm and --cold',
  run: (options, print) =>
    withDataFolder(options, async (data) => {
      await withProduct({ program: options.program, data }, (product) => ensurePatients(product, options.patients));
      const seconds = { product: [] as number[], npm: [] as number[], postgres: [] as number[], node: [] as number[] };
      const checkout = existsSync(join(root, 'scripts', 'start.mjs'));
      // In turn, so that all feel the same machine. The first npm start may have to build.
      if (checkout) await timeStart({ program: options.program, data, launch: npmStart(root) });
      const end = watchMachine();
      for (let run = 0; run < RUNS; run++) {
        seconds.node.push(startBareNode());
        seconds.postgres.push(await startBarePostgres(data));
        seconds.product.push(await timeStart({ program: options.program, data }));
        if (checkout) seconds.npm.push(await timeStart({ program: options.program, data, launch: npmStart(root) }));
      }
      const noise = end();
      const line = (what: string, measured: readonly number[]): Figure => ({
        what,
        measured: median(measured),
        unit: 's',
        more: `runs ${measured.map(round).join(' ')}; node alone ${round(median(seconds.node))}`,
        reference: { what: 'bare PostgreSQL', value: median(seconds.postgres) },
        noise,
      });
      print({
        ...line('start to healthy, data present', seconds.product),
        target: { atLeast: 2.5, goal: 1, atMost: true },
      });
      if (checkout) print({ ...line('npm start, warm', seconds.npm), target: npmTarget });
      else print({ what: 'npm start, warm', notRun: 'this is no checkout' });
      if (options.cold) print(await coldStart(options.program));
    }),
};

async function timeStart(options: ProductOptions): Promise<number> {
  const product = await startProduct(options);
  await product.stop();
  return product.startSeconds;
}

function startBareNode(): number {
  const begin = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return (performance.now() - begin) / 1000;
}

/** As somebody meets it who has just cloned: install, build, an empty data folder. Libraries come as npm has them. */
async function coldStart(program: string): Promise<Figure> {
  const checkout = mkdtempSync(join(tmpdir(), 'ckbench-clone-'));
  try {
    const cloned = spawnSync('git', ['clone', '--quiet', '--no-hardlinks', root, checkout], { stdio: 'inherit' });
    if (cloned.status !== 0) throw new Error('The checkout could not be cloned.');
    const end = watchMachine();
    const measured = await timeStart({
      program,
      data: join(checkout, 'data'),
      launch: npmStart(checkout),
      limitMs: COLD_LIMIT_MS,
    });
    return {
      what: 'npm start, cold, with install and build',
      measured,
      unit: 's',
      target: { atLeast: 180, goal: 120, atMost: true },
      noise: end(),
    };
  } finally {
    rmSync(checkout, { recursive: true, force: true });
  }
}
