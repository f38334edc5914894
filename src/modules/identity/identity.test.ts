import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../../packages/chance/index.ts';
import { arrangePaper, arrangePerson } from '../../../test/world/release-case.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';
import {
  MERGE_FIELDS,
  mergePatients,
  type PatientFacts,
  raiseFlag,
  readPatient,
  registerPatient,
  unmergePatients,
} from '../patients/index.ts';
import { lookAtNews } from './pairs/look-at-news.ts';

let world: World;
let coordinator: Actor;
let clerk: Actor;
let clinician: Actor;
beforeAll(async () => {
  world = await openWorld();
  coordinator = world.person(['coordinator']);
  clerk = world.person(['index-clerk']);
  clinician = world.person(['clinician']);
});
afterAll(() => world.close());

const person = (family: string, given: string, more: Partial<PatientFacts> = {}): PatientFacts => ({
  birthDate: '1961-03-12',
  sex: 'female',
  names: [{ use: 'legal', family, given: [given] }],
  identifiers: [],
  contacts: [{ kind: 'phone', value: '216 555 0142' }],
  ...more,
});
const register = async (facts: PatientFacts): Promise<string> =>
  (await world.system((act) => registerPatient(act, { facts, facilityId: FACILITY, origin: 'test' }))).id;
const look = async () => {
  await world.stack.drain();
  await lookAtNews({ act: (_request, fn) => world.system(fn), stopping: () => false });
};
interface Listed {
  readonly id: string;
  readonly kind: string;
  readonly left: { id: string };
  readonly right: { id: string };
}
const waiting = async (...ids: string[]): Promise<Listed[]> =>
  (await world.callAs<{ pairs: Listed[] }>(coordinator, 'GET', '/identity/pairs')).body.pairs.filter(
    ({ left, right }) => ids.includes(left.id) && ids.includes(right.id),
  );
const call = <T = { code?: string }>(method: 'GET' | 'POST' | 'DELETE' | 'PUT', path: string, body?: unknown) =>
  world.callAs<T>(coordinator, method, `/identity${path}`, body);
interface Opened {
  readonly left: { id: string; version: number; counts: Record<string, number> };
  readonly right: { id: string; version: number; counts: Record<string, number> };
  readonly fields: { field: string; level: string }[];
  readonly warnings: string[];
  readonly verdicts: { verdict: string }[];
  readonly settledHow: string | null;
}
const open = async (id: string) => (await call<Opened>('GET', `/pairs/${id}`)).body;
const pairOf = async (a: string, b: string): Promise<string> => {
  await look();
  const [pair] = await waiting(a, b);
  if (pair === undefined) throw new Error('No pair waits.');
  return pair.id;
};
const merge = async (pairId: string, survivorId: string, fields: Record<string, string> = {}) => {
  const { left, right } = await open(pairId);
  return call<{ mergeId: string; code?: string }>('POST', `/pairs/${pairId}/merge`, {
    survivorId,
    fields,
    reason: 'The licence shows both addresses.',
    versions: [left, right].map(({ id, version }) => ({ id, version })),
  });
};

