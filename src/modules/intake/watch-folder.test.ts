import { mkdtempSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scan } from '../../../test/world/scan.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { startWatching } from './index.ts';

let world: World;
let folder = '';
let watching: { stop(): Promise<void> };

beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'ck-inbox-'));
  watching = startWatching(world.services, folder);
});
afterAll(async () => {
  await watching.stop();
  await world.close();
});

const items = () =>
  world.sql<{ file_name: string; source_detail: string | null }>(
    'SELECT file_name, source_detail FROM intake.item ORDER BY file_name',
  );

describe('the watched folder', () => {
  it('takes in what stands still, names the subfolder as its source, and moves it only when it is safe', async () => {
    await mkdir(join(folder, 'ward-3'), { recursive: true });
    const page = await scan(['LABORATORY REPORT', 'Sodium 140']);
    await writeFile(join(folder, 'ward-3', 'lab.png'), page);
    await writeFile(join(folder, 'huge.pdf'), '');
    await truncate(join(folder, 'huge.pdf'), 201 * 1024 * 1024);
    await writeFile(join(folder, '.hidden'), 'not a scan');
    await symlink('/etc/hostname', join(folder, 'link.pdf'));
    await vi.waitFor(async () => expect(await items()).toEqual([{ file_name: 'lab.png', source_detail: 'ward-3' }]), {
      timeout: 20_000,
      interval: 250,
    });
    await vi.waitFor(async () => expect(await readdir(join(folder, 'done', 'ward-3'))).toEqual(['lab.png']), {
      timeout: 5_000,
    });
    expect(await readFile(join(folder, 'done', 'ward-3', 'lab.png'))).toEqual(page);
  });

  it('puts what it refuses aside with a file that says why', async () => {
    await vi.waitFor(
      async () => expect((await readdir(join(folder, 'failed'))).sort()).toEqual(['huge.pdf', 'huge.pdf.reason.txt']),
      { timeout: 20_000, interval: 250 },
    );
    expect(await readFile(join(folder, 'failed', 'huge.pdf.reason.txt'), 'utf8')).toMatch(/large|big|MB/);
  });

  it('leaves a file alone that is still growing', async () => {
    const growing = join(folder, 'growing.png');
    await writeFile(growing, 'first part');
    const end = Date.now() + 7_000;
    while (Date.now() < end) {
      await appendFile(growing, ' more');
      await new Promise((wake) => setTimeout(wake, 700));
    }
    expect((await items()).map((item) => item.file_name)).not.toContain('growing.png');
  });

  it('does not follow links out of the folder', async () => {
    expect((await items()).map((item) => item.file_name)).not.toContain('link.pdf');
  });
});
