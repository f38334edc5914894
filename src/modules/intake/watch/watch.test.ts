import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../../../test/world/job.ts';
import { scan, stack } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';
import type { Services } from '../../../platform/services.ts';
import { samplePdf } from '../../release/packet/sample-pdf.fixture.ts';

let world: World;
let clerk: ReturnType<World['person']>;
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

async function receive(bytes: Buffer, name = 'a.pdf'): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(clerk, 'POST', `/intake/items?name=${name}`, bytes, {
    'content-type': 'application/octet-stream',
  });
  return body.items[0]?.id ?? '';
}
function run(name: string, payload: object = {}, services: Services = world.services): Promise<void> {
  const job = world.stack.modules.flatMap((module) => module.jobs ?? []).find((each) => each.name === name);
  if (job === undefined) throw new Error(`${name} is gone`);
  return job.run(jobContext(services, job.name), { ...payload });
}
const read = (itemId: string, services?: Services) => run('intake.read-item', { itemId }, services);
const attempts = (id: string) =>
  world.sql<{ ended: string; reason: string | null; pages: number; pages_done: number; step: string }>(
    'SELECT ended, reason, pages, pages_done, step FROM intake.attempt WHERE item_id = $1 ORDER BY id',
    [id],
  );
const opened = async (id: string) =>
  (await world.callAs<{ item: { state: string; tries: number; detail: string } }>(clerk, 'GET', `/intake/items/${id}`))
    .body.item;
interface Progress {
  items: { itemId: string; step: string; pages: number | null; pagesDone: number; ahead: number; waitsFor: string }[];
}
const progress = async () => (await world.callAs<Progress>(clerk, 'GET', '/intake/progress')).body.items;
const full = (services: Services): Services => ({
  ...services,
  blobs: {
    ...services.blobs,
    put: () => Promise.reject(Object.assign(new Error('full'), { code: 'blobs/full' })),
  },
});
const jobOf = async (id: string) =>
  (
    await world.sql<{ attempts: number }>('SELECT attempts FROM graphile_worker.jobs WHERE key = $1', [`read-${id}`])
  )[0];

describe('a file that is refused', () => {
  it('is tried three times, then waits for a person with the cause and what to do, once in the queue', async () => {
    const id = await receive(Buffer.from('%PDF-1.7 and nothing else'));
    await world.stack.drain();
    expect((await attempts(id)).map(({ ended }) => ended)).toEqual(['refused', 'refused', 'refused']);
    expect(await opened(id)).toMatchObject({ state: 'failed', tries: 3, detail: expect.stringMatching(/again|copy/i) });
    expect(await world.sql('SELECT FROM intake.failure WHERE item_id = $1', [id])).toHaveLength(1);
    await read(id);
    expect(await attempts(id)).toHaveLength(3);
  });

  it('has all its tries again when a person has it read once more', async () => {
    const id = await receive(Buffer.from('%PDF-1.7 and nothing more'));
    await world.stack.drain();
    expect((await world.callAs(clerk, 'POST', `/intake/items/${id}/retry`)).status).toBe(204);
    await world.stack.drain();
    expect(await attempts(id)).toHaveLength(6);
    expect((await opened(id)).state).toBe('failed');
  });
});

describe('a file that is not at fault', () => {
  it('uses up no try on a full disk, says that it waits for space, and is read when there is some', async () => {
    const id = await receive(samplePdf([{ text: 'Full disk' }]));
    for (let times = 0; times < 5; times++) await expect(read(id, full(world.services))).rejects.toThrow();
    expect((await attempts(id)).map(({ ended, reason }) => `${ended} ${reason}`)).toEqual(
      Array.from({ length: 5 }, () => 'waits no-space'),
    );
    expect((await progress()).find(({ itemId }) => itemId === id)).toMatchObject({
      step: 'waiting',
      waitsFor: 'space',
    });
    await read(id);
    expect(await opened(id)).toMatchObject({ state: 'to-index', tries: 0 });
    expect((await progress()).some(({ itemId }) => itemId === id)).toBe(false);
    await world.stack.drain();
  });

  it('comes back within two minutes after the queue gave it up, and one that somebody reads is left alone', async () => {
    const [given, lost, fresh] = [
      await receive(samplePdf([{ text: 'Given up' }])),
      await receive(samplePdf([{ text: 'Lost' }])),
      await receive(samplePdf([{ text: 'In hand' }])),
    ];
    // The queue tried as often as it does; a job went away with a restored backup; one is being read.
    await world.sql(`UPDATE graphile_worker._private_jobs SET attempts = max_attempts WHERE key = $1`, [
      `read-${given}`,
    ]);
    await world.sql(`DELETE FROM graphile_worker._private_jobs WHERE key = $1`, [`read-${lost}`]);
    await world.sql(
      `UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = now(), locked_by = 'w' WHERE key = $1`,
      [`read-${fresh}`],
    );
    await run('intake.return-stalled');
    expect(await jobOf(lost), 'not before its time').toBeUndefined();
    world.clock.advance(2 * 60_000);
    await run('intake.return-stalled');
    expect((await jobOf(given))?.attempts).toBe(0);
    expect((await jobOf(lost))?.attempts).toBe(0);
    expect((await jobOf(fresh))?.attempts).toBe(1);
    await world.sql(`UPDATE graphile_worker._private_jobs SET attempts = 0, locked_at = NULL, locked_by = NULL`);
    await world.stack.drain();
    for (const id of [given, lost, fresh]) expect((await opened(id)).state).toBe('to-index');
  });
});

