/**
 * `npm run check`: everything but the browser; `npm test` adds it. Each step is the same command that a person would
 * type; all run even when one fails, so that one look shows all there is to mend. Steps that only read the sources run two
 * at a time, since each keeps one core busy; what a step says is shown when it ends.
 */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
const bin = (name) => join(root, 'node_modules', '.bin', name);
const AT_ONCE = 2;

/** Longest first. */
const READING = [
  ['lint', bin('eslint'), ['--cache', '--cache-location', 'node_modules/.cache/eslint/', '.']],
  ['types of the server', bin('tsc'), ['-p', 'tsconfig.server.json']],
  ['types of the browser', bin('tsc'), ['-p', 'tsconfig.web.json']],
  ['format', bin('prettier'), ['--check', '--log-level', 'warn', '--cache', '.']],
  ['dead code', bin('knip'), []],
  ['build', process.execPath, [join(root, 'scripts', 'build.mjs')]],
];
const TESTS = ['tests', bin('vitest'), ['run']];
const BROWSER = ['browser', bin('vitest'), ['run', '--config', 'vitest.browser.config.ts']];

function run([name, command, args], stdio) {
  const started = Date.now();
  const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, FORCE_COLOR: '0' } });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => said.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      process.stdout.write(Buffer.concat(said));
      console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
      resolve(status === 0 ? [] : [name]);
    });
  });
}

async function runSteps({ browser }) {
  const waiting = [...READING];
  const lane = async () => {
    const failed = [];
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift())
      failed.push(...(await run(step, ['ignore', 'pipe', 'pipe'])));
    return failed;
  };
  const failed = (await Promise.all(Array.from({ length: AT_ONCE }, lane))).flat();
  for (const step of browser ? [TESTS, BROWSER] : [TESTS]) failed.push(...(await run(step, 'inherit')));
  return failed;
}

/** Ends the process, with 1 where a step failed. */
export async function checkAll(options) {
  const failed = await runSteps(options);
  if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
  process.exit(failed.length === 0 ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await checkAll({ browser: false });
