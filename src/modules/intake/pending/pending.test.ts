import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveToTheEnd } from '../../../../test/world/prove-to-the-end.ts';
import { scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let clerk: ReturnType<World['person']>;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

const post = <T = { code?: string }>(path: string, body?: unknown) => world.callAs<T>(clerk, 'POST', path, body);
const get = <T>(path: string) => world.callAs<T>(clerk, 'GET', path);

/** One page, one file, one document to be of the same id. */
async function takeIn(...lines: string[]): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    '/intake/items?name=a.tiff',
    await stack([await scan(['PROGRESS NOTE', '', ...lines])]),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const register = (family: string, given: string, birthDate: string, mrn: string) =>
  world.system((act) =>
    registerPatient(act, {
      facts: {
        ...{ birthDate, sex: 'female', names: [{ use: 'legal', family, given: [given] }], contacts: [] },
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' }],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
const queueOf = async (partId: string) =>
  (
    await world.sql<{ kind: string }>('SELECT kind FROM worklist.item WHERE subject_id = $1 AND closed_at IS NULL', [
      partId,
    ])
  ).map(({ kind }) => kind);
async function addUp() {
  const { pagesIn = 0, ...outcomes } = (await get<Record<string, number>>('/intake/counts')).body;
  expect(Object.values(outcomes).reduce((sum, n) => sum + n, 0)).toBe(pagesIn);
  return outcomes;
}

interface Opened {
  pending: {
    waiting: boolean;
    endedHow: string | null;
    identifiers: Record<string, string>;
    matches: { patientId: string; name: string; agrees: string[] }[];
  } | null;
}

describe('a document whose patient is not registered yet', () => {
  let part = '';
  it('leaves the index queue, waits where it is counted, and keeps its identifiers encrypted', async () => {
    part = await takeIn('Patient: Newly, Nora', 'DOB: 03/04/1961');
    const { status } = await post(`/intake/parts/${part}/pend`, {
      name: 'Newly, Nora',
      birthDate: '1961-03-04',
      visitNumber: 'V-881',
    });
    expect(status).toBe(201);
    expect(await queueOf(part)).toEqual(['intake.pended']);
    expect((await addUp())['queued']).toBe(1);
    const { body } = await get<Opened>(`/intake/parts/${part}/pending`);
    expect(body.pending).toMatchObject({
      ...{ waiting: true, matches: [] },
      identifiers: { name: 'Newly, Nora', birthDate: '1961-03-04', visitNumber: 'V-881' },
    });
    const stored = JSON.stringify(
      await world.sql('SELECT * FROM intake.pending JOIN intake.pending_key ON pending_id = id'),
    );
    expect(stored).not.toMatch(/Newly|Nora|1961|V-?881/i);
  });

  it('is not woken by a twin, nor by a namesake of another day', async () => {
    await register('Newly', 'Otto', '1961-03-04', '00800001');
    await register('Newly', 'Nora', '1971-04-03', '00800002');
    await world.stack.drain();
    expect(await queueOf(part)).toEqual(['intake.pended']);
  });

  it('comes back when the patient is registered, as a candidate with the reason, and is never filed by itself', async () => {
    const { id } = await register('Newly', 'Nora', '1961-03-04', '00800003');
    await world.stack.drain();
    expect(await queueOf(part)).toEqual(['intake.to-index']);
    const opened = await get<{
      proposals: { field: string; value: string; evidence: { how: string } }[];
      candidates: { patientId: string }[];
      pages: { outcome: unknown }[];
    }>(`/intake/parts/${part}`);
    expect(opened.body.proposals.find(({ value }) => value === id)?.evidence.how).toBe(
      'registered since and name-birth',
    );
    expect(opened.body.proposals.some(({ field }) => field === 'type')).toBe(true);
    expect(opened.body.candidates.map(({ patientId }) => patientId)).toContain(id);
    expect(opened.body.pages[0]?.outcome).toBeNull();
    const { pending } = (await get<Opened>(`/intake/parts/${part}/pending`)).body;
    expect(pending).toMatchObject({
      waiting: false,
      endedHow: 'registered',
      matches: [{ patientId: id, name: 'Newly, Nora' }],
    });
    expect(await world.sql('SELECT * FROM intake.pending_key')).toEqual([]);
    await addUp();
  });

  it('comes back by its visit number when the visit is recorded', async () => {
    const visit = await takeIn('Visit: V-900');
    await post(`/intake/parts/${visit}/pend`, { visitNumber: 'V-900' });
    const { id } = await register('Later', 'Lena', '1980-05-06', '00800004');
    await world.stack.drain();
    expect(await queueOf(visit)).toEqual(['intake.pended']);
    await world.system((act) =>
      recordEncounter(act, {
        ...{ patientId: id, facilityId: FACILITY, origin: 'desk' },
        facts: { class: 'AMB', visitNumber: 'V900', startedAt: act.now },
      }),
    );
    await world.stack.drain();
    expect(await queueOf(visit)).toEqual(['intake.to-index']);
  });

  it('comes back at once when the patient was registered after the paper came and before it was pended', async () => {
    const late = await takeIn('MRN: 00800077');
    await register('Early', 'Erna', '1955-01-01', '00800077');
    await world.stack.drain();
    await post(`/intake/parts/${late}/pend`, { mrn: '800077' });
    await world.stack.drain();
    expect(await queueOf(late)).toEqual(['intake.to-index']);
  });

  it('is reported when nobody was registered for 24 hours', async () => {
    const waiting = await takeIn('MRN: 00800099');
    await post(`/intake/parts/${waiting}/pend`, { mrn: '00800099' });
    const overdue = async () =>
      (await get<{ queues: { kind: string; overdue: number }[] }>('/worklist/queues')).body.queues.find(
        ({ kind }) => kind === 'intake.pended',
      )?.overdue;
    world.clock.advance(23 * 3_600_000);
    expect(await overdue()).toBe(0);
    world.clock.advance(2 * 3_600_000);
    expect(await overdue()).toBe(1);
    await post(`/intake/parts/${waiting}/set-aside`, {
      kind: 'returned',
      reason: 'Nobody of that number',
      destination: 'Lab',
    });
    expect(await queueOf(waiting)).toEqual([]);
    expect((await get<Opened>(`/intake/parts/${waiting}/pending`)).body.pending?.endedHow).toBe('settled');
    await addUp();
  });

  it('can be taken back by a person, once', async () => {
    const back = await takeIn('MRN: 00800098');
    await post(`/intake/parts/${back}/pend`, { mrn: '00800098' });
    expect((await post(`/intake/parts/${back}/unpend`)).status).toBe(204);
    expect(await queueOf(back)).toEqual(['intake.to-index']);
    expect((await post(`/intake/parts/${back}/unpend`)).status).toBe(409);
  });

  it('needs enough to be found by, and a document that is open', async () => {
    expect((await post(`/intake/parts/${part}/pend`, { name: 'Newly' })).status).toBe(400);
    expect((await post(`/intake/parts/${FACILITY}/pend`, { mrn: '123456' })).status).toBe(404);
    expect(
      (await world.callAs(world.person(['scan-clerk']), 'POST', `/intake/parts/${part}/pend`, { mrn: '123456' }))
        .status,
    ).toBe(403);
  });
});

describe('a file that was sent here by mistake', () => {
  const misdirected = {
    sender: 'Dr. Kim, Springfield',
    howKnown: 'Fax number differs by one digit',
    told: { how: 'print' },
    pages: 1,
  };
  let item = '';

  it('is destroyed once its sender is told: nobody can read it, the log proves, the counts add up', async () => {
    item = await takeIn('Patient: Somebody, Else');
    expect((await get(`/intake/items/${item}/pages/1/image`)).status).toBe(200);
    const { status } = await post(`/intake/items/${item}/misdirected`, misdirected);
    expect(status).toBe(202);
    await world.stack.drain();
    const [row] = await world.sql<{ destroyed_at: Date | null; digest: string; pages: number; letter_id: string }>(
      'SELECT * FROM intake.misdirected WHERE item_id = $1',
      [item],
    );
    expect(row?.destroyed_at).not.toBeNull();
    expect(row?.digest).toMatch(/^[0-9a-f]{64}$/);
    const [{ key_slot: slot = '' } = {}] = await world.sql<{ key_slot: string }>(
      'SELECT key_slot FROM intake.item WHERE id = $1',
      [item],
    );
    expect(world.services.keyring.isDestroyed(slot)).toBe(true);
    expect((await get(`/intake/items/${item}/pages/1/image`)).status).toBeGreaterThanOrEqual(400);
    expect((await get(`/intake/items/${item}/pages/1/words`)).status).toBeGreaterThanOrEqual(400);
    const blobs = await world.sql<{ address: string; slot: string; bytes: string; frames: number; digest: string }>(
      'SELECT address, slot, bytes, frames, digest FROM platform.blob WHERE slot = $1',
      [slot],
    );
    expect(blobs.length).toBeGreaterThan(2);
    for (const blob of blobs)
      await expect(world.services.blobs.read({ ...blob, bytes: Number(blob.bytes) }, 50_000_000)).rejects.toThrow();
    expect(await queueOf(item)).toEqual([]);
    expect((await addUp())['returned']).toBeGreaterThan(0);
    expect((await proveToTheEnd(world)).firstBad).toBeUndefined();
  });

  it('has its letter on the way, which says how many pages and not what stood on them', async () => {
    const [letter] = await world.sql<{ template: string; recipient_name: string; outcome: string | null }>(
      `SELECT l.template, l.recipient_name, d.outcome FROM intake.misdirected m JOIN correspondence.letter l ON l.id = m.letter_id
       JOIN correspondence.delivery d ON d.letter_id = l.id`,
    );
    expect(letter).toEqual({ template: 'misdirected', recipient_name: 'Dr. Kim, Springfield', outcome: null });
  });

  it('cannot be brought back, or destroyed twice', async () => {
    expect((await post(`/intake/items/${item}/undo`, { reason: 'wrong' })).status).toBe(409);
    expect((await post(`/intake/items/${item}/misdirected`, misdirected)).status).toBe(409);
  });

  it('is refused where its pages were used, or are not as many as the person read', async () => {
    const used = await takeIn('Patient: Newly, Nora');
    expect((await post(`/intake/items/${used}/misdirected`, { ...misdirected, pages: 2 })).status).toBe(409);
    await post(`/intake/items/${used}/set-aside`, { kind: 'forwarded', reason: 'theirs', destination: 'legal' });
    expect((await post(`/intake/items/${used}/misdirected`, misdirected)).status).toBe(409);
    await post(`/intake/items/${used}/undo`, { reason: 'wrong' });
    expect((await post(`/intake/items/${used}/misdirected`, { ...misdirected, told: { how: 'phone' } })).status).toBe(
      202,
    );
    expect((await addUp())['queued']).toBeGreaterThan(0);
  });
});
