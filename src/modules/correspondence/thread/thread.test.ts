import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { passTime } from '../../../../test/world/pass-time.ts';
import { FACILITY, openWorld, type World } from '../../../../test/world/world.ts';
import { newId } from '../../../platform/ids.ts';
import { describeFacility } from '../../directory/index.ts';
import { registerPatient } from '../../patients/index.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
const DAY = 24 * 60 * 60_000;
let world: World;
let ana = '';
const CASE = newId();
let ruth: ReturnType<World['person']> | undefined;
const call: World['call'] = (method, path, body) =>
  world.callAs((ruth ??= world.person(['release-specialist'])), method, path, body);

beforeAll(async () => {
  world = await openWorld();
  await world.system((act) =>
    describeFacility(
      act,
      FACILITY,
      {
        name: 'Lakeside Hospital',
        legalEntityName: 'Lakeside Health Inc.',
        timeZone: 'America/New_York',
        country: 'US',
        state: 'OH',
      },
      { fictional: true },
    ),
  );
  ({ id: ana } = await world.system((act) =>
    registerPatient(act, {
      facts: {
        birthDate: '1961-05-02',
        sex: 'female',
        names: [{ use: 'legal', family: 'Núñez', given: ['Ana'] }],
        identifiers: [],
        contacts: [],
      },
      facilityId: FACILITY,
      origin: 'desk',
    }),
  ));
});
afterAll(() => world.close());

interface Contact {
  id: string;
  about: string;
  answers: { kind: string; id: string } | null;
  answered: { note: string } | null;
  withdrawn: { note: string } | null;
  at: string;
}
const path = (of = CASE) => `/cases/release/${of}/contacts`;
const contacts = async () => (await call<{ contacts: Contact[] }>('GET', path())).body.contacts;
const CALL = {
  kind: 'call',
  direction: 'in',
  withWhom: 'Ana Núñez',
  at: '2026-11-23T08:30:00Z',
  about: 'Asks when her copies come.',
};
const note = (more: Record<string, unknown> = {}, of = CASE) =>
  call<{ id: string; code: string }>('POST', path(of), { ...CALL, patientId: ana, ...more });
const waiting = () =>
  world.sql<{ subject_id: string }>(
    `SELECT subject_id FROM worklist.item WHERE kind = 'correspondence.awaits-answer' AND closed_at IS NULL`,
  );

describe('what was said outside of letters', () => {
  it('stands with its case, newest first, with what it answers', async () => {
    const first = await note();
    expect(first.status).toBe(201);
    const second = await note({
      direction: 'out',
      at: '2026-11-23T08:45:00Z',
      about: 'Called back.',
      answers: { kind: 'contact', id: first.body.id },
    });
    const letter = await call<{ letterId: string }>('POST', '/letters', {
      template: 'acknowledgement',
      facts: { requestNumber: 'R-1', receivedOn: '2026-11-20', dueOn: '2026-12-20' },
      recipient: { name: 'Ana Núñez' },
      case: { module: 'release', id: CASE },
    });
    const third = await note({
      at: '2026-11-23T08:50:00Z',
      about: 'Has the letter.',
      answers: { kind: 'letter', id: letter.body.letterId },
    });
    expect((await contacts()).map(({ id, answers }) => [id, answers?.kind ?? null])).toEqual([
      [third.body.id, 'letter'],
      [second.body.id, 'contact'],
      [first.body.id, null],
    ]);
    expect(
      await world.sql(
        `SELECT DISTINCT verb FROM audit.entry WHERE verb = 'correspondence.note-contact' AND $1 = ANY (patient_ids)`,
        [ana],
      ),
    ).toHaveLength(1);
  });

  it('waits on the worklist from the day of its reminder until the answer is there', async () => {
    const { body } = await note({ nextBy: 'them', remindOn: '2026-11-25', about: 'Sends the proof of guardianship.' });
    await passTime(world, 0);
    expect(await waiting()).toEqual([]);
    world.clock.advance(3 * DAY);
    const { remind } = await import('./remind.ts');
    await world.system(remind);
    await world.system(remind);
    expect(await waiting()).toEqual([{ subject_id: body.id }]);
    expect((await call('POST', `/contacts/${body.id}/answered`, { note: 'It came by post.' })).status).toBe(204);
    expect(await waiting()).toEqual([]);
    await world.system(remind);
    expect(await waiting()).toEqual([]);
    const again = await call<{ code: string }>('POST', `/contacts/${body.id}/answered`, { note: 'Twice.' });
    expect(again.body.code).toBe('correspondence/no-answer-awaited');
  });

  it('is struck out with a reason, never gone, and wakes nobody any more', async () => {
    const { body } = await note({ nextBy: 'us', remindOn: '2026-11-20', about: 'Of another patient.' });
    expect(await waiting()).toEqual([{ subject_id: body.id }]);
    await call('POST', `/contacts/${body.id}/withdraw`, { reason: 'Another case' });
    expect(await waiting()).toEqual([]);
    expect((await contacts()).find(({ id }) => id === body.id)).toMatchObject({ withdrawn: { note: 'Another case' } });
    expect((await call<{ code: string }>('POST', `/contacts/${body.id}/withdraw`, { reason: 'x' })).body.code).toBe(
      'correspondence/contact-withdrawn',
    );
  });

  it.each([
    ['that has not happened yet', { at: '2027-01-01T00:00:00Z' }, 'correspondence/in-the-future'],
    ['with a reminder for nobody', { remindOn: '2026-12-01' }, 'correspondence/nobody-to-remind'],
    ['that answers what is not there', { answers: { kind: 'contact', id: newId() } }, 'correspondence/contact-unknown'],
    ['about a patient that is not there', { patientId: newId() }, 'patients/not-found'],
  ])('is refused %s', async (_what, more, code) => {
    expect((await note(more)).body.code).toBe(code);
  });

  it('cannot answer a note of another case', async () => {
    const other = await note({}, newId());
    expect((await note({ answers: { kind: 'contact', id: other.body.id } })).body.code).toBe(
      'correspondence/answers-nothing',
    );
  });

  it('is seen by nobody without the right to letters, nor by the person it is about', async () => {
    const clerk = world.person(['scan-clerk']);
    expect((await world.callAs(clerk, 'GET', path())).status).toBe(403);
    const herself = world.person(['release-specialist'], { ownPatientIds: [ana] });
    expect((await world.callAs<{ contacts: Contact[] }>(herself, 'GET', path())).body.contacts).toEqual([]);
  });
});
