import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/platform/services.ts';
import { systemActor } from '../../src/platform/system-actor.ts';
import { receiveItem, storeFile } from '../../src/modules/intake/index.ts';
import { registerPatient } from '../../src/modules/patients/index.ts';
import { jobContext } from '../world/job.ts';
import { sweepCrashes } from '../world/crash.ts';
import { scan } from '../world/scan.ts';
import { FACILITY, openWorld, type World } from '../world/world.ts';

/**
 * Journey 1, scan batch to filed document, with a crash between any two steps. Always true: pages in = filed + attached +
 * forwarded or returned + discarded + visible in a queue; one effect for each source; no row without its blob.
 */
let world: World;
let page: Buffer;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  page = await scan(['PROGRESS NOTE', '', 'Patient Name: Doe, Jane', 'Date: 11/20/2026', 'Resting comfortably.']);
});
afterAll(() => world.close());

async function everythingAddsUp(): Promise<void> {
  const { body } = await world.call<Record<string, number>>('GET', '/intake/counts');
  const { pagesIn = 0, ...outcomes } = body;
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
  const blobs = await world.sql<{ address: string }>('SELECT address FROM platform.blob');
  for (const { address } of blobs)
    expect(await world.services.blobs.stat(address), 'a row without its blob').toBeDefined();
}

async function receive(services: Services): Promise<string> {
  const file = await storeFile(services, 'scan.png', Readable.from([page]));
  return (
    await services.acting.act({ actor: systemActor('test') }, { verb: 'intake.receive', permission: 'system' }, (act) =>
      receiveItem(act, { file, facilityId: FACILITY, source: 'folder' }),
    )
  ).id;
}

function read(services: Services, itemId: string): Promise<void> {
  const job = world.stack.modules
    .flatMap((module) => module.jobs ?? [])
    .find((each) => each.name === 'intake.read-item');
  if (job === undefined) throw new Error('intake.read-item is gone');
  return job.run(jobContext(services, job.name), { itemId });
}

describe('a scan on its way to the record', () => {
  it('is either not taken in at all, or safe and in the queue: never acknowledged and lost', async () => {
    let acknowledged = 0;
    const points = await sweepCrashes({
      services: world.services,
      step: async (services) => {
        await receive(services);
        acknowledged++;
      },
      check: everythingAddsUp,
    });
    expect(points).toBeGreaterThanOrEqual(4);
    const [row] = await world.sql<{ n: number }>('SELECT count(*)::int AS n FROM intake.item');
    expect(row?.n).toBeGreaterThanOrEqual(acknowledged);
  });

  it('is read once however often the reader dies, with one set of pages, proposals and one item in the queue', async () => {
    const itemId = await receive(world.services);
    const points = await sweepCrashes({
      services: world.services,
      step: (services) => read(services, itemId),
      check: everythingAddsUp,
    });
    expect(points).toBeGreaterThanOrEqual(10);
    await read(world.services, itemId);
    const [counts] = await world.sql<{ pages: number; items: number; types: number }>(
      `SELECT (SELECT count(*)::int FROM intake.page WHERE item_id = $1) AS pages,
              (SELECT count(*)::int FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL) AS items,
              (SELECT count(*)::int FROM intake.proposal WHERE item_id = $1 AND field = 'type') AS types`,
      [itemId],
    );
    expect(counts).toMatchObject({ pages: 1, items: 1 });
    expect(counts?.types).toBeLessThanOrEqual(3);
  });

  it('becomes one document however often the filing is repeated after a crash', async () => {
    const itemId = await receive(world.services);
    await read(world.services, itemId);
    const { id: patientId } = await world.system((act) =>
      registerPatient(act, {
        facts: {
          sex: 'female',
          birthDate: '1970-01-01',
          names: [{ use: 'legal', family: 'Doe', given: ['Jane'] }],
          identifiers: [],
          contacts: [],
        },
        facilityId: FACILITY,
        origin: 'desk',
      }),
    );
    const clerk = world.person(['index-clerk']);
    const file = () =>
      world.callAs<{ documentId: string; code?: string }>(
        clerk,
        'POST',
        `/intake/items/${itemId}/file`,
        { patientId, typeCode: 'progress-note', date: '2026-11-20' },
        { 'idempotency-key': 'filing-1' },
      );
    // The connection broke after the commit: the desk presses the button again.
    const [first, second] = await Promise.all([file(), file()]);
    const third = await file();
    expect([first.status, second.status, third.status]).toEqual([200, 200, 200]);
    expect(new Set([first.body.documentId, second.body.documentId, third.body.documentId]).size).toBe(1);
    expect(await world.sql('SELECT count(*)::int AS n FROM documents.document WHERE origin_id = $1', [itemId])).toEqual(
      [{ n: 1 }],
    );
    await everythingAddsUp();
  });

  it('stands in the record with its page, its text and its way in the log', async () => {
    const [document] = await world.sql<{ patient_id: string; id: string }>(
      `SELECT patient_id, id FROM documents.document ORDER BY id DESC LIMIT 1`,
    );
    const found = await world.call('POST', `/patients/${document?.patient_id}/documents/search`, {
      text: 'comfortably',
    });
    expect(JSON.stringify(found.body)).toContain(document?.id);
    const verbs = await world.sql<{ verb: string }>(
      `SELECT DISTINCT verb FROM audit.entry WHERE verb LIKE 'intake.%' ORDER BY verb`,
    );
    expect(verbs.map((row) => row.verb)).toEqual(
      expect.arrayContaining(['intake.file', 'intake.read', 'intake.receive']),
    );
    const proof = await world.call<{ entries: number; verified: number; firstBad?: object }>('POST', '/audit/verify');
    expect(proof.body.firstBad).toBeUndefined();
    expect(proof.body.verified).toBeGreaterThan(10);
  });

  it('waits when the disk is full, says so, and goes on by itself', async () => {
    const full = {
      ...world.services,
      blobs: {
        ...world.services.blobs,
        put: () => Promise.reject(Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' })),
      },
    };
    await expect(receive(full)).rejects.toThrow('ENOSPC');
    const itemId = await receive(world.services);
    await expect(read(full, itemId)).rejects.toThrow();
    await everythingAddsUp();
    await read(world.services, itemId);
    const { body } = await world.call<{ item: { state: string } }>('GET', `/intake/items/${itemId}`);
    expect(body.item.state).toBe('to-index');
  });
});
