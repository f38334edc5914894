import { afterAll, beforeAll, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import type { Act } from '../../platform/act.ts';
import { maskOf } from '../../modules/access/index.ts';
import { type PatientFacts, registerPatient } from '../../modules/patients/index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FACTS: PatientFacts = {
  birthDate: '1962-03-01',
  birthDatePrecision: 'month',
  sex: 'female',
  language: 'es',
  names: [
    { use: 'legal', family: 'Okafor', given: ['Adaeze', 'N'], suffix: ['II'], from: '1990-05-04' },
    { use: 'maiden', family: 'Nwosu', given: ['Adaeze'], to: '1990-05-03' },
    { use: 'name-used', given: ['Ada'] },
  ],
  identifiers: [
    { system: 'urn:test:elsewhere', value: 'E-1', kind: 'other' },
    { system: 'urn:test:insurer', value: 'I-1', kind: 'insurance' },
  ],
  contacts: [
    { kind: 'phone', use: 'home', value: '555-0134' },
    { kind: 'address', use: 'home', lines: ['12 Oak Street'], city: 'Springfield', state: 'MA', postalCode: '01103' },
  ],
  death: { on: '2026-01-04' },
};
/** Registered, and in the same act whatever `after` does. */
const register = (after?: (act: Act, id: string) => Promise<unknown>) =>
  world.system(async (act) => {
    const { id } = await registerPatient(act, { facts: FACTS, facilityId: FACILITY, origin: 'desk' });
    await after?.(act, id);
    return id;
  });
const stored = (id: string) =>
  world.sql<{ version: number; content: string; labels: string }>(
    `SELECT version, content, labels::text FROM fhir.resource WHERE patient_id = $1 AND type = 'Patient'`,
    [id],
  );

it('a patient who was just registered is served as one who is read again', async () => {
  const id = await register();
  const [first] = await stored(id);
  expect(JSON.parse(first?.content ?? '')).toMatchObject({
    name: [{ family: 'Okafor' }, { family: 'Nwosu' }, { given: ['Ada'] }],
    birthDate: '1962-03',
    deceasedDateTime: '2026-01-04',
  });
  await world.system(async (act) => act.emit('patients.changed', { patientId: id }));
  expect(await stored(id)).toEqual([first]);
  const [news] = await world.sql<{ payload: object }>(
    `SELECT payload FROM platform.event WHERE name = 'patients.registered' AND payload->>'patientId' = $1`,
    [id],
  );
  expect(news?.payload).toEqual({ patientId: id });
});

it('what the same act changed after registering is served too', async () => {
  const change = (to: { sex?: string; version?: number; labels?: string }) =>
    register((act, id) => act.tx.updateTable('patients.patient').set(to).where('id', '=', id).execute());
  const [other] = await stored(await change({ sex: 'unknown', version: 2 }));
  expect(JSON.parse(other?.content ?? '')).toMatchObject({ gender: 'unknown' });
  const vip = maskOf(['vip']).toString();
  expect(await stored(await change({ labels: vip }))).toMatchObject([{ labels: vip }]);
});
