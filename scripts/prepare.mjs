/**
 * Makes a checkout ready, on Node's own modules alone since nothing may be installed yet: installs when the lock file
 * changed, builds when a source changed.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const SOURCES = ['src', 'packages', 'scripts', 'index.html', 'vite.config.ts', 'package-lock.json'];
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Chartkeeper needs Node 20.19 or newer; this is ${process.version}. Nothing was done.`);
  process.exit(1);
}

export function ensureInstalled() {
  if (isInstalled()) return;
  console.error('Installing the libraries (once for each version)...');
  run('npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}

/** npm writes what it installed beside it, as its last step. What is missing must be a library of another machine. */
function isInstalled() {
  const written = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  const installed = JSON.parse(readFileSync(written, 'utf8')).packages;
  const wanted = Object.entries(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages);
  return wanted.every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] === undefined ? optional === true : installed[path].version === version),
  );
}

export function ensureBuilt() {
  const sources = hashSources();
  const stamp = join(root, 'dist', '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
  console.error('Building...');
  run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, sources);
}

/** Names, sizes and times: enough to notice an edit, fast enough for every start. */
function hashSources() {
  const hash = createHash('sha256');
  const visit = (path) => {
    const stat = statSync(path);
    if (stat.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
    else hash.update(`${path}\0${stat.size}\0${stat.mtimeMs}\n`);
  };
  for (const source of SOURCES) if (existsSync(join(root, source))) visit(join(root, source));
  return hash.digest('hex');
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status === 0) return;
  console.error(`"${command} ${args.join(' ')}" failed. Nothing was started; the data is untouched.`);
  process.exit(1);
}
