import { afterAll, beforeAll, expect, it } from 'vitest';
import { scan } from '../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { registerPatient } from '../patients/index.ts';

let world: World;
let desk: ReturnType<World['person']>;
const people: string[] = [];

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  desk = world.person(['coordinator']);
  for (const [family, value] of [
    ['Marsh', '00900100'],
    ['Reed', '00900101'],
  ] as const)
    people.push(
      (
        await world.system((act) =>
          registerPatient(act, {
            facts: {
              birthDate: '1950-02-01',
              sex: 'female',
              names: [{ use: 'legal', family, given: ['Ida'] }],
              identifiers: [{ system: 'urn:chartkeeper:mrn:default', value, kind: 'mrn' }],
              contacts: [],
            },
            facilityId: FACILITY,
            origin: 'desk',
          }),
        )
      ).id,
    );
});
afterAll(() => world.close());

async function takeIn(words: string): Promise<string> {
  const { body } = await world.callAs<{ items: { id: string }[] }>(
    desk,
    'POST',
    '/intake/items?name=page.png',
    await scan(['CONSENT FORM', '', words]),
    { 'content-type': 'application/octet-stream' },
  );
  await world.stack.drain();
  return body.items[0]?.id ?? '';
}
const file = async (words: string, more: object) =>
  world.callAs<{ documentId: string; code?: string }>(desk, 'POST', `/intake/items/${await takeIn(words)}/file`, {
    ...{ patientId: people[0], typeCode: 'consent-to-treat', date: '2026-11-20' },
    ...more,
  });

it('a better copy becomes the next version and answers the call for a rescan', async () => {
  const first = (await file('hard to read', {})).body.documentId;
  const at = `/patients/${people[0] ?? ''}/documents/${first}`;
  expect((await world.callAs(desk, 'POST', `${at}/unreadable`, { reason: 'Carbon copy' })).status).toBe(204);
  const open = "SELECT 1 FROM worklist.item WHERE kind = 'documents.rescan' AND closed_at IS NULL";
  expect(await world.sql(open)).toHaveLength(1);
  const better = await file('well to read', { versionOf: first });
  expect([better.status, better.body.documentId]).toEqual([200, first]);
  expect(await world.sql(open)).toHaveLength(0);
  const { body } = await world.callAs<{ summary: { versions: number; unreadable: unknown } }>(desk, 'GET', at);
  expect(body.summary).toMatchObject({ versions: 2, unreadable: null });
});

it('pages of another type, or of another patient, are no version of a document', async () => {
  const first = (await file('a form', {})).body.documentId;
  for (const more of [{ typeCode: 'progress-note' }, { patientId: people[1] }]) {
    const { status, body } = await file('another', { versionOf: first, ...more });
    expect([status, body.code]).toEqual([422, 'intake/version-differs']);
  }
});
