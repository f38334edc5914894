/**
 * Compiles the server with esbuild and the browser application with Vite into dist/. `--server`: no browser; `--children`:
 * only what runs as a process of its own; `--out DIR`: into a folder below the checkout of its own, for tests beside a
 * running one.
 */
import { cpSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { build as buildWeb } from 'vite';
import { compileRegulations } from './compile-regulations.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = process.argv.indexOf('--out');
const childrenOnly = process.argv.includes('--children');
const server = out === -1 ? join(root, 'dist', 'server') : join(root, process.argv[out + 1] ?? '');
/** Entries that run as processes of their own. */
const CHILDREN = [
  'src/platform/reading/reader-child.ts',
  'src/modules/release/packet/packet-child.ts',
  'packages/linkage/bulk/dedupe-child.ts',
];

/**
 * Pure JavaScript that every start needs, put into the bundle with all it needs itself: else a start looks up, reads and
 * compiles 2,300 files one by one, which is half of it. What has binaries, WebAssembly or files of its own stays outside.
 */
const BUNDLED = new Set([
  '@fastify/cookie',
  '@fastify/multipart',
  '@fastify/rate-limit',
  '@fastify/static',
  '@fastify/swagger',
  'ajv',
  'ajv-formats',
  'commander',
  'fast-json-stringify',
  'fastify',
  'graphile-worker',
  'kysely',
  'otplib',
  'pg',
  'pg-copy-streams',
  'pino',
  'prom-client',
  'qrcode',
  'typebox',
  'yaml',
]);
/** Asked for by one of them, and only there where it is installed. */
const NEVER = new Set(['@opentelemetry/api', 'pg-native']);
/** The job queue would look for its settings in files from the working folder upwards, and run them: it gets them from us. */
const NO_CONFIGURATION = 'exports.cosmiconfigSync = () => ({ search: () => null });';
const bundleSome = {
  name: 'bundle-some',
  setup(builder) {
    builder.onLoad({ filter: /.*/, namespace: 'no-configuration' }, () => ({ contents: NO_CONFIGURATION }));
    builder.onResolve({ filter: /^cosmiconfig$/ }, ({ path }) => ({ path, namespace: 'no-configuration' }));
    builder.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
      const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
      const inside = !NEVER.has(name) && (importer.includes('node_modules') || BUNDLED.has(name));
      return inside && !isBuiltin(path) ? undefined : { path, external: true };
    });
  },
};

rmSync(server, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: [...(childrenOnly ? [] : ['src/apps/main.ts']), ...CHILDREN],
  outdir: server,
  entryNames: '[name]',
  chunkNames: 'chunk-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  plugins: [bundleSome],
  // The CommonJS among them asks for Node's own modules by `require`, which a module does not have.
  banner: {
    js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
  },
  sourcemap: true,
  logLevel: 'warning',
});
if (childrenOnly) process.exit();
cpSync(join(root, 'src/modules/access/policies'), join(server, 'access-policies'), { recursive: true });
cpSync(join(root, 'src/modules/correspondence/templates'), join(server, 'correspondence-templates'), {
  recursive: true,
});
compileRegulations(join(root, 'regulations'), join(server, 'regulations.json'));
if (!process.argv.includes('--server'))
  await buildWeb({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
