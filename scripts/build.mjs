/**
 * Compiles the server with esbuild and the browser application with Vite into dist/. `--server`: no browser; `--out DIR`:
 * the server into a folder below the checkout of its own, for tests beside a running one.
 */
import { cpSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildWeb } from 'vite';
import { compileRegulations } from './compile-regulations.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = process.argv.indexOf('--out');
const server = out === -1 ? join(root, 'dist', 'server') : join(root, process.argv[out + 1] ?? '');
/** Entries that run as processes of their own. */
const CHILDREN = ['src/platform/reading/reader-child.ts', 'src/modules/release/packet/packet-child.ts'];

rmSync(server, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['src/apps/main.ts', ...CHILDREN.filter((path) => existsSync(join(root, path)))],
  outdir: server,
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
cpSync(join(root, 'src/modules/access/policies'), join(server, 'access-policies'), { recursive: true });
cpSync(join(root, 'src/modules/correspondence/templates'), join(server, 'correspondence-templates'), {
  recursive: true,
});
compileRegulations(join(root, 'regulations'), join(server, 'regulations.json'));
if (!process.argv.includes('--server'))
  await buildWeb({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
