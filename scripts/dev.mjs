/**
 * `npm run dev`: Vite in front, so that screens change as they are saved; behind it the compiled server, compiled and
 * started anew when one of its files changes. Same data and port as `npm start`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './prepare.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
ensureInstalled();
const { createServer } = await import('vite');

const port = Number(process.env.CHARTKEEPER_PORT ?? 8080);
const behind = port + 1;
const address = `http://localhost:${port}`;
/** What Vite serves itself; everything else of these folders belongs to the server. */
const BROWSER = /(^|\/)(web|ui)\/|\.test\.tsx?$|apps\/web\.tsx$/;
const WATCHED = ['src', 'packages', 'regulations', 'db/migrations'];
const CALM_MS = 300;

let server;
async function compileAndStart() {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs'), '--server'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) return console.error('Not compiled; the former server goes on.');
  await stop();
  server = spawn(process.execPath, [join(root, 'dist', 'server', 'main.js'), 'start'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, CHARTKEEPER_PORT: String(behind), CHARTKEEPER_PUBLIC_URL: address },
  });
}

async function stop() {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
}

const target = `http://localhost:${behind}`;
const vite = await createServer({
  root,
  configFile: join(root, 'vite.config.ts'),
  server: {
    port,
    strictPort: true,
    proxy: Object.fromEntries(['/api', '/fhir', '/content', '/healthz', '/readyz'].map((path) => [path, { target }])),
  },
});
await compileAndStart();
await vite.listen();

let timer;
let working = Promise.resolve();
for (const folder of WATCHED)
  watch(join(root, folder), { recursive: true }, (_, name) => {
    if (name === null || BROWSER.test(name)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      working = working.then(compileAndStart);
    }, CALM_MS);
  });

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    void stop()
      .then(() => vite.close())
      .finally(() => process.exit(0));
  });
