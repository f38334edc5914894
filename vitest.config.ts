import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'packages/**/*.test.ts',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
      'tools/**/*.test.ts',
      'regulations/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'dist/**', 'test/e2e/**'],
    pool: 'forks',
    // One world of modules for all files of a worker: loading the product anew for each costs more than most tests. Whoever
    // changes what is shared (process.env, a module's state) puts it back.
    isolate: false,
    // As src/apps/main.ts does for the product: V8 of Node 20 dies of calls into WebAssembly that it put inline.
    execArgv: process.versions.v8.startsWith('11.') ? ['--no-turbo-inline-js-wasm-calls'] : [],
    maxWorkers: 2,
    // A shared machine may starve a child for a while; a test that fails twice has failed.
    retry: process.env['CI'] === undefined ? 0 : 2,
    testTimeout: 60_000,
    hookTimeout: 240_000,
    globalSetup: ['test/world/global-setup.ts'],
  },
});
