/** Runs a TypeScript program of the checkout after making sure that it is installed and built. */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt, ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
ensureBuilt();
const [program, ...args] = process.argv.slice(2);
const done = spawnSync(process.execPath, ['--import', 'tsx', join(root, program), ...args], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(done.status ?? 1);
