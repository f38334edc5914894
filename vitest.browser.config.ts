import { defineConfig } from 'vitest/config';

/** The browser against the real, compiled server; more files at a time than cores, since each mostly waits. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 3,
    retry: process.env['CI'] === undefined ? 0 : 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    globalSetup: ['test/e2e/global-setup.ts'],
  },
});
