import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesAt } from './files-at.ts';

it('a folder stands for all wanted files below it, and what does not exist is not lost', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ck-files-'));
  mkdirSync(join(folder, 'bundles', '.hidden'), { recursive: true });
  for (const name of ['index.json', 'bundles/b.json', 'bundles/a.json', 'bundles/README.md', 'bundles/.hidden/c.json'])
    writeFileSync(join(folder, name), '');
  const named = async (...paths: string[]) =>
    (await filesAt(paths, (name) => name.endsWith('.json'))).map((file) => file.slice(folder.length + 1));
  expect(await named(folder)).toEqual(['bundles/a.json', 'bundles/b.json', 'index.json']);
  expect(await named(join(folder, 'nobody.json'), join(folder, 'bundles/README.md'))).toEqual([
    'nobody.json',
    'bundles/README.md',
  ]);
  rmSync(folder, { recursive: true });
});
