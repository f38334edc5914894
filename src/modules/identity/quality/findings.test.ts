import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePaper } from '../../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import type { Actor } from '../../../platform/act.ts';
import {
  addRepresentative,
  mergePatients,
  type PatientFacts,
  raiseFlag,
  recordMother,
  registerPatient,
  replacePatient,
} from '../../patients/index.ts';
import { lookAtQuality } from './look-at-quality.ts';
import { lookForFindings } from './look-for-findings.ts';

let world: World;
let coordinator: Actor;
let clerk: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  clerk = world.person(['index-clerk']);
});
afterAll(() => world.close());

interface Listed {
  readonly id: string;
  readonly rule: string;
  readonly field: string;
  readonly why: string;
  readonly subjectId: string | null;
  readonly patient: { readonly id: string };
}
const facts = (family: string, more: Partial<PatientFacts> = {}): PatientFacts => ({
  ...{ birthDate: '1961-03-12', sex: 'female', names: [{ use: 'legal', family, given: ['Agnes'] }] },
  ...{ identifiers: [], contacts: [], ...more },
});
const PARENT = {
  standing: 'personal-representative',
  kind: 'parent',
  name: 'Clara Ashby',
  proof: 'Birth certificate',
  scope: 'All health care',
  from: '2026-11-10',
  verified: true,
} as const;
const ssn = (value: string): Partial<PatientFacts> => ({
  identifiers: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value, kind: 'ssn' }],
});
const registered: string[] = [];
const register = async (patient: PatientFacts): Promise<string> => {
  const { id } = await world.system((act) =>
    registerPatient(act, { facts: patient, facilityId: FACILITY, origin: 'test' }),
  );
  registered.push(id);
  return id;
};
const correct = (id: string, patient: PatientFacts) =>
  world.system((act) => replacePatient(act, id, patient, { origin: 'test' }));
/** The last three were registered or changed by the test. */
const look = () => world.system((act) => lookAtQuality(act, registered.slice(-3)));
const lookAtNews = async () => {
  await world.stack.drain();
  await lookForFindings({ act: (_request, fn) => world.system(fn), stopping: () => false });
};
const call = <T = { code?: string }>(method: 'GET' | 'POST', path: string, body?: unknown) =>
  world.callAs<T>(coordinator, method, `/identity/findings${path}`, body);
const findingsOf = async (...ids: string[]): Promise<Listed[]> =>
  (await call<{ findings: Listed[] }>('GET', '')).body.findings.filter(({ patient }) => ids.includes(patient.id));
const brief = (listed: readonly Listed[]) => listed.map(({ rule, why, field }) => `${field}: ${rule}, ${why}`).sort();

