import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { mergePatients, type PatientFacts, registerPatient, unmergePatients } from './index.ts';

let world: World;
const ids = new Map<string, string>();

const facts = (family: string, given: string[], birthDate: string, more: Partial<PatientFacts> = {}): PatientFacts => ({
  birthDate,
  sex: 'female',
  names: [{ use: 'legal', family, given }],
  identifiers: [],
  contacts: [],
  ...more,
});

beforeAll(async () => {
  world = await openWorld();
  const people: [string, PatientFacts][] = [
    [
      'maria',
      facts('García-López', ['María', 'Elena'], '1961-03-12', {
        contacts: [{ kind: 'phone', value: '(312) 555-0143' }],
      }),
    ],
    [
      'katherine',
      facts('Johnson', ['Katherine'], '1980-02-03', {
        names: [
          { use: 'legal', family: 'Johnson', given: ['Katherine'] },
          { use: 'maiden', family: 'Petrosyan', given: ['Katherine'], to: '2005-06-01' },
        ],
      }),
    ],
    ['john', facts('Johnson', ['John'], '1980-02-03', { sex: 'male' })],
    ['twin-a', facts('Okafor', ['Amara'], '2015-07-07')],
    ['twin-b', facts('Okafor', ['Ada'], '2015-07-07')],
  ];
  for (const [key, person] of people) {
    const { id } = await world.system((act) =>
      registerPatient(act, { facts: person, facilityId: FACILITY, origin: 'desk' }),
    );
    ids.set(key, id);
  }
});
afterAll(() => world.close());

async function search(text: string, roles = ['coordinator']) {
  const { body } = await world.callAs<{ patients: { id: string; name: string; reasons: { how: string }[] }[] }>(
    world.person(roles),
    'POST',
    '/patients/search',
    { text },
  );
  return body.patients;
}
const first = async (text: string) => (await search(text))[0]?.id;

