import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { audit } from './audit.ts';
import { create } from './create.ts';
import { batch } from './batch.ts';
import type { Bench } from './lib/bench.ts';
import { printLine } from './lib/figure.ts';
import { everything } from './everything.ts';
import { importing } from './import.ts';
import { intake } from './intake.ts';
import { linkage } from './linkage.ts';
import { lookup } from './lookup.ts';
import { memory } from './memory.ts';
import { mllp } from './mllp.ts';
import { ocr } from './ocr.ts';
import { packet } from './packet.ts';
import { patients } from './patients.ts';
import { preflight } from './preflight.ts';
import { redaction } from './redaction.ts';
import { search } from './search.ts';
import { separators } from './separators.ts';
import { start } from './start.ts';
import { types } from './types.ts';

const BENCHES: readonly Bench[] = [
  start,
  memory,
  search,
  create,
  importing,
  mllp,
  everything,
  ocr,
  separators,
  intake,
  batch,
  types,
  patients,
  linkage,
  lookup,
  packet,
  preflight,
  redaction,
  audit,
];
const root = dirname(dirname(fileURLToPath(import.meta.url)));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    patients: { type: 'string', default: '100000' },
    seconds: { type: 'string', default: '10' },
    count: { type: 'string', default: '1000' },
    data: { type: 'string' },
    cold: { type: 'boolean', default: false },
    program: { type: 'string', default: join(root, 'dist', 'server', 'main.js') },
    help: { type: 'boolean', default: false },
  },
});

const chosen = positionals.length === 0 ? BENCHES : BENCHES.filter((bench) => positionals.includes(bench.name));
if (values.help || chosen.length < positionals.length) {
  console.log(
    'npm run bench -- [NAME...] [--patients N] [--seconds N] [--count N] [--data DIR] [--cold] [--program FILE]\n',
  );
  for (const bench of BENCHES) console.log(`${bench.name.padEnd(10)} ${bench.measures}`);
  process.exit(values.help ? 0 : 2);
}

const options = {
  program: values.program,
  patients: Number(values.patients),
  seconds: Number(values.seconds),
  count: Number(values.count),
  cold: values.cold,
  ...(values.data === undefined ? {} : { data: values.data }),
  inputs: join(root, '..', 'shared', 'data'),
};
if (!existsSync(options.program)) throw new Error(`${options.program} is not there: npm run build`);
for (const bench of chosen) {
  console.log(`\n${bench.name}: ${bench.measures}`);
  await bench.run(options, printLine);
}
process.exit(0);
