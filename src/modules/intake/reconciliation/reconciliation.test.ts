import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scan, stack } from '../../../../test/world/scan.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { newId } from '../../../platform/ids.ts';
import { describeFacility } from '../../directory/index.ts';
import { recordEncounter, replaceEncounter } from '../../encounters/index.ts';
import { registerPatient } from '../../patients/index.ts';

/** The world begins on Monday, 23 November, 04:00 in New York. */
const SUNDAY_EVENING = new Date('2026-11-23T03:30:00Z');
const UNIT = newId();

interface Row {
  encounterId: string;
  patientId: string;
  visitNumber: string;
  state: string;
  day: string;
  missing: string[];
  patient: { name: string; mrn: string } | null;
  waiting: { encounter: number; patient: number; itemId: string | null };
  atDesk: { by: string } | null;
  noPaperMark: { reason: string } | null;
  reminded: { times: number; by: string } | null;
}
interface Counts {
  encounters: number;
  received: number;
  partial: number;
  notReceived: number;
  noPaper: number;
}
interface Look {
  from: string;
  to: string;
  lastReconciled: string | null;
  total: Counts;
  units: (Counts & { unit: string | null; mailAddress: string | null })[];
  encounters: Row[];
}

let world: World;
let clerk: ReturnType<World['person']>;
const patients: string[] = [];
const visits = new Map<string, { patientId: string; encounterId: string }>();

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_OCR: 'bundled' } });
  clerk = world.person(['index-clerk']);
  await world.sql(
    `INSERT INTO directory.unit (id, facility_id, name, recorded_at) VALUES ('${UNIT}', '${FACILITY}', '4 West', '2026-01-01')`,
  );
  await world.system(async (act) => {
    await describeFacility(act, FACILITY, {
      name: 'Lakeside',
      timeZone: 'America/New_York',
      country: 'US',
      state: 'OH',
    });
    for (const [family, mrn] of [
      ['Marsh', '00900100'],
      ['Reed', '00900101'],
    ] as const)
      patients.push(
        (
          await registerPatient(act, {
            facts: {
              birthDate: '1950-02-01',
              sex: 'female',
              names: [{ use: 'legal', family, given: ['Ida'] }],
              identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: mrn, kind: 'mrn' }],
              contacts: [],
            },
            facilityId: FACILITY,
            origin: 'desk',
          })
        ).id,
      );
    const visit = async (
      name: string,
      patient: number,
      facts: { class: string; endedAt?: Date; startedAt?: Date; unitId?: string },
    ) => {
      const patientId = patients[patient] ?? '';
      const { id } = await recordEncounter(act, {
        ...{ patientId, facilityId: FACILITY, origin: 'desk' },
        facts: { startedAt: new Date('2026-11-20T12:00:00Z'), ...facts, visitNumber: name },
      });
      visits.set(name, { patientId, encounterId: id });
    };
    await visit('V-STAY', 0, { class: 'IMP', endedAt: SUNDAY_EVENING, unitId: UNIT });
    await visit('V-ER', 1, { class: 'EMER', endedAt: new Date('2026-11-22T20:00:00Z') });
    await visit('V-CLINIC', 1, { class: 'AMB', startedAt: new Date('2026-11-22T15:00:00Z') });
    await visit('V-FRIDAY', 1, { class: 'SS', endedAt: new Date('2026-11-20T22:00:00Z') });
    await visit('V-TODAY', 0, { class: 'IMP', endedAt: new Date('2026-11-23T08:00:00Z') });
    await visit('V-CANCELLED', 0, { class: 'IMP', endedAt: SUNDAY_EVENING });
    const cancelled = visits.get('V-CANCELLED');
    await act.tx
      .insertInto('encounters.change')
      .values({
        ...{ id: newId(), patient_id: patients[0] ?? '', encounter_id: cancelled?.encounterId ?? '' },
        ...{
          facility_id: FACILITY,
          kind: 'cancelled',
          happened_at: act.now,
          recorded_at: act.now,
          recorded_by: 'test',
        },
      })
      .execute();
  });
}, 60_000);
afterAll(() => world.close());

