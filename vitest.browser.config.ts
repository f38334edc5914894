import { defineConfig } from 'vitest/config';

/** The browser against the real, compiled server: one at a time, since each brings a whole stack up. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    retry: process.env['CI'] === undefined ? 0 : 2,
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
});