describe('a file that is being read', () => {
  it('goes on when its reader is killed in the middle of a page, without losing one, and shows how far it is', async () => {
    const pages = [];
    for (let n = 1; n <= 6; n++) pages.push(await scan([`PROGRESS NOTE ${n}`, '', ...LINES]));
    const id = await receive(await stack(pages), 'six.tiff');
    const next = await receive(samplePdf([{ text: 'The next one' }]));
    const reading = read(id);
    const pid = await firstReader();
    process.kill(pid, 'SIGKILL');
    await read(next);
    expect((await opened(next)).state, 'the next item never waits').toBe('to-index');
    let seen: Progress['items'][number] | undefined;
    await Promise.all([
      reading,
      (async () => {
        for (let looks = 0; looks < 200 && (seen?.pages ?? null) === null; looks++) {
          seen = (await progress()).find(({ itemId }) => itemId === id) ?? seen;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })(),
    ]);
    expect(seen).toMatchObject({ step: 'reading', pages: 6 });
    const rows = await world.sql<{ unreadable_reason: string | null }>(
      'SELECT unreadable_reason FROM intake.page WHERE item_id = $1',
      [id],
    );
    expect(rows.map((row) => row.unreadable_reason)).toEqual(Array.from({ length: 6 }, () => null));
    expect(await attempts(id)).toMatchObject([{ ended: 'read', pages: 6 }]);
    await world.stack.drain();
  }, 120_000);

  it('is told to those who may see the monitor only, and noted in the log once, not for each page', async () => {
    expect((await world.callAs(world.person(['coder']), 'GET', '/intake/progress')).status).toBe(403);
    const [log] = await world.sql<{ looked: number; noted: number }>(`
      SELECT (count(*) FILTER (WHERE verb = 'intake.see-progress' AND outcome = 'done'))::int AS looked,
        (count(*) FILTER (WHERE verb = 'intake.note-progress'))::int AS noted FROM audit.entry`);
    expect(log?.looked).toBeGreaterThan(0);
    expect(log?.looked).toBeLessThan(10);
    expect(log?.noted).toBeLessThan(20);
  });
});

const LINES = [
  'The patient was seen this morning and feels better than yesterday.',
  'Breathing is easier, the cough has become dry, no fever overnight.',
  'Lungs are clear on the right side and slightly dull on the left base.',
  'Continue the present medicine for five more days and repeat the film.',
];

/** A reader of ours that is at work. */
async function firstReader(): Promise<number> {
  for (let looks = 0; looks < 400; looks++) {
    for (const task of readdirSync(`/proc/${process.pid}/task`))
      for (const pid of childrenOf(process.pid, task)) {
        const command = safely(() => readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
        // Past its start: it has loaded the recogniser and is at a page.
        if (command.includes('reader-child') && (await isBusy())) return pid;
      }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('no reader was started');
}
const childrenOf = (pid: number, task: string) =>
  safely(() => readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1'))
    .split(' ')
    .filter(Boolean)
    .map(Number);
const safely = (look: () => string) => {
  try {
    return look();
  } catch {
    return '';
  }
};
const isBusy = async () =>
  (await world.sql(`SELECT FROM intake.attempt WHERE ended_at IS NULL AND step = 'reading'`)).length > 0;