const look = async (query = '', who = clerk) => {
  const { status, body } = await world.callAs<Look>(who, 'GET', `/intake/reconciliation${query}`);
  expect(status).toBe(200);
  for (const counts of [body.total, ...body.units])
    expect(counts.received + counts.partial + counts.notReceived + counts.noPaper).toBe(counts.encounters);
  expect(body.units.reduce((sum, unit) => sum + unit.encounters, 0)).toBe(body.total.encounters);
  return body;
};
const row = async (visit: string, query = '') =>
  (await look(query)).encounters.find(({ visitNumber }) => visitNumber === visit);
const post = (path: string, body: unknown, who = clerk) => world.callAs<{ code?: string }>(who, 'POST', path, body);
const marksOf = (visit: string) => {
  const { patientId, encounterId } = visits.get(visit) ?? { patientId: '', encounterId: '' };
  return `/intake/reconciliation/${patientId}/${encounterId}`;
};
const keyOf = (visit: string) => visits.get(visit) ?? { patientId: '', encounterId: '' };

describe('discharge reconciliation', () => {
  it('shows yesterday in the time zone of the facility, unit by unit, and the counts add up', async () => {
    const { from, to, total, units, encounters } = await look();
    expect([from, to]).toEqual(['2026-11-22', '2026-11-22']);
    expect(total).toEqual({ encounters: 3, received: 0, partial: 0, notReceived: 2, noPaper: 1 });
    expect(units.map(({ unit, encounters: n }) => [unit, n])).toEqual([
      ['4 West', 1],
      [null, 2],
    ]);
    expect(encounters.map(({ visitNumber }) => visitNumber).sort()).toEqual(['V-ER', 'V-STAY']);
    expect(encounters.find(({ visitNumber }) => visitNumber === 'V-STAY')).toMatchObject({
      ...{ state: 'not-received', day: '2026-11-22', patient: { name: 'Marsh, Ida', mrn: '00900100' } },
      missing: ['Discharge summary', 'Nursing record', 'Consent to treatment'],
    });
  });

  it('shows no names to a scan clerk, who may not open patients', async () => {
    const { encounters } = await look('', world.person(['scan-clerk']));
    expect(encounters.map(({ patient }) => patient)).toEqual([null, null]);
    expect(JSON.stringify(encounters)).not.toContain('Marsh');
  });

  it('is not for those whose duty it is not', async () => {
    expect((await world.callAs(world.person(['coder']), 'GET', '/intake/reconciliation')).status).toBe(403);
    const rule = { encounterClass: 'AMB', expected: [], reason: 'because' };
    expect((await post('/intake/paper-rules', rule)).status).toBe(403);
  });

  it('closes what is missing by itself when the document is filed, part by part', async () => {
    const taken = await world.callAs<{ items: { id: string }[] }>(
      clerk,
      'POST',
      '/intake/items?name=a.tiff',
      await stack([await scan(['DISCHARGE SUMMARY', '', 'MRN: 00900100', 'Patient: Marsh, Ida', 'DOB: 02/01/1950'])]),
      { 'content-type': 'application/octet-stream' },
    );
    await world.stack.drain();
    const itemId = taken.body.items[0]?.id ?? '';
    const before = await row('V-STAY');
    expect(before?.waiting).toMatchObject({ patient: 1, itemId });
    await post(`/intake/items/${itemId}/file`, {
      ...keyOf('V-STAY'),
      typeCode: 'discharge-summary',
      date: '2026-11-22',
    });
    const after = await row('V-STAY');
    expect(after).toMatchObject({ state: 'partial', missing: ['Nursing record', 'Consent to treatment'] });
    expect(after?.waiting).toEqual({ encounter: 0, patient: 0, itemId: null });
    await world.call('POST', `/intake/items/${itemId}/undo`, { reason: 'wrong' });
    expect((await row('V-STAY'))?.state).toBe('not-received');
  });
});

