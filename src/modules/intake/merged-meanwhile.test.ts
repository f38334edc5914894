import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../../test/world/job.ts';
import { scan, stack } from '../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import type { Services } from '../../platform/services.ts';
import { mergePatients, registerPatient, unmergePatients } from '../patients/index.ts';

/** Merges and unmerges between the moment a page was judged and the moment it is filed. */
let world: World;
let clerk: ReturnType<World['person']>;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
}, 60_000);
afterAll(() => world.close());

let people = 0;
async function register(family: string, given: string, birthDate: string): Promise<{ id: string; mrn: string }> {
  const mrn = String(70_000_000 + ++people);
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        ...{ birthDate, sex: 'female' as const, contacts: [] },
        names: [{ use: 'legal', family, given: [given] }],
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' }],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  return { id, mrn };
}
const merge = (retired: string, survivor: string) =>
  world.system((act) => mergePatients(act, { retiredId: retired, survivorId: survivor, reason: 'One person' }));
const unmerge = (mergeId: string) => world.system((act) => unmergePatients(act, { mergeId, reason: 'Two persons' }));

async function takeIn(lines: readonly string[]): Promise<string> {
  world.clock.advance(60_000);
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    clerk,
    'POST',
    '/intake/items?name=scan.tif',
    await stack([await scan(lines)]),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const letter = (name: string, born: string, mrn: string) => [
  'IMMUNIZATION RECORD',
  '',
  `Patient: ${name}`,
  `Date of birth: ${born}`,
  `MRN: ${mrn}`,
  'Date: 11/14/2026',
  '',
  'Influenza vaccine, left deltoid, lot 4471, no reaction.',
];

/** The job, with something happening after it judged the page and while it copies it. */
function autoFile(partId: string, meanwhile: () => Promise<unknown>): Promise<void> {
  const job = world.stack.modules
    .flatMap((module) => module.jobs ?? [])
    .find((each) => each.name === 'intake.auto-file');
  let happened = false;
  const services: Services = {
    ...world.services,
    blobs: {
      ...world.services.blobs,
      put: async (...args) => {
        if (!happened) {
          happened = true;
          await meanwhile();
        }
        return world.services.blobs.put(...args);
      },
    },
  };
  return job?.run(jobContext(services, job.name), { partId }) ?? Promise.reject(new Error('intake.auto-file is gone'));
}
const rule = (enabled: boolean) =>
  world.callAs(world.person(['coordinator']), 'PUT', '/intake/policies', {
    ...{ source: 'upload', enabled, reason: 'Verified for a year' },
  });
interface Part {
  pages: { outcome: { kind: string; patientId: string } | null }[];
  autoFiling: { filed: boolean; reasons: { code: string }[] } | null;
}
const openPart = async (id: string) => (await world.callAs<Part>(clerk, 'GET', `/intake/parts/${id}`)).body;
const filedUnder = async (id: string) => (await openPart(id)).pages[0]?.outcome?.patientId;
const waits = async (id: string) =>
  (
    await world.sql(
      "SELECT FROM worklist.item WHERE kind = 'intake.to-index' AND subject_id = $1 AND closed_at IS NULL",
      [id],
    )
  ).length;
const documentsOf = (patientId: string) =>
  world.sql('SELECT FROM documents.document WHERE patient_id = $1', [patientId]);

describe('a page that files itself', () => {
  it('ends with who survived, or waits, when its patient was merged after it was judged', async () => {
    const retired = await register('Whitfield', 'Mary', '1948-04-17');
    const survivor = await register('Whitfield', 'Marie', '1948-04-17');
    await rule(false);
    const partId = await takeIn(letter('Mary Whitfield', '04/17/1948', retired.mrn));
    await rule(true);
    let merged = false;
    await autoFile(partId, async () => {
      await merge(retired.id, survivor.id);
      merged = true;
    });
    expect(merged, 'it was judged, and its pages were being copied').toBe(true);
    expect(await documentsOf(retired.id)).toEqual([]);
    // Judged anew by itself, on what is known now.
    await world.stack.drain();
    expect(await documentsOf(retired.id)).toEqual([]);
    expect(await filedUnder(partId)).toBe(survivor.id);
    expect((await openPart(partId)).autoFiling?.filed).toBe(true);
  }, 120_000);

  it('waits for a person when the merge behind it was undone after it was judged', async () => {
    const other = await register('Okafor', 'Grace', '1955-02-03');
    const survivor = await register('Okafor', 'Gracia', '1957-08-21');
    const { mergeId } = await merge(other.id, survivor.id);
    await rule(false);
    const partId = await takeIn(letter('Grace Okafor', '02/03/1955', other.mrn));
    await rule(true);
    await autoFile(partId, () => unmerge(mergeId));
    expect(await documentsOf(survivor.id), 'never with whom the page does not name any more').toEqual([]);
    await world.stack.drain();
    expect(await documentsOf(survivor.id)).toEqual([]);
    const under = await filedUnder(partId);
    if (under === undefined) expect(await waits(partId)).toBe(1);
    else expect(under).toBe(other.id);
  }, 120_000);
});

describe('a page on an open screen', () => {
  it('is filed under who survived, though the screen still shows the retired registration', async () => {
    const retired = await register('Lindqvist', 'Eva', '1962-12-24');
    const survivor = await register('Lindqvist', 'Ewa', '1962-12-24');
    await rule(false);
    const partId = await takeIn(letter('Eva Lindqvist', '12/24/1962', retired.mrn));
    await merge(retired.id, survivor.id);
    const filed = await world.callAs<{ patientId: string }>(clerk, 'POST', `/intake/parts/${partId}/file`, {
      ...{ patientId: retired.id, typeCode: 'immunization-record', date: '2026-11-14' },
    });
    expect(filed.body.patientId).toBe(survivor.id);
    expect(await filedUnder(partId)).toBe(survivor.id);
    expect(await documentsOf(retired.id)).toEqual([]);
  }, 120_000);

  it('is refused for the survivor once the two are two again, and files where it belongs', async () => {
    const other = await register('Baptiste', 'Rose', '1970-05-05');
    const survivor = await register('Baptiste', 'Rosalie', '1972-06-06');
    const { mergeId } = await merge(other.id, survivor.id);
    const partId = await takeIn(letter('Rose Baptiste', '05/05/1970', other.mrn));
    await unmerge(mergeId);
    const file = (patientId: string) =>
      world.callAs<{ patientId: string; code?: string }>(clerk, 'POST', `/intake/parts/${partId}/file`, {
        ...{ patientId, typeCode: 'immunization-record', date: '2026-11-14' },
      });
    const refused = await file(survivor.id);
    expect([refused.status, refused.body.code]).toEqual([422, 'intake/patient-mismatch']);
    expect(await waits(partId)).toBe(1);
    expect((await file(other.id)).body.patientId).toBe(other.id);
    expect(await documentsOf(survivor.id)).toEqual([]);
  }, 120_000);
});