describe('two registrations of one person', () => {
  it('are put before the desk once, compared field by field', async () => {
    const one = await register(person('Harlow', 'Josephine'));
    const two = await register(person('Harlow', 'Josephin'));
    await look();
    await look();
    const pairs = await waiting(one, two);
    expect(pairs).toMatchObject([{ kind: 'duplicate' }]);
    const opened = await open(pairs[0]?.id ?? '');
    expect(opened.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'birthDate', level: 'same' }),
        expect.objectContaining({ field: 'given', level: 'nearly' }),
      ]),
    );
    expect(opened.left.counts).toMatchObject({ documents: 0, 'portal-accounts': 0 });
    const { queues } = (
      await world.callAs<{ queues: { kind: string; waiting: number }[] }>(coordinator, 'GET', '/worklist/queues')
    ).body;
    expect(queues).toEqual(expect.arrayContaining([expect.objectContaining({ kind: 'identity.duplicate' })]));
  });

  it('said to be two are remembered as two, whatever is found again', async () => {
    const one = await register(person('Marlowe', 'Agnes'));
    const two = await register(person('Marlowe', 'Agnes'));
    const pairId = await pairOf(one, two);
    const said = { verdict: 'different', reason: 'Mother and daughter; the years were typed wrongly.' };
    expect((await call('POST', `/pairs/${pairId}/verdict`, said)).status).toBe(204);
    await world.system(async (act) => act.emit('patients.changed', { patientId: two }));
    await look();
    expect(await waiting(one, two)).toEqual([]);
    expect(await open(pairId)).toMatchObject({ settledHow: 'different', verdicts: [{ verdict: 'different' }] });
    expect((await call('POST', `/pairs/${pairId}/verdict`, said)).body.code).toBe('identity/pair-settled');
    expect((await call('POST', '/pairs', { patientId: two, otherId: one })).body).toMatchObject({ id: pairId });
    await call('POST', `/pairs/${pairId}/verdict`, { verdict: 'withdrawn', reason: 'The licence says otherwise.' });
    expect(await waiting(one, two)).toHaveLength(1);
  });

  it('kept apart are merged by nobody, no feed either', async () => {
    const one = await register(person('Pemberton', 'Ruth'));
    const two = await register(person('Pemberton', 'Ruth'));
    const pairId = await pairOf(one, two);
    await call('POST', `/pairs/${pairId}/verdict`, { verdict: 'kept-apart', reason: 'Twins; both were seen.' });
    await expect(
      world.system((act) => mergePatients(act, { retiredId: two, survivorId: one, reason: 'A40' })),
    ).rejects.toMatchObject({ code: 'patients/kept-apart' });
  });

  it('never enter the queue as test patients or under seal, and a sealed one is merged by nobody', async () => {
    const one = await register(person('Zztest', 'Oskar'));
    const two = await register(person('Zztest', 'Oskar'));
    const three = await register(person('Thornbury', 'Oskar'));
    const four = await register(person('Thornbury', 'Oskar'));
    await world.system((act) => raiseFlag(act, { patientId: four, kind: 'sealed-identity', reason: 'Court order' }));
    await look();
    expect(await waiting(one, two, three, four)).toEqual([]);
    await expect(
      world.system((act) => mergePatients(act, { retiredId: four, survivorId: three, reason: 'A40' })),
    ).rejects.toMatchObject({ code: 'patients/sealed-identity' });
    expect((await call('POST', '/pairs', { patientId: three, otherId: four })).status).toBe(404);
  });

  it('are seen and decided by those whose duty it is', async () => {
    const one = await register(person('Quennell', 'Maud'));
    const two = await register(person('Quennell', 'Maud'));
    const pairId = await pairOf(one, two);
    for (const path of ['/identity/pairs', `/identity/pairs/${pairId}`, '/identity/merges', '/identity/overlays'])
      expect((await world.callAs(clerk, 'GET', path)).status, path).toBe(403);
    const said = { verdict: 'different', reason: 'They are two.' };
    expect((await world.callAs(clerk, 'POST', `/identity/pairs/${pairId}/verdict`, said)).status).toBe(403);
    const own = world.person(['coordinator'], { ownPatientIds: [one] });
    expect((await world.callAs<{ code: string }>(own, 'GET', `/identity/pairs/${pairId}`)).body.code).toBe(
      'identity/own-record',
    );
    const [entry] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'identity.decide-pair' AND outcome = 'denied'`,
    );
    expect(entry?.n).toBeGreaterThan(0);
  });
});

describe('the settings of the desk', () => {
  it('show how often the pairs that were judged were one person', async () => {
    const { precision } = (
      await call<{ precision: { steps: { from: number; judged: number; one: number }[]; proposed: number | null } }>(
        'GET',
        '/settings',
      )
    ).body;
    expect(precision.steps[0]).toMatchObject({ from: 0.5, one: 0 });
    expect(precision.steps[0]?.judged).toBeGreaterThan(0);
    expect(precision.proposed).toBeNull();
  });
});

describe('whoever may not see one of the two', () => {
  it('does not see the pair, the verdict or the overlay either, once it was hidden', async () => {
    const one = await register(person('Yarborough', 'Hester'));
    const two = await register(person('Yarborough', 'Hester'));
    const pairId = await pairOf(one, two);
    await call('POST', `/pairs/${pairId}/verdict`, { verdict: 'unsure', reason: 'No paper was shown.' });
    await call('POST', '/overlays', { patientId: two, what: 'Two signatures.' });
    await world.system((act) => raiseFlag(act, { patientId: two, kind: 'vip', reason: 'Mayor' }));
    await world.stack.drain();
    const labelled = await world.sql<{ n: number }>(
      `SELECT (SELECT count(*) FROM identity.pair WHERE id = $1 AND labels <> 0)::int
         + (SELECT count(*) FROM identity.verdict WHERE pair_id = $1 AND labels <> 0)::int
         + (SELECT count(*) FROM identity.overlay WHERE patient_id = $2 AND labels <> 0)::int AS n`,
      [pairId, two],
    );
    expect(labelled).toEqual([{ n: 3 }]);
  });
});

describe('a merge at the identity desk', () => {
  it('takes over what was chosen, tells each system, and is undone exactly', async () => {
    for (const name of ['EHR', 'Laboratory', 'Billing'])
      await call('POST', '/downstream', { name, how: 'task', instructions: `Merge in ${name}.` });
    const one = await register(person('Ashdown', 'Clara'));
    const two = await register(
      person('Ashdowne', 'Clara', {
        language: 'es',
        contacts: [
          { kind: 'phone', value: '216 555 0142' },
          { kind: 'address', lines: ['4 Mill Lane'], city: 'Akron', state: 'OH', postalCode: '44301' },
        ],
      }),
    );
    const [before, beforeTwo] = [await facts(one), await facts(two)];
    const pairId = await pairOf(one, two);
    const { status, body } = await merge(pairId, one, { name: 'retired', address: 'both', language: 'retired' });
    expect(status).toBe(200);
    const merged = await facts(one);
    expect(merged).toMatchObject({ language: 'es', contacts: [{ kind: 'phone' }, { kind: 'address' }] });
    expect(merged.names.find(({ to }) => to === undefined)).toMatchObject({ family: 'Ashdowne' });
    const owed = await openMerge(body.mergeId);
    expect(owed.notices.map(({ system }) => system)).toEqual(['Billing', 'EHR', 'Laboratory']);
    const [first] = owed.notices;
    expect((await call('POST', `/notices/${first?.id}/told`, { how: 'by-phone', note: 'Ms Lee' })).status).toBe(204);
    expect((await call('POST', `/notices/${first?.id}/told`, { how: 'by-phone' })).status).toBe(404);

    const since = await arrangePaper(world, one, ['Progress note'], {});
    expect((await call('POST', `/merges/${body.mergeId}/undo`, { reason: 'Two sisters.' })).status).toBe(204);
    const undone = await openMerge(body.mergeId);
    expect(undone.undone).toMatchObject({ reason: 'Two sisters.' });
    expect(undone.notices).toHaveLength(6);
    expect(undone.facts).toMatchObject([{ id: since.documentId, kind: 'document', decision: null }]);
    // Whose the note is nobody knows: neither record is released (release/preflight) until somebody says so.
    expect(await questioned(one, two)).toEqual([one, two].toSorted());
    const assigned = { decision: 'stays' };
    expect((await call('POST', `/merges/${body.mergeId}/facts/${since.documentId}`, assigned)).status).toBe(204);
    expect(await questioned(one, two)).toEqual([]);
    expect(await facts(one)).toEqual(before);
    expect(await facts(two)).toEqual(beforeTwo);
    expect((await call('POST', `/merges/${body.mergeId}/facts/${since.documentId}`, assigned)).status).toBe(404);
    await look();
    expect(await waiting(one, two), 'the two are remembered as two').toEqual([]);
  });

  it('is refused when one of the two changed since, or may itself be two people', async () => {
    const one = await register(person('Fairbrother', 'Edith'));
    const two = await register(person('Fairbrother', 'Edith'));
    const pairId = await pairOf(one, two);
    const body = { survivorId: one, fields: {}, reason: 'Same person.' };
    expect(
      (
        await call('POST', `/pairs/${pairId}/merge`, {
          ...body,
          versions: [
            { id: one, version: 1 },
            { id: two, version: 9 },
          ],
        })
      ).body.code,
    ).toBe('identity/changed-meanwhile');
    await world.callAs(clinician, 'POST', '/identity/overlays', { patientId: one, what: 'Two blood groups.' });
    expect((await merge(pairId, one)).body.code).toBe('identity/in-question');
  });

  it('hides the survivor where the retired one was hidden, and no longer once undone', async () => {
    const one = await register(person('Wetherby', 'Iris'));
    const two = await register(person('Wetherby', 'Iris'));
    await world.system((act) => raiseFlag(act, { patientId: two, kind: 'vip', reason: 'Mayor' }));
    const { mergeId } = await world.system((act) =>
      mergePatients(act, { retiredId: two, survivorId: one, reason: 'A40' }),
    );
    expect((await world.callAs(clerk, 'GET', `/patients/${one}`)).status).toBe(404);
    const officer = world.person(['privacy-officer']);
    await world.callAs(officer, 'POST', `/identity/merges/${mergeId}/undo`, { reason: 'Not the mayor.' });
    expect((await world.callAs(clerk, 'GET', `/patients/${one}`)).status).toBe(200);
  });
});

const questioned = async (...ids: string[]) =>
  (
    await world.sql<{ id: string }>(
      `SELECT patient_id AS id FROM patients.flag WHERE patient_id = ANY ($1) AND kind = 'identity-in-question' AND lowered_at IS NULL ORDER BY 1`,
      [ids],
    )
  ).map(({ id }) => id);

describe('an overlay', () => {
  it('freezes release, is divided document by document, and thaws', async () => {
    const both = await arrangePerson(world, 'Kingsley', 'Nora');
    const paper = await arrangePaper(world, both, ['Progress note'], {});
    const { body } = await world.callAs<{ id: string }>(clinician, 'POST', '/identity/overlays', {
      patientId: both,
      what: 'Two dates of birth on the charts.',
    });
    expect((await world.callAs(clinician, 'GET', `/identity/overlays/${body.id}`)).status).toBe(403);
    const flags = async () => (await facts(both)).flags.map(({ kind }) => kind);
    expect(await flags()).toEqual(['identity-in-question']);
    const settle = { outcome: 'split', reason: 'The licence and the photograph.' };
    expect((await call('POST', `/overlays/${body.id}/outcome`, settle)).body.code).toBe('identity/no-second-person');
    const { secondId } = (
      await call<{ secondId: string }>('POST', `/overlays/${body.id}/second`, {
        ...{ family: 'Kingsley', given: 'Norah', birthDate: '1964-01-02', sex: 'female' },
      })
    ).body;
    expect((await call('POST', `/overlays/${body.id}/outcome`, settle)).body.code).toBe('identity/still-to-say');
    const facts1 = [{ kind: 'document', id: paper.documentId }];
    await call('POST', `/overlays/${body.id}/choices`, { whose: 'second', facts: facts1 });
    expect((await call('POST', `/overlays/${body.id}/outcome`, settle)).body.code).toBe('identity/still-to-move');
    const moved = await call('POST', `/overlays/${body.id}/move/${both}/${paper.documentId}`);
    expect(moved.status).toBe(200);
    expect((await call('POST', `/overlays/${body.id}/outcome`, settle)).body).toEqual({ stillFrozen: false });
    expect(await flags()).toEqual([]);
    await expect(
      world.system((act) => mergePatients(act, { retiredId: secondId, survivorId: both, reason: 'A40' })),
    ).rejects.toMatchObject({ code: 'patients/kept-apart' });
  });
});

describe('an overlay beside another question of identity', () => {
  it('is settled, says that release stays frozen, and why', async () => {
    const both = await arrangePerson(world, 'Lattimer', 'Nora');
    await world.system((act) =>
      raiseFlag(act, { patientId: both, kind: 'identity-in-question', reason: 'No paper was shown.' }),
    );
    const { body } = await call<{ id: string }>('POST', '/overlays', { patientId: both, what: 'Two signatures.' });
    expect((await call('GET', `/overlays/${body.id}`)).body).toMatchObject({ otherQuestions: ['No paper was shown.'] });
    const settle = { outcome: 'one-person', reason: 'She signs in two scripts.' };
    expect((await call('POST', `/overlays/${body.id}/outcome`, settle)).body).toEqual({ stillFrozen: true });
    expect((await facts(both)).flags).toMatchObject([{ reason: 'No paper was shown.' }]);
  });
});

describe('a document reported as standing wrongly', () => {
  it('waits for the desk, is answered, and its reporter is told', async () => {
    const patientId = await arrangePerson(world, 'Oakley', 'Vera');
    const { documentId } = await arrangePaper(world, patientId, ['Progress note'], {});
    const report = { patientId, documentId, wrong: 'date', note: 'It is of the third.' };
    const { body, status } = await world.callAs<{ id: string }>(clinician, 'POST', '/identity/corrections', report);
    expect(status).toBe(201);
    expect((await world.callAs(clinician, 'GET', '/identity/corrections')).status).toBe(403);
    const { corrections } = (await call<{ corrections: { id: string }[] }>('GET', '/corrections')).body;
    expect(corrections).toMatchObject([{ id: body.id, wrong: 'date', patient: { name: 'Oakley, Vera' } }]);
    const answer = { outcome: 'corrected', answer: 'Thank you, it is of the third now.' };
    const to = `/identity/corrections/${body.id}`;
    expect((await world.callAs(clinician, 'POST', `${to}/answer`, answer)).status).toBe(403);
    expect((await call('POST', `/corrections/${body.id}/answer`, answer)).status).toBe(204);
    expect((await call('POST', `/corrections/${body.id}/answer`, answer)).body.code).toBe(
      'identity/correction-answered',
    );
    const queues = async () =>
      (
        await world.callAs<{ queues: { kind: string; waiting: number }[] }>(clinician, 'GET', '/worklist/queues')
      ).body.queues.find(({ kind }) => kind === 'identity.correction-answered')?.waiting ?? 0;
    expect(await queues()).toBe(1);
    expect((await call('POST', `/corrections/${body.id}/seen`)).status).toBe(404);
    expect((await world.callAs(clinician, 'POST', `${to}/seen`)).status).toBe(204);
    expect(await queues()).toBe(0);
    expect(
      (await world.callAs(clinician, 'POST', '/identity/corrections', { ...report, documentId: patientId })).status,
    ).toBe(404);
  });
});

describe('a merge and its undoing, whatever was chosen', () => {
  const random = seededRandom(20_261_128);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T; // never empty

  it.each(Array.from({ length: 12 }, (_each, n) => n))('leave both as they were (%i)', async (n) => {
    const made = () =>
      person(`Identical${'abcdefghijkl'.charAt(n)}`, pick(['Ada', 'Adah']), {
        birthDate: pick(['1950-02-03', '1950-03-02']),
        sex: pick(['female', 'male', 'unknown']),
        ...pick([{}, { language: 'en' }, { language: 'es' }]),
        ...pick([{}, { death: { on: '2020-05-06' } }]),
        contacts: pick([
          [],
          [{ kind: 'phone', value: '330 555 0100' }],
          [
            { kind: 'email', value: 'a@example.test' },
            { kind: 'address', lines: ['1 A Road'], city: 'Kent', postalCode: '44240' },
          ],
        ]),
      });
    const [one, two] = [await register(made()), await register(made())];
    const before = [await facts(one), await facts(two)];
    const keys = () =>
      world.sql(`SELECT patient_id, kind, key FROM patients.search_key WHERE patient_id = ANY ($1) ORDER BY 1, 2, 3`, [
        [one, two],
      ]);
    const keysBefore = await keys();
    const fields = Object.fromEntries(MERGE_FIELDS.map((field) => [field, pick(['survivor', 'retired', 'both'])]));
    const { mergeId } = await world.system((act) =>
      mergePatients(act, { retiredId: two, survivorId: one, reason: 'property', fields }),
    );
    await world.system((act) => unmergePatients(act, { mergeId, reason: 'property' }));
    expect([await facts(one), await facts(two)]).toEqual(before);
    expect(await keys()).toEqual(keysBefore);
  });
});

async function facts(id: string) {
  const { version: _version, ...rest } = await world.system((act) => readPatient(act, id));
  return rest;
}

async function openMerge(id: string) {
  return (
    await call<{
      undone: { reason: string } | null;
      notices: { id: string; system: string }[];
      facts: { id: string; kind: string; decision: string | null }[];
    }>('GET', `/merges/${id}`)
  ).body;
}
