import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrangePerson } from '../../../test/world/release-case.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import type { Actor } from '../../platform/act.ts';
import { ruleBook } from '../regulations/index.ts';

let world: World;
let officer: Actor;
let second: Actor;
let specialist: Actor;
let patient: string;
beforeAll(async () => {
  world = await openWorld();
  ruleBook();
  officer = world.person(['privacy-officer']);
  second = world.person(['privacy-officer']);
  specialist = world.person(['release-specialist']);
  patient = await arrangePerson(world, 'García', 'María');
});
afterAll(() => world.close());

const report = async (more: Record<string, unknown> = {}) =>
  world.callAs<{ id: string; number: string; code?: string }>(specialist, 'POST', '/privacy/incidents', {
    cause: 'wrong-recipient',
    what: 'A fax of three pages went to the wrong number.',
    discoveredAt: '2026-11-22T10:00:00Z',
    patientIds: [patient],
    recipients: ['A tyre shop, 555-0100'],
    ...more,
  });
const open = async (id: string) =>
  (
    await world.callAs<{
      state: string;
      assessments: { number: number }[];
      discoveries: { basis: string }[];
      deadlines: { dueOn: string; settled: { outcome: string } | null }[];
      outcome: { outcome: string; keepUntil: string } | null;
    }>(officer, 'GET', `/privacy/incidents/${id}`)
  ).body;
const post = (actor: Actor, id: string, step: string, body: unknown) =>
  world.callAs<{ code?: string }>(actor, 'POST', `/privacy/incidents/${id}/${step}`, body);
const factor = { level: 'low', text: 'Only a name and a date.' };
const assess = (id: string, conclusion: string, actor = officer) =>
  post(actor, id, 'assessments', {
    factors: { nature: factor, recipient: factor, acquired: factor, mitigation: factor },
    conclusion,
    reason: 'The recipient destroyed the pages unread and said so in writing.',
  });

describe('a reported incident', () => {
  it('has a number, a place in the queue and a clock that runs from the discovery', async () => {
    const { status, body } = await report();
    expect(status).toBe(201);
    expect(body.number).toMatch(/^P-2026-\d{6}$/);
    const incident = await open(body.id);
    expect(incident).toMatchObject({ state: 'to-assess', affected: [{ patientId: patient, name: 'García, María' }] });
    expect(incident.deadlines).toMatchObject([{ dueOn: '2027-01-21', settled: null }]);
    const [entry] = await world.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit.entry WHERE verb = 'privacy.report' AND $1 = ANY (subject_ids) AND outcome = 'done'`,
      [body.id],
    );
    expect(entry?.n).toBe(1);
  });

  it('is read by the privacy office alone, and refused with a discovery to come', async () => {
    const { body } = await report();
    expect((await world.callAs(specialist, 'GET', `/privacy/incidents/${body.id}`)).status).toBe(403);
    expect((await world.callAs(specialist, 'GET', '/privacy/incidents')).status).toBe(403);
    expect((await assess(body.id, 'breach', specialist)).status).toBe(403);
    expect((await report({ discoveredAt: '2026-12-24T10:00:00Z' })).body.code).toBe('privacy/discovered-in-future');
    expect((await world.callAs(officer, 'GET', `/privacy/incidents/${patient}`)).status).toBe(404);
  });

  it('moves its clock only back, to when it would have been known by reasonable diligence', async () => {
    const { body } = await report();
    const earlier = { discoveredBy: 'The fax log', basis: 'reasonable-diligence', reason: 'The log was not read.' };
    expect(
      (await post(officer, body.id, 'discovery', { ...earlier, discoveredAt: '2026-11-22T11:00:00Z' })).body.code,
    ).toBe('privacy/discovered-later');
    expect(
      (await post(officer, body.id, 'discovery', { ...earlier, discoveredAt: '2026-11-10T10:00:00Z' })).status,
    ).toBe(204);
    const { deadlines, discoveries } = await open(body.id);
    expect(discoveries.map(({ basis }) => basis)).toEqual(['reasonable-diligence', 'known']);
    expect(deadlines.map(({ dueOn, settled }) => [dueOn, settled?.outcome ?? 'runs']).sort()).toEqual([
      ['2027-01-09', 'runs'],
      ['2027-01-21', 'cancelled'],
    ]);
  });
});

describe('the assessment', () => {
  it('holds a presumed breach to be none only with a second person, and is kept for six years', async () => {
    const { body } = await report();
    const end = { outcome: 'no-breach', reason: 'Low probability.' };
    expect((await post(officer, body.id, 'outcome', end)).body.code).toBe('privacy/not-assessed');
    await assess(body.id, 'low-probability');
    expect((await open(body.id)).state).toBe('to-look-again');
    expect((await post(officer, body.id, 'outcome', end)).body.code).toBe('privacy/not-assessed');
    const agreed = { agrees: true, note: 'Read the letter of the recipient.' };
    expect((await post(officer, body.id, 'second-look', agreed)).body.code).toBe('privacy/second-person');
    expect((await post(second, body.id, 'second-look', { agrees: false, note: 'No letter there.' })).status).toBe(204);
    expect((await open(body.id)).state).toBe('to-assess');
    expect((await post(second, body.id, 'second-look', agreed)).body.code).toBe('privacy/nothing-to-look-at');
    await assess(body.id, 'low-probability');
    expect((await post(second, body.id, 'second-look', agreed)).status).toBe(204);
    expect((await post(officer, body.id, 'outcome', end)).status).toBe(204);
    const settled = await open(body.id);
    expect(settled).toMatchObject({ state: 'settled', outcome: { outcome: 'no-breach', keepUntil: '2032-11-23' } });
    expect(settled.assessments.map(({ number }) => number)).toEqual([2, 1]);
    expect(settled.deadlines).toMatchObject([{ settled: { outcome: 'cancelled' } }]);
    expect((await assess(body.id, 'breach')).body.code).toBe('privacy/settled');
  });

  it('of a breach asks that everybody affected was written to', async () => {
    const { body } = await report();
    const end = { outcome: 'breach-notified', reason: 'Letters went out.' };
    await assess(body.id, 'breach');
    expect((await post(officer, body.id, 'outcome', end)).body.code).toBe('privacy/not-notified');
    expect((await post(officer, body.id, 'outcome', { ...end, outcome: 'not-an-incident' })).body.code).toBe(
      'privacy/received-outside',
    );
    const nameless = (await report({ patientIds: [] })).body.id;
    await assess(nameless, 'breach');
    expect((await post(officer, nameless, 'outcome', end)).body.code).toBe('privacy/nobody-affected');
  });
});

describe('facts of an incident', () => {
  it('cannot be changed or deleted by the product', async () => {
    const [table] = await world.sql<{ granted: boolean }>(
      `SELECT bool_or(has_table_privilege('chartkeeper_app', c.oid, 'DELETE') OR has_table_privilege('chartkeeper_app', c.oid, 'UPDATE')) AS granted
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = 'privacy' AND c.relkind = 'r' AND c.relname <> 'open_incident'`,
    );
    expect(table?.granted).toBe(false);
  });
});
