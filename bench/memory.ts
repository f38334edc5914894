import { spawn } from 'node:child_process';
import type { Bench } from './lib/bench.ts';
import { bundle } from './lib/bundles.ts';
import { closedLoop, openCaller } from './lib/callers.ts';
import { ensurePatients } from './lib/fill-patients.ts';
import { round } from './lib/figure.ts';
import { residentMiB, watchMachine, watchPeak } from './lib/machine.ts';
import { startProduct, withDataFolder, withProduct } from './lib/product.ts';

const REST_SECONDS = 30;
const CALLERS = 4;

export const memory: Bench = {
  name: 'memory',
  measures: `memory of the Node process ${REST_SECONDS} s after its start, and at most while importing bundles`,
  run: (options, print) =>
    withDataFolder(options, async (data) => {
      const bare = await bareNodeMiB();
      if (bare === 0) return print({ what: 'memory', notRun: 'there is no /proc on this system' });
      const reference = { what: 'bare Node', value: bare };
      // At rest means after a start like any other, not after a first one that made the database.
      await withProduct({ program: options.program, data }, (product) => ensurePatients(product, options.patients));
      const product = await startProduct({ program: options.program, data });
      try {
        const server = product.pids.server;
        const resting = watchMachine(product.pids);
        const started = residentMiB(server);
        await new Promise((wake) => setTimeout(wake, REST_SECONDS * 1000));
        print({
          what: 'at rest',
          measured: residentMiB(server),
          unit: 'MiB',
          more: `${round(started)} just after the start`,
          reference,
          target: { atLeast: 300, goal: 230, atMost: true },
          noise: resting(),
        });
        const importing = watchMachine(product.pids);
        const peak = watchPeak(server);
        const client = openCaller({ port: product.port, token: product.token, connections: CALLERS });
        let n = 300_000_000 + (Date.now() % 1_000_000_000);
        const done = await closedLoop({ call: client.call, callers: CALLERS, seconds: options.seconds }, () => ({
          method: 'POST',
          path: '/fhir/R4',
          body: bundle(n++).text,
        }));
        client.close();
        print({
          what: `importing, ${CALLERS} bundles at a time, peak`,
          measured: peak(),
          unit: 'MiB',
          more: `${done.count} bundles in ${options.seconds} s${Object.keys(done.refused).length === 0 ? '' : `, refused ${JSON.stringify(done.refused)}`}`,
          reference,
          target: { atLeast: 400, goal: 350, atMost: true },
          noise: importing(),
        });
      } finally {
        await product.stop();
      }
    }),
};

async function bareNodeMiB(): Promise<number> {
  const node = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  await new Promise((wake) => setTimeout(wake, 1000));
  const resident = residentMiB(node.pid ?? 0);
  node.kill();
  return resident;
}
