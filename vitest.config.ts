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
    maxWorkers: 2,
    // A shared machine may starve a child for a while; a test that fails twice has failed.
    retry: process.env['CI'] === undefined ? 0 : 2,
    testTimeout: 60_000,
    hookTimeout: 240_000,
    globalSetup: ['test/world/global-setup.ts'],
  },
});
