/**
 * `npm run check`: everything but the browser; `npm test` adds it. Each step is the same command that a person would
 * type; all run even when one fails, so that one look shows all there is to mend.
 */
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
const bin = (name) => join(root, 'node_modules', '.bin', name);

const STEPS = [
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '--cache', '.']],
  ['types of the server', bin('tsc'), ['-p', 'tsconfig.server.json']],
  ['types of the browser', bin('tsc'), ['-p', 'tsconfig.web.json']],
  ['lint', bin('eslint'), ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '.']],
  ['dead code', bin('knip'), []],
  ['build', process.execPath, [join(root, 'scripts', 'build.mjs')]],
  ['tests', bin('vitest'), ['run']],
];

export function runSteps(steps) {
  const failed = [];
  for (const [name, command, args] of steps) {
    const started = Date.now();
    const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, FORCE_COLOR: '0' } });
    console.log(`${done.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    if (done.status !== 0) failed.push(name);
  }
  return failed;
}

export { bin, root, STEPS };

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const failed = runSteps(STEPS);
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
  process.exit(failed.length === 0 ? 0 : 1);
}