describe('what of the register cannot be right', () => {
  it('is found by the news, waits in its queue, and leaves it once it is mended', async () => {
    const id = await register(facts('Unknown', { birthDate: '1851-01-01', ...ssn('666-12-3456') }));
    await lookAtNews();
    await lookAtNews();
    expect(brief(await findingsOf(id))).toEqual([
      'birthDate: older-than-120, too-old',
      'identifiers: ssn-never-issued, area',
      'names: placeholder-name, unknown',
    ]);
    const queues = async () =>
      (await world.callAs<{ queues: { kind: string; waiting: number }[] }>(coordinator, 'GET', '/worklist/queues')).body
        .queues;
    expect((await queues()).find(({ kind }) => kind === 'identity.finding')).toMatchObject({ waiting: 3 });
    await correct(id, facts('Marlowe', ssn('212-34-5678')));
    await lookAtNews();
    expect(await findingsOf(id)).toEqual([]);
    const ended = await world.sql<{ ended_how: string }>(
      'SELECT ended_how FROM identity.finding WHERE patient_id = $1',
      [id],
    );
    expect(ended.map(({ ended_how }) => ended_how)).toEqual(['mended', 'mended', 'mended']);
    expect((await queues()).find(({ kind }) => kind === 'identity.finding')?.waiting ?? 0).toBe(0);
  });

  it('names a number of two people on both, and on neither once one of them is corrected', async () => {
    const one = await register(facts('Harlow', ssn('212-34-5679')));
    const two = await register(facts('Pemberton', ssn('212345679')));
    await look();
    const [found] = await findingsOf(one);
    expect(await findingsOf(two)).toMatchObject([{ rule: 'number-of-several' }]);
    const opened = await call<{ others: { id: string }[] }>('GET', `/${found?.id ?? ''}`);
    expect(opened.body.others).toMatchObject([{ id: two }]);
    await correct(two, facts('Pemberton', ssn('212-34-5680')));
    await look();
    expect(await findingsOf(one, two)).toEqual([]);
  });

  it('is mended by the right day of a death, and by a number that is taken away', async () => {
    const id = await register(facts('Quigley', { ...ssn('000-12-3456'), death: { on: '1950-01-01' } }));
    await look();
    expect(brief(await findingsOf(id))).toEqual([
      'death: death-before-birth, before-birth',
      'identifiers: ssn-never-issued, area',
    ]);
    await correct(id, facts('Quigley', { death: { on: '2020-01-01' } }));
    await look();
    expect(await findingsOf(id)).toEqual([]);
    await correct(id, facts('Quigley', { death: {} }));
    const deaths = await world.sql<{ died_on: string; withdrawn: boolean }>(
      `SELECT died_on::text, withdrawn_at IS NOT NULL AS withdrawn FROM patients.death WHERE patient_id = $1 ORDER BY died_on`,
      [id],
    );
    expect(deaths).toEqual([
      { died_on: '1950-01-01', withdrawn: true },
      { died_on: '2020-01-01', withdrawn: false },
    ]);
  });

  it('says nothing of a number of two registrations that are one person', async () => {
    const one = await register(facts('Thornbury', ssn('212-34-5690')));
    const two = await register(facts('Thornbury', ssn('212-34-5690')));
    await look();
    expect(await findingsOf(one, two)).toHaveLength(2);
    await world.system((act) => mergePatients(act, { retiredId: two, survivorId: one, reason: 'One person' }));
    await look();
    expect(await findingsOf(one, two)).toEqual([]);
  });

  it('finds the mother’s document on the newborn, with the document that it is', async () => {
    const child = await register(facts('Kingsley', { birthDate: '2026-11-10' }));
    const { documentId } = await arrangePaper(world, child, ['Labor'], {
      typeCode: 'labor-record',
      date: '2026-11-10',
    });
    await look();
    expect(await findingsOf(child)).toMatchObject([
      { rule: 'mothers-document-on-child', field: 'documents', subjectId: documentId },
    ]);
    await correct(child, facts('Kingsley', { birthDate: '1990-11-10' }));
    await look();
    expect(await findingsOf(child)).toEqual([]);
  });

  it('finds a page of the newborn on which the patient’s name is that of a parent', async () => {
    const child = await register(facts('Ashby', { birthDate: '2026-11-10' }));
    await world.system((act) => addRepresentative(act, child, PARENT));
    await arrangePaper(world, child, ['Newborn exam. Patient: Ashby, Baby. Mother: Clara Ashby.']);
    await look();
    expect(await findingsOf(child)).toEqual([]);
    const { documentId } = await arrangePaper(world, child, ['Patient Name: Ashby, Clara\nDelivered this morning.']);
    await look();
    expect(await findingsOf(child)).toMatchObject([{ why: 'label-names-parent', subjectId: documentId }]);
  });

  it('finds a page of the newborn that has the mother’s record number, and names her', async () => {
    const system = 'urn:chartkeeper:test:mrn';
    const mother = await register(facts('Tully', { identifiers: [{ system, value: 'TU-48213', kind: 'mrn' }] }));
    const child = await register(
      facts('Tully', { birthDate: '2026-11-10', identifiers: [{ system, value: 'TU-48214', kind: 'mrn' }] }),
    );
    await world.system((act) =>
      recordMother(act, { patientId: child, mother: { system, value: 'TU-48213' }, origin: 'test' }),
    );
    await arrangePaper(world, child, ['Newborn exam. MRN: TU-48214. Mother: Agnes Tully, MRN TU-48213.']);
    await arrangePaper(world, child, ['Newborn exam of Baby Tully. Mother’s MRN: TU-48213.']);
    await arrangePaper(world, child, ['Hearing screening. Mother: Tully, Agnes, record number TU-48213.']);
    await look();
    expect(await findingsOf(child)).toEqual([]);
    const { documentId } = await arrangePaper(world, child, ['Progress note. MRN: TU-48213. Feels well, ambulating.']);
    await look();
    const [found] = await findingsOf(child);
    expect(found).toMatchObject({ rule: 'mothers-document-on-child', why: 'mothers-number', subjectId: documentId });
    expect((await call('GET', `/${found?.id ?? ''}`)).body).toMatchObject({ others: [{ id: mother }] });
  });

  it('leaves out test patients and identities under seal', async () => {
    const id = await register(facts('Unknown'));
    await look();
    expect(await findingsOf(id)).toHaveLength(1);
    await world.system((act) => raiseFlag(act, { patientId: id, kind: 'test-patient', reason: 'Training' }));
    await look();
    expect(await findingsOf(id)).toEqual([]);
  });

  it('stays dismissed as long as the same stands there, and comes back when it changes', async () => {
    const id = await register(facts('Unknown'));
    await look();
    const [found] = await findingsOf(id);
    const dismissed = await call<{ dismissed: number }>('POST', '/dismiss', {
      ...{ ids: [found?.id], reason: 'A family name; the passport shows it.' },
    });
    expect(dismissed.body).toEqual({ dismissed: 1, left: false });
    await look();
    expect(await findingsOf(id)).toEqual([]);
    expect((await call('GET', `/${found?.id ?? ''}`)).body).toMatchObject({
      ended: { how: 'dismissed', reason: 'A family name; the passport shows it.' },
    });
    expect((await call('POST', '/dismiss', { ids: [found?.id], reason: 'Once more' })).body.code).toBe(
      'identity/finding-unknown',
    );
    await correct(id, facts('Unknown', { names: [{ use: 'legal', family: 'Unknown', given: ['Unknown'] }] }));
    await look();
    expect(await findingsOf(id)).toHaveLength(1);
  });

  it('is dismissed for a whole rule at once, and the log names no value', async () => {
    const ids = [await register(facts('Harlow9')), await register(facts('Marlowe9'))];
    await look();
    expect(await findingsOf(...ids)).toHaveLength(2);
    expect((await call('POST', '/dismiss', { reason: 'No rule chosen' })).body.code).toBe('identity/nothing-chosen');
    await call('POST', '/dismiss', {
      rule: 'placeholder-name',
      facilityId: FACILITY,
      reason: 'Names of the old system.',
    });
    expect(await findingsOf(...ids)).toEqual([]);
    const entries = await world.sql<{ text: string }>(
      `SELECT to_json(e)::text AS text FROM audit.entry e WHERE verb = 'identity.dismiss-findings' AND outcome = 'done'`,
    );
    expect(entries.at(-1)?.text).toContain('placeholder-name');
    expect(entries.map(({ text }) => text).join()).not.toMatch(/Harlow|Marlowe/);
  });

  it('is taken along as a table and counted by rule and facility', async () => {
    const id = await register(facts('Harlow', ssn('078-05-1120')));
    await look();
    const { counts } = (await call<{ counts: unknown[] }>('GET', '?rule=ssn-never-issued')).body;
    expect(counts).toEqual(
      expect.arrayContaining([{ rule: 'ssn-never-issued', facilityId: FACILITY, open: expect.any(Number) as number }]),
    );
    const table = String((await call<string>('GET', '/table?rule=ssn-never-issued')).body);
    expect(table).toContain('rule,field,why');
    expect(table).toContain(id);
    expect(table).not.toContain('078-05-1120');
  });

  it('is found in the whole register when asked', async () => {
    const id = await register(facts('Harlow', { contacts: [{ kind: 'phone', value: '999-999-9999' }] }));
    expect((await world.callAs(coordinator, 'POST', '/identity/findings/look-through')).status).toBe(204);
    await world.stack.drain();
    expect(await findingsOf(id)).toMatchObject([{ rule: 'placeholder-phone' }]);
    const { whole } = (await call<{ whole: { finishedAt: string | null } }>('GET', '')).body;
    expect(whole.finishedAt).not.toBeNull();
  });

  it('is seen and dismissed by nobody else, and by nobody in their own record', async () => {
    const id = await register(facts('Unknown'));
    await look();
    const [found] = await findingsOf(id);
    const dismiss = { ids: [found?.id], reason: 'It is my name.' };
    expect((await world.callAs(clerk, 'GET', '/identity/findings')).status).toBe(403);
    expect((await world.callAs(clerk, 'POST', '/identity/findings/dismiss', dismiss)).status).toBe(403);
    expect((await world.callAs(clerk, 'POST', '/identity/findings/look-through')).status).toBe(403);
    expect((await world.callAs(clerk, 'GET', '/identity/findings/table')).status).toBe(403);
    const self = world.person(['coordinator'], { ownPatientIds: [id] });
    const own = await world.callAs<{ findings: Listed[] }>(self, 'GET', '/identity/findings');
    expect(own.body.findings.filter(({ patient }) => patient.id === id)).toEqual([]);
    const refused = await world.callAs<{ code: string }>(self, 'POST', '/identity/findings/dismiss', dismiss);
    expect(refused.body.code).toBe('identity/own-record');
    expect(await findingsOf(id)).toHaveLength(1);
  });
});