describe('what a person says about paper', () => {
  it('is kept with who, when and why, once, and can be taken back', async () => {
    const said = { kind: 'no-paper', reason: 'Left before triage' };
    expect((await post(`${marksOf('V-ER')}/marks`, { kind: 'no-paper' })).status).toBe(400);
    expect((await post(`${marksOf('V-ER')}/marks`, said)).status).toBe(204);
    expect((await post(`${marksOf('V-ER')}/marks`, { ...said, reason: 'Again' })).status).toBe(204);
    const marked = await row('V-ER');
    expect(marked).toMatchObject({
      state: 'no-paper',
      missing: [],
      noPaperMark: { reason: 'Left before triage', by: clerk.id },
    });
    expect((await post(`${marksOf('V-ER')}/unmark`, { kind: 'no-paper' })).status).toBe(204);
    expect((await post(`${marksOf('V-ER')}/unmark`, { kind: 'no-paper' })).status).toBe(409);
    expect((await row('V-ER'))?.state).toBe('not-received');
    const log = await world.sql<{ verb: string; patient_ids: string[] }>(
      `SELECT verb, patient_ids FROM audit.entry WHERE verb IN ('intake.mark-paper', 'intake.unmark-paper') AND outcome = 'done'`,
    );
    expect(log.map(({ verb }) => verb).sort()).toEqual([
      'intake.mark-paper',
      'intake.mark-paper',
      'intake.unmark-paper',
    ]);
    expect(log.every(({ patient_ids }) => patient_ids.includes(patients[1] ?? ''))).toBe(true);
  });

  it('may be that it lies at the desk: still missing, with who has it', async () => {
    await post(`${marksOf('V-ER')}/marks`, { kind: 'at-desk' });
    expect(await row('V-ER')).toMatchObject({ state: 'not-received', atDesk: { by: clerk.id } });
  });

  it('is refused for a visit that nobody knows', async () => {
    const path = `/intake/reconciliation/${patients[0]}/${newId()}/marks`;
    expect((await post(path, { kind: 'at-desk' })).status).toBe(404);
  });
});

describe('a reminder', () => {
  const remind = (encounters: unknown[], way: object = { channel: 'print' }) =>
    post('/intake/reconciliation/reminders', { encounters, way });

  it('is one letter a unit, printed, naming visits and never a patient', async () => {
    const { status, body } = await remind([keyOf('V-STAY'), keyOf('V-ER')]);
    expect([status, body]).toEqual([202, { letters: 2, encounters: 2 }]);
    const letters = await world.sql<{ recipient_name: string; patient_id: string | null; template: string }>(
      'SELECT recipient_name, patient_id, template FROM correspondence.letter ORDER BY recipient_name',
    );
    expect(letters).toEqual([
      { recipient_name: '4 West', patient_id: null, template: 'paper-missing' },
      { recipient_name: 'Unit in charge', patient_id: null, template: 'paper-missing' },
    ]);
    expect(await row('V-STAY')).toMatchObject({ reminded: { times: 1, by: clerk.id } });
  });

  it('by mail remembers the address for the next time', async () => {
    const way = { channel: 'mail', address: '4west@lakeside.example', verifiedHow: 'internal directory' };
    expect((await remind([keyOf('V-STAY')], way)).status).toBe(202);
    const { units } = await look();
    expect(units.find(({ unit }) => unit === '4 West')?.mailAddress).toBe('4west@lakeside.example');
    expect((await row('V-STAY'))?.reminded?.times).toBe(2);
  });

  it('is refused where nothing is missing, and to an address that is none', async () => {
    expect((await remind([keyOf('V-CLINIC')])).status).toBe(409);
    expect((await remind([keyOf('V-STAY')], { channel: 'mail', address: 'no address' })).status).toBeGreaterThanOrEqual(
      400,
    );
    expect((await row('V-STAY'))?.reminded?.times).toBe(2);
  });
});

