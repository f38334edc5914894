import { afterAll, beforeAll, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import { mergePatients, raiseFlag, registerPatient } from '../../patients/index.ts';
import { countRegisters } from './count-register.ts';

let world: World;
let coordinator: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
});
afterAll(() => world.close());

const A_DAY = 24 * 3_600_000;

interface Rates {
  readonly months: readonly {
    readonly day: string;
    readonly counts: Record<string, number>;
    readonly rates: Record<string, { numerator: number; denominator: number; percent: number | null }>;
  }[];
}
const register = async (family: string, given: string, birthDate: string): Promise<string> => {
  const names = [{ use: 'legal', family, given: [given] }] as const;
  const facts = { birthDate, sex: 'female', names, identifiers: [], contacts: [] } as const;
  return (await world.system((act) => registerPatient(act, { facts, facilityId: FACILITY, origin: 'test' }))).id;
};
const rates = async () => (await world.callAs<Rates>(coordinator, 'GET', '/identity/rates')).body;
const countNow = async () => {
  expect((await world.callAs(coordinator, 'POST', '/identity/rates/count')).status).toBe(204);
  await world.stack.drain();
};
const countHourly = () => countRegisters({ act: (_request, fn) => world.system(fn) });

it('a register counts pairs that wait and registrations merged, over all that ever were', async () => {
  const one = await register('Harlow', 'Agnes', '1961-03-12');
  const two = await register('Harlow', 'Agnes', '1961-03-12');
  const three = await register('Ostrowski', 'Oskar', '1988-07-01');
  const four = await register('Quigley', 'Ruth', '1944-11-30');
  await register('Pemberton', 'Ivo', '2001-05-09');
  // Pairs come by the news a minute later; here somebody names them.
  await world.callAs(coordinator, 'POST', '/identity/pairs', { patientId: one, otherId: two });
  await world.system((act) => mergePatients(act, { retiredId: four, survivorId: three, reason: 'One person' }));
  await countNow();
  const { months } = await rates();
  expect(months).toMatchObject([
    {
      day: '2026-11-23',
      counts: { registrations: 5, merged: 1, duplicatesWaiting: 1, duplicatesConfirmed: 1 },
      rates: {
        duplicate: { numerator: 2, denominator: 5, percent: 40 },
        waiting: { numerator: 1, denominator: 4, percent: 25 },
      },
    },
  ]);
});

it('whoever may not see everybody has the whole counted all the same', async () => {
  const hidden = await register('Thornbury', 'Mei', '1975-02-28');
  await world.system((act) => raiseFlag(act, { patientId: hidden, kind: 'vip', reason: 'Known to all' }));
  await countNow();
  expect((await rates()).months.at(-1)?.counts['registrations']).toBe(6);
});

it('is counted once a day by itself, and each month shows its last day', async () => {
  await world.sql(`INSERT INTO identity.quality_day SELECT facility_id, day - 40, labels, 10, 0, 1, 0, 0, 0, 0, 0, 0, 0.5, counted_at
    FROM identity.quality_day`);
  await world.sql(`INSERT INTO identity.quality_day SELECT facility_id, day + 1, labels, 20, 0, 1, 0, 0, 0, 0, 0, 0, 0.5, counted_at
    FROM identity.quality_day WHERE registrations = 10`);
  await world.sql(`UPDATE identity.quality_day SET registrations = 99 WHERE day = '2026-11-23'`);
  await countHourly();
  expect((await rates()).months.map(({ day, counts }) => [day, counts['registrations']])).toEqual([
    ['2026-10-15', 20],
    ['2026-11-23', 99],
  ]);
  world.clock.advance(24 * 3_600_000);
  await countHourly();
  expect((await rates()).months.map(({ day, counts }) => [day, counts['registrations']])).toEqual([
    ['2026-10-15', 20],
    ['2026-11-24', 6],
  ]);
});

it('shows half a year, each month by its last count, as pairs come and are merged', async () => {
  await world.sql('DELETE FROM identity.quality_day');
  const before = (await register('Castellan', 'Ines', '1970-01-01'), 7);
  for (let month = 0; month < 6; month++) {
    world.clock.advance(month === 0 ? 7 * A_DAY : 31 * A_DAY);
    if (month < 3) {
      const one = await register('Vandermeer', `Ruth${month}`, `195${month}-04-0${month + 1}`);
      const two = await register('Vandermeer', `Ruth${month}`, `195${month}-04-0${month + 1}`);
      await world.callAs(coordinator, 'POST', '/identity/pairs', { patientId: one, otherId: two });
    }
    await countHourly();
    world.clock.advance(2 * 3_600_000);
    await countHourly();
  }
  const { months } = await rates();
  expect(months.map(({ day }) => day)).toEqual([
    ...['2026-12-01', '2027-01-01', '2027-02-01', '2027-03-04', '2027-04-04', '2027-05-05'],
  ]);
  expect(months.map(({ rates: { duplicate } }) => [duplicate?.numerator, duplicate?.denominator])).toEqual(
    [1, 2, 3, 3, 3, 3].map((pairs) => [2 + pairs, before + 2 * pairs]),
  );
  expect(months[0]?.rates['duplicate']?.percent).toBeCloseTo((3 / 9) * 100);
});

it('is taken along as a table that says how each rate is made', async () => {
  const table = String((await world.callAs(coordinator, 'GET', '/identity/rates/table')).body);
  expect(table).toContain('all registrations x 100');
  expect(table).toContain('2027-05-05');
});

it('is for the identity desk', async () => {
  const clerk = world.person(['index-clerk']);
  expect((await world.callAs(clerk, 'GET', '/identity/rates')).status).toBe(403);
  expect((await world.callAs(clerk, 'GET', '/identity/rates/table')).status).toBe(403);
  expect((await world.callAs(clerk, 'POST', '/identity/rates/count')).status).toBe(403);
});