describe('finding a patient', () => {
  it('finds by the beginning of a name', async () => {
    expect(await first('garc')).toBe(ids.get('maria'));
  });
  it('finds without accents and with the name parts in any order', async () => {
    expect(await first('elena garcia lopez')).toBe(ids.get('maria'));
  });
  it('finds by sound and by misspelling, and says so', async () => {
    expect(await first('Jonson Kathrine')).toBe(ids.get('katherine'));
    const [hit] = await search('Jonson Katherine');
    expect(hit?.reasons.map((reason) => reason.how).join(' ')).not.toBe('');
  });
  it('finds by a maiden name', async () => {
    expect(await first('petrosyan')).toBe(ids.get('katherine'));
  });
  it('finds by name and birth date as Americans write it', async () => {
    expect(await first('johnson john 2/3/1980')).toBe(ids.get('john'));
  });
  it('finds by phone', async () => {
    expect(await first('555-0143')).toBe(ids.get('maria'));
  });
  it('shows both twins', async () => {
    const names = (await search('okafor 2015-07-07')).map((each) => each.name);
    expect(names).toEqual(expect.arrayContaining(['Okafor, Amara', 'Okafor, Ada']));
  });
  it('logs a search with the patients shown and without the words', async () => {
    await search('okafor');
    const [entry] = await world.sql<{ patient_ids: string[]; object_count: number; detail: object }>(
      `SELECT patient_ids, object_count, detail FROM audit.entry WHERE verb = 'patients.search' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry?.patient_ids).toEqual(expect.arrayContaining([ids.get('twin-a')]));
    expect(JSON.stringify(entry?.detail)).not.toContain('okafor');
  });
  it('refuses somebody whose work does not need it, and logs that', async () => {
    const clerk = world.person(['scan-clerk']);
    const { status, body } = await world.callAs<{ code: string }>(clerk, 'POST', '/patients/search', {
      text: 'okafor',
    });
    expect([status, body.code]).toEqual([403, 'access/not-permitted']);
    const [entry] = await world.sql(`SELECT outcome FROM audit.entry WHERE actor_id = $1`, [clerk.id]);
    expect(entry).toEqual({ outcome: 'denied' });
  });
  it('hides a person of public interest from everybody but the privacy officer', async () => {
    const { body } = await world.call<{ id: string }>('POST', `/patients/${ids.get('john')}/flags`, {
      kind: 'vip',
      reason: 'Mayor of the town',
    });
    expect(await search('johnson john')).not.toContainEqual(expect.objectContaining({ id: ids.get('john') }));
    expect(await search('johnson john', ['privacy-officer'])).toContainEqual(
      expect.objectContaining({ id: ids.get('john') }),
    );
    const opened = await world.callAs(world.person(['coordinator']), 'GET', `/patients/${ids.get('john')}`);
    expect(opened.status).toBe(404);
    await world.call('DELETE', `/patients/${ids.get('john')}/flags/${body.id}`);
    expect(await first('johnson john')).toBe(ids.get('john'));
  });
  it('refuses staff their own record', async () => {
    const own = world.person(['coordinator'], { ownPatientIds: [ids.get('maria') as string] });
    expect((await world.callAs<{ code: string }>(own, 'GET', `/patients/${ids.get('maria')}`)).body.code).toBe(
      'access/own-record',
    );
  });
});

describe('merging registrations', () => {
  it('shows one person for two registrations, and two again after unmerging', async () => {
    const { id: double } = await world.system((act) =>
      registerPatient(act, { facts: facts('Garcia', ['Maria'], '1961-03-12'), facilityId: FACILITY, origin: 'desk' }),
    );
    const { mergeId } = await world.system((act) =>
      mergePatients(act, {
        retiredId: double,
        survivorId: ids.get('maria') as string,
        reason: 'Same person, registered twice',
      }),
    );
    const found = await search('garcia maria');
    expect(found.map((each) => each.id)).toEqual([ids.get('maria')]);
    await expect(
      world.system((act) =>
        mergePatients(act, { retiredId: double, survivorId: ids.get('maria') as string, reason: 'again' }),
      ),
    ).rejects.toMatchObject({ code: 'patients/already-merged' });
    await world.system((act) => unmergePatients(act, { mergeId, reason: 'Two people after all' }));
    expect((await search('garcia maria')).map((each) => each.id).sort()).toEqual([ids.get('maria'), double].sort());
  });

  it('merges a merged registration and takes the middle merge apart alone', async () => {
    const register = async (given: string) =>
      (
        await world.system((act) =>
          registerPatient(act, { facts: facts('Chain', [given], '1970-01-01'), facilityId: FACILITY, origin: 'desk' }),
        )
      ).id;
    const [a, b, c] = [await register('Anna'), await register('Berta'), await register('Clara')];
    const first = await world.system((act) => mergePatients(act, { retiredId: a, survivorId: b, reason: 'x' }));
    await world.system((act) => mergePatients(act, { retiredId: b, survivorId: c, reason: 'x' }));
    const closure = async () =>
      Object.fromEntries(
        (
          await world.sql<{ patient_id: string; survivor_id: string }>(
            `SELECT patient_id, survivor_id FROM patients.member WHERE patient_id = ANY ($1)`,
            [[a, b, c]],
          )
        ).map((row) => [row.patient_id, row.survivor_id]),
      );
    expect(await closure()).toEqual({ [a]: c, [b]: c, [c]: c });
    await world.system((act) => unmergePatients(act, { mergeId: first.mergeId, reason: 'x' }));
    expect(await closure()).toEqual({ [a]: a, [b]: c, [c]: c });
  });
});

describe('registering', () => {
  it('assigns the next number where none is brought and refuses one that is taken', async () => {
    const made = await world.call<{ id: string; mrn: string }>(
      'POST',
      '/patients',
      facts('Neu', ['Nina'], '1999-09-09'),
    );
    expect(made.status).toBe(201);
    expect(made.body.mrn).toMatch(/^\d{8}$/);
    const again = await world.call<{ code: string }>(
      'POST',
      '/patients',
      facts('Alt', ['Otto'], '1950-01-01', {
        identifiers: [{ system: 'urn:chartkeeper:mrn:default', value: made.body.mrn, kind: 'mrn' }],
      }),
    );
    expect([again.status, again.body.code]).toEqual([409, 'patients/number-taken']);
  });
  it('refuses a birth date in the future', async () => {
    const { body } = await world.call<{ code: string }>('POST', '/patients', facts('Zukunft', ['Z'], '2031-01-01'));
    expect(body.code).toBe('patients/impossible-date');
  });
  it('keeps a former name as history when the name is corrected', async () => {
    const made = await world.call<{ id: string }>('POST', '/patients', facts('Alt', ['Nora'], '1985-05-05'));
    const opened = await world.call<PatientFacts & { version: number; identifiers: [] }>(
      'GET',
      `/patients/${made.body.id}`,
    );
    const { status } = await world.call('PUT', `/patients/${made.body.id}`, {
      ...facts('Neumann', ['Nora'], '1985-05-05'),
      identifiers: opened.body.identifiers,
      version: opened.body.version,
    });
    expect(status).toBe(200);
    expect(await first('alt nora')).toBe(made.body.id);
    const stale = await world.call<{ code: string }>('PUT', `/patients/${made.body.id}`, {
      ...facts('Spät', ['Nora'], '1985-05-05'),
      version: 1,
    });
    expect(stale.body.code).toBe('patients/changed-meanwhile');
  });
  it('answers a repeat of the same request once', async () => {
    const body = facts('Doppelt', ['Dora'], '1990-01-01');
    const one = await world.call<{ id: string }>('POST', '/patients', body, { 'idempotency-key': 'k1' });
    const two = await world.call<{ id: string }>('POST', '/patients', body, { 'idempotency-key': 'k1' });
    expect(two.body.id).toBe(one.body.id);
    const other = await world.call<{ code: string }>('POST', '/patients', facts('Anders', ['D'], '1990-01-01'), {
      'idempotency-key': 'k1',
    });
    expect(other.body.code).toBe('platform/key-reused');
  });
});

describe('breaking the glass', () => {
  it('opens one restricted record by its whole number, for a while, and asks for a review', async () => {
    const made = await world.call<{ id: string; mrn: string }>(
      'POST',
      '/patients',
      facts('Geheim', ['Gerda'], '1977-07-07'),
    );
    await world.call('POST', `/patients/${made.body.id}/flags`, {
      kind: 'restricted',
      reason: 'Asked for by the patient',
    });
    const doctor = world.person(['clinician']);
    expect((await world.callAs(doctor, 'GET', `/patients/${made.body.id}`)).status).toBe(404);
    const reason = { code: 'emergency-treatment', text: 'Unconscious in the emergency room' };
    expect((await world.callAs(doctor, 'POST', '/patients/break-glass', { mrn: '00000001', reason })).status).toBe(404);
    const opened = await world.callAs<{ patientId: string; until: string; grantId: string }>(
      doctor,
      'POST',
      '/patients/break-glass',
      { mrn: made.body.mrn, reason },
    );
    expect(opened.status).toBe(200);
    const withGlass = {
      ...doctor,
      glass: [{ patientId: opened.body.patientId, grantId: opened.body.grantId, until: new Date(opened.body.until) }],
    };
    expect((await world.callAs(withGlass, 'GET', `/patients/${made.body.id}`)).status).toBe(200);
    const queues = await world.callAs<{ queues: { kind: string; waiting: number }[] }>(
      world.person(['privacy-officer']),
      'GET',
      '/worklist/queues',
    );
    expect(queues.body.queues).toContainEqual(expect.objectContaining({ kind: 'access.glass-review', waiting: 1 }));
    world.clock.advance(31 * 60_000);
    expect((await world.callAs(withGlass, 'GET', `/patients/${made.body.id}`)).status).toBe(404);
  });
});
