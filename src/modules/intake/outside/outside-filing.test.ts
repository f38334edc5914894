import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { recordEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';

let world: World;
let patientId = '';
beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  const { id } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        ...{ birthDate: '1948-04-17', sex: 'female' as const, contacts: [] },
        names: [{ use: 'legal', family: 'Whitfield', given: ['Mary'] }],
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: '00731190', kind: 'mrn' }],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  );
  patientId = id;
  await world.system((act) =>
    recordEncounter(act, {
      ...{ patientId, facilityId: FACILITY, origin: 'desk' },
      facts: {
        ...{ class: 'IMP', visitNumber: 'V1' },
        ...{ startedAt: new Date('2026-11-10T08:00:00Z'), endedAt: new Date('2026-11-14T12:00:00Z') },
      },
    }),
  );
  for (const [key, settings] of [
    ['fairview', { outsideOrganisation: 'Fairview Clinic (fictional)' }],
    ['archive', {}],
  ] as const)
    await world.call('POST', '/intake/sources', {
      ...{ kind: 'rest', key, name: key, settings, typeCode: null, lane: 'routine' },
    });
}, 60_000);
afterAll(() => world.close());

const clerk = () => world.person(['index-clerk']);

async function takeIn(bytes: Buffer, query: string): Promise<string> {
  const { body } = await world.call<{ items: { id: string }[] }>('POST', `/intake/items?${query}`, bytes, {
    'content-type': 'application/octet-stream',
  });
  await world.stack.drain();
  const opened = await world.callAs<{ parts: { id: string }[] }>(
    clerk(),
    'GET',
    `/intake/items/${body.items[0]?.id ?? ''}`,
  );
  return opened.body.parts[0]?.id ?? '';
}
const letter = (name: string, mrn: string) =>
  takeIn(
    Buffer.from(`Discharge summary\nPatient: ${name}\nDate of birth: 04/17/1948\nMRN: ${mrn}\n`),
    'name=letter.txt',
  );

interface Part {
  outside: { organisation: string | null; receivedOn: string; howReceived: string };
  autoFiling: { filed: boolean } | null;
  pages: { outcome: { documentId: string } | null }[];
}
const openPart = async (partId: string) => (await world.callAs<Part>(clerk(), 'GET', `/intake/parts/${partId}`)).body;
const file = (partId: string, more: object) =>
  world.callAs<{ documentId: string; code?: string; detail?: string }>(
    clerk(),
    'POST',
    `/intake/parts/${partId}/file`,
    {
      ...{ patientId, typeCode: 'discharge-summary', date: '2026-11-14' },
      ...more,
    },
  );
const summary = async (documentId: string) =>
  (
    await world.callAs<{
      summary: {
        author: string | null;
        encounterId: string | null;
        section: string;
        outside: object;
        authentication: object;
      };
    }>(clerk(), 'GET', `/patients/${patientId}/documents/${documentId}`)
  ).body.summary;

describe('filing a record that was made elsewhere', () => {
  it('proposes the receipt date-stamp and the way it came, and asks for no visit of ours', async () => {
    const partId = await letter('Mary Whitfield', '00731190');
    expect((await openPart(partId)).outside).toEqual({
      organisation: null,
      receivedOn: '2026-11-23',
      howReceived: 'mail',
    });
    expect((await file(partId, {})).body.code).toBe('intake/encounter-missing');
    const { status, body } = await file(partId, {
      author: 'Dr. Gray',
      outside: { organisation: 'Mercy Hospital (fictional)', howReceived: 'patient' },
    });
    expect(status).toBe(200);
    expect(await summary(body.documentId)).toMatchObject({
      ...{ author: 'Dr. Gray', encounterId: null, section: 'outside' },
      authentication: { state: 'not-required' },
      outside: { organisation: 'Mercy Hospital (fictional)', receivedOn: '2026-11-23', howReceived: 'patient' },
    });
  });

  it('takes another record number for what it is, and another name still for somebody else', async () => {
    const outside = { organisation: 'Mercy Hospital (fictional)' };
    const numbered = await letter('Mary Whitfield', '55512345');
    const ours = await file(numbered, { typeCode: 'outside-discharge' });
    expect(ours.body.detail).toContain('record number');
    expect((await file(numbered, { outside })).status).toBe(200);
    const other = await letter('Ruth Sandoval', '55512345');
    const refused = await file(other, { outside });
    expect(refused.body).toMatchObject({ code: 'intake/patient-mismatch' });
    expect(refused.body.detail).not.toContain('record number');
  });

  it('leaves the origin of a next version to its document', async () => {
    const first = await file(await letter('Mary Whitfield', '00731190'), { outside: { organisation: 'Mercy' } });
    const again = await file(await letter('Mary Whitfield', '00731190'), {
      outside: { organisation: 'Grace' },
      versionOf: first.body.documentId,
    });
    expect(again.body.code).toBe('intake/outside-version');
  });

  it('is refused to somebody who may not be the reviewing clinician, and nothing is filed', async () => {
    const partId = await letter('Mary Whitfield', '00731190');
    const outside = { organisation: 'Mercy', reviewerId: '01900000-0000-7000-8000-00000000abcd' };
    expect((await file(partId, { outside })).body.code).toBe('documents/no-such-reviewer');
    expect((await openPart(partId)).pages[0]?.outcome).toBeNull();
  });
});

describe('a source that sends the records of one organisation', () => {
  const page = () =>
    scan([
      ...['DISCHARGE SUMMARY', '', 'Patient: Mary Whitfield', 'Date of birth: 04/17/1948', 'MRN: 00731190'],
      ...['Discharge date: 11/14/2026', '', 'The patient was treated with antibiotics.'],
    ]);

  it('has its documents proposed as made there, and filed so without a hand where a rule allows that', async () => {
    const waits = await takeIn(await page(), 'name=a.png&sourceKey=fairview');
    expect(await openPart(waits)).toMatchObject({
      outside: { organisation: 'Fairview Clinic (fictional)', howReceived: 'electronic' },
      autoFiling: { filed: false },
    });
    await world.callAs(world.person(['coordinator']), 'PUT', '/intake/policies', {
      ...{ source: 'rest', enabled: true, reason: 'Verified for a year' },
    });
    for (const [key, section] of [
      ['fairview', 'outside'],
      ['archive', 'discharge'],
    ]) {
      const part = await openPart(await takeIn(await page(), `name=a.png&sourceKey=${key}`));
      expect(part.autoFiling).toMatchObject({ filed: true });
      expect((await summary(part.pages[0]?.outcome?.documentId ?? '')).section).toBe(section);
    }
    expect(
      await world.sql(`SELECT organisation FROM documents.outside_origin WHERE recorded_by = 'system:auto-file'`),
    ).toEqual([{ organisation: 'Fairview Clinic (fictional)' }]);
  }, 120_000);
});
