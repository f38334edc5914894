import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run hostile [part of a path ...]`: the lanes of the tests that are too long for every run. What `npm test` does by
 * sample is done whole here: every hostile file, every moment of a crash, every public corpus.
 */
const LANES = [
  { name: 'hostile files and public scans', paths: ['src/platform/reading'] },
  { name: 'crashes of the database at every moment', paths: ['src/platform/postgres'] },
  { name: 'crashes between any two steps', paths: ['test/journeys'] },
  { name: 'hostile files through the whole of intake', paths: ['test/hostile'] },
] as const;

const chosen = process.argv.slice(2);
mkdirSync(join('node_modules', '.cache'), { recursive: true });
const failed: string[] = [];
for (const { name, paths } of LANES) {
  if (chosen.length > 0 && !paths.some((path) => chosen.some((part) => path.includes(part)))) continue;
  const begin = Date.now();
  const done = spawnSync(
    join('node_modules', '.bin', 'vitest'),
    ['run', '--testTimeout=1800000', '--hookTimeout=1800000', ...paths],
    { stdio: 'inherit', env: { ...process.env, CHARTKEEPER_HOSTILE: '1' } },
  );
  console.log(`${done.status === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - begin) / 1000).toFixed(0)} s)`);
  if (done.status !== 0) failed.push(name);
}
if (failed.length > 0) console.log(`Failed: ${failed.join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