describe('going through days', () => {
  it('keeps each day with its counts; Monday then begins with the weekend', async () => {
    const thursday = await post('/intake/reconciliation/days', { from: '2026-11-18', to: '2026-11-19' });
    expect([thursday.status, thursday.body]).toEqual([201, { days: 2 }]);
    const weekend = await look();
    expect([weekend.from, weekend.to, weekend.lastReconciled]).toEqual(['2026-11-20', '2026-11-22', '2026-11-19']);
    expect(weekend.encounters.map(({ visitNumber }) => visitNumber)).toContain('V-FRIDAY');
    await post('/intake/reconciliation/days', { from: '2026-11-20', to: '2026-11-22' });
    const kept = await world.sql<{ day: string; encounters: number }>(
      `SELECT day::text, encounters FROM intake.reconciled_day WHERE encounters > 0 ORDER BY day`,
    );
    expect(kept).toEqual([
      { day: '2026-11-20', encounters: 1 },
      { day: '2026-11-22', encounters: 3 },
    ]);
  });

  it('refuses today, and more days than one look holds', async () => {
    expect((await post('/intake/reconciliation/days', { from: '2026-11-22', to: '2026-11-23' })).status).toBe(422);
    expect((await world.callAs(clerk, 'GET', '/intake/reconciliation?from=2026-01-01&to=2026-11-22')).status).toBe(400);
  });

  it('finds a discharge that was told late on its own day', async () => {
    const late = keyOf('V-TODAY');
    await world.system((act) =>
      replaceEncounter(act, {
        ...{ patientId: late.patientId, id: late.encounterId },
        facts: { class: 'IMP', visitNumber: 'V-TODAY', endedAt: new Date('2026-11-21T15:00:00Z') },
      }),
    );
    expect(await row('V-TODAY', '?from=2026-11-21')).toMatchObject({ day: '2026-11-21', state: 'not-received' });
  });
});

describe('what paper is expected', () => {
  const set = (body: object) => post('/intake/paper-rules', body, world.person(['coordinator']));

  it('is set by the facility for a class of visits, and the former rule stays in the history', async () => {
    const expected = [{ name: 'Clinic note', types: ['nursing-note'] }];
    expect((await set({ encounterClass: 'AMB', expected, reason: 'Paper clinic' })).status).toBe(204);
    expect(await row('V-CLINIC', '?from=2026-11-22')).toMatchObject({
      state: 'not-received',
      missing: ['Clinic note'],
    });
    world.clock.advance(1_000);
    expect((await set({ encounterClass: 'AMB', expected: [], reason: 'Electronic now' })).status).toBe(204);
    const { body } = await world.callAs<{ history: { encounterClass: string; reason: string }[] }>(
      clerk,
      'GET',
      '/intake/paper-rules',
    );
    expect(body.history.filter(({ encounterClass }) => encounterClass === 'AMB').map(({ reason }) => reason)).toEqual([
      'Electronic now',
      'Paper clinic',
    ]);
  });

  it('must be types of the catalogue', async () => {
    const expected = [{ name: 'Nothing', types: ['no-such-type'] }];
    expect((await set({ encounterClass: 'AMB', expected, reason: 'because' })).status).toBe(400);
  });

  it('that comes with the product names types of the catalogue', async () => {
    const { body } = await world.callAs<{
      history: { expected: { name: string; types: string[] }[]; setBy: string }[];
    }>(clerk, 'GET', '/intake/paper-rules');
    const seeds = body.history.filter(({ setBy }) => setBy === 'seed');
    expect(seeds).toHaveLength(5);
    for (const { expected } of seeds)
      expect((await set({ encounterClass: 'ZZZ', expected, reason: 'Known types only' })).status).toBe(204);
  });
});
