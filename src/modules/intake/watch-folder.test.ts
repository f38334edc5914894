import { mkdtempSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rename, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { scan } from '../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { registerPatient } from '../patients/index.ts';
import { startWatching } from './index.ts';

let world: World;
let folder = '';
let watching: { stop(): Promise<void> };

beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), 'ck-inbox-'));
  watching = startWatching(world.services, folder, { indexWaitMs: 9_000 });
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

describe('a hospital scanner with an index file', () => {
  let mary = '';
  const log = async (sourceId: string) =>
    (
      await world.call<{ arrivals: { outcome: string; reason: string | null; items: { fileName: string }[] }[] }>(
        'GET',
        `/intake/sources/${sourceId}/arrivals`,
      )
    ).body.arrivals;
  let scanner = '';
  beforeAll(async () => {
    mary = (
      await world.system((act) =>
        registerPatient(act, {
          facts: {
            birthDate: '1948-04-17',
            sex: 'female',
            names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }],
            identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00731190', kind: 'mrn' }],
            contacts: [],
          },
          facilityId: FACILITY,
          origin: 'desk',
        }),
      )
    ).id;
    const added = await world.call<{ id: string }>('POST', '/intake/sources', {
      ...{ kind: 'scanner', name: 'Scan room 2', key: 'scan-2', lane: 'routine', typeCode: null },
      settings: { indexFile: true },
    });
    expect(added.status).toBe(201);
    scanner = added.body.id;
  });

  it('gives the values of the index as proposals that say so, and files nothing', async () => {
    const place = join(folder, 'scan-2');
    await mkdir(place);
    await writeFile(join(place, 'b1.png'), await scan(['CLINIC LETTER', 'nothing that names a person']));
    await writeFile(join(place, 'b1.txt'), 'MRN=00731190\nDocType=Discharge Summary\nDate=11/14/2026\nPages=2\n');
    await writeFile(join(place, 'b1.tmp'), 'half');
    await vi.waitFor(
      async () => expect((await readdir(join(folder, 'done', 'scan-2'))).sort()).toEqual(['b1.png', 'b1.txt']),
      {
        ...{ timeout: 20_000, interval: 250 },
      },
    );
    await world.stack.drain();
    const rows = await world.sql<{ field: string; value: string; how: string; more: Record<string, unknown> }>(
      `SELECT field, value, evidence->>'how' AS how, evidence->'more' AS more FROM intake.proposal p JOIN intake.item i ON i.id = p.item_id
       WHERE i.file_name = 'b1.png' AND evidence->>'how' = 'index file' ORDER BY field`,
    );
    expect(rows).toMatchObject([
      { field: 'date', value: '2026-11-14' },
      { field: 'patient', value: mary, more: { pagesExpected: 2, pagesRead: 1 } },
      { field: 'type', value: 'discharge-summary' },
    ]);
    expect(await readdir(place)).toEqual(['b1.tmp']);
    expect(await log(scanner)).toMatchObject([{ outcome: 'taken', items: [{ fileName: 'b1.png' }] }]);
    expect(await world.sql('SELECT 1 FROM intake.outcome')).toEqual([]);
  });

  it('says on both sides which file is missing, and which the index does not name', async () => {
    const place = join(folder, 'scan-2');
    await writeFile(join(place, 'c1.png'), await scan(['ONE']));
    await writeFile(join(place, 'c3.png'), await scan(['THREE']));
    // Last, as scanners do: it goes when it stands still, and the scans with it.
    await writeFile(join(place, 'index.csv'), 'File;MRN;Pages\nc1.png;00731190;1\nc2.png;00731190;1\n');
    await vi.waitFor(async () => expect(await readdir(place)).toEqual(['b1.tmp']), { timeout: 30_000, interval: 250 });
    const reason = await readFile(join(folder, 'failed', 'scan-2', 'index.csv.reason.txt'), 'utf8');
    expect(reason).toContain('c2.png');
    const said = await world.sql<{ file_name: string; complaint: string }>(
      `SELECT i.file_name, e.complaint FROM intake.index_entry e JOIN intake.item i ON i.id = e.item_id WHERE i.file_name LIKE 'c%' ORDER BY 1`,
    );
    expect(said).toMatchObject([
      { file_name: 'c1.png', complaint: expect.stringContaining('c2.png') as string },
      { file_name: 'c3.png', complaint: expect.stringContaining('does not name') as string },
    ]);
    expect((await log(scanner)).filter(({ outcome }) => outcome === 'refused')).toHaveLength(1);
  });

  it('says in its status that the folder is gone, and that it is back', async () => {
    const state = async () =>
      (
        await world.call<{ sources: { name: string; state: string; trouble: string | null }[] }>(
          'GET',
          '/intake/sources',
        )
      ).body.sources.find(({ name }) => name === 'Watched folder');
    await rename(folder, `${folder}-away`);
    await vi.waitFor(async () => expect(await state()).toMatchObject({ state: 'failing' }), {
      timeout: 10_000,
      interval: 250,
    });
    expect((await state())?.trouble).toMatch(/mounted/);
    await rename(`${folder}-away`, folder);
    await vi.waitFor(async () => expect((await state())?.trouble).toBeNull(), { timeout: 10_000, interval: 250 });
  });
});
