import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../platform/ids.ts';
import { FACILITY, openWorld, START, type World } from '../../../test/world/world.ts';
import { describeFacility } from '../directory/index.ts';
import {
  cancelDeadline,
  deadlinesDue,
  deadlinesOf,
  evaluate,
  extendDeadline,
  meetDeadline,
  pauseDeadline,
  citeRulings,
  resumeDeadline,
  startDeadline,
  type ClockToStart,
  type Deadline,
} from './index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.system((act) =>
    describeFacility(act, FACILITY, { name: 'Mercy', timeZone: 'America/Chicago', country: 'US', state: 'IL' }),
  );
});
afterAll(() => world.close());

// The stamp fell a week before the request was logged, at eleven at night in Chicago: already the 17th in Greenwich.
const STAMP = new Date('2026-11-17T05:00:00Z');
const accessClock = (over: Partial<ClockToStart> = {}): ClockToStart => ({
  topic: 'access',
  subject: { module: 'release', id: newId() },
  facilityId: FACILITY,
  startedAt: STAMP,
  facts: { requester: 'individual', wants: 'copy', custodian: 'hospital' },
  ...over,
});

async function started(clock: ClockToStart): Promise<Deadline> {
  const deadline = await world.system((act) => startDeadline(act, clock));
  if (deadline === null) throw new Error('no clock runs');
  return deadline;
}

async function problemOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no problem',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

describe('a legal clock', () => {
  test('starts with the receipt stamp at the facility, not with the logging', async () => {
    const deadline = await started(accessClock());
    expect(deadline).toMatchObject({
      ruleId: 'us/hipaa/access-response-time',
      startsOn: '2026-11-16',
      dueOn: '2026-12-16',
      timeZone: 'America/Chicago',
      acts: true,
      settled: null,
    });
    expect(deadline.dueAt.toISOString()).toBe('2026-12-17T05:59:59.999Z');
    expect(deadline.ruleVersion).toMatch(/^[0-9a-f]{64}$/);
  });

  test('keeps the text of its rule and the facts it was asked with, and tells the news', async () => {
    const deadline = await started(accessClock());
    const [row] = await world.sql<{ facts: object; basis: string; title: string }>(
      `SELECT d.facts, d.basis, v.content::json ->> 'title' AS title FROM regulations.deadline d
       JOIN regulations.rule_version v ON (v.rule_id, v.version) = (d.rule_id, d.rule_version) WHERE d.id = $1`,
      [deadline.id],
    );
    expect(row).toEqual({
      facts: { requester: 'individual', wants: 'copy', custodian: 'hospital', received_on: '2026-11-16' },
      basis: 'received_on',
      title: 'Time to act on a request for access',
    });
    const events = await world.sql(`SELECT name FROM platform.event WHERE payload ->> 'deadlineId' = $1`, [
      deadline.id,
    ]);
    expect(events).toEqual([{ name: 'regulations.deadline-started' }]);
  });

  test('asked for twice is the same clock', async () => {
    const clock = accessClock();
    expect((await started(clock)).id).toBe((await started(clock)).id);
  });

  test('does not run for an attorney, and never from a stamp in the future', async () => {
    const attorney = accessClock({ facts: { requester: 'attorney', wants: 'copy', custodian: 'hospital' } });
    expect(await world.system((act) => startDeadline(act, attorney))).toMatchObject({
      acts: false,
      ruleId: 'us/il/response-time',
    });
    const accounting = accessClock({ topic: 'accounting', facts: { wants: 'copy' } });
    expect(await world.system((act) => startDeadline(act, accounting))).toBeNull();
    const tomorrow = accessClock({ startedAt: new Date(START.getTime() + 1) });
    expect(await problemOf(world.system((act) => startDeadline(act, tomorrow)))).toBe('regulations/received-in-future');
  });

  test('is extended once, in time, and tells why it cannot be again', async () => {
    const { id } = await started(accessClock());
    const extend = (noticeSentAt: Date) =>
      world.system((act) =>
        extendDeadline(act, { deadlineId: id, reason: 'The film archive is off site.', noticeSentAt }),
      );
    expect(await problemOf(extend(new Date('2026-12-17T06:00:00Z')))).toBe('regulations/extension-too-late');
    expect(await extend(new Date('2026-12-17T05:59:00Z'))).toMatchObject({ dueOn: '2027-01-15', extensionsUsed: 1 });
    expect(await problemOf(extend(START))).toBe('regulations/no-extension');
  });

  test('of two people who extend at the same time only one does', async () => {
    const { id } = await started(accessClock());
    const extend = () =>
      problemOf(
        world.system((act) => extendDeadline(act, { deadlineId: id, reason: 'Both asked.', noticeSentAt: START })),
      );
    expect((await Promise.all([extend(), extend()])).sort()).toEqual(['no problem', 'regulations/no-extension']);
  });

  test('for access cannot be stopped: waiting for the requester does not stop the law', async () => {
    const { id } = await started(accessClock());
    const pause = world.system((act) =>
      pauseDeadline(act, { deadlineId: id, ground: 'fee-unpaid', pausedOn: '2026-11-20' }),
    );
    expect(await problemOf(pause)).toBe('regulations/no-ground-to-pause');
  });

  test('for a breach stands still while police ask for it, and the days are given back', async () => {
    const { id, dueOn } = await started(accessClock({ topic: 'breach', facts: {} }));
    expect(dueOn).toBe('2027-01-15');
    const paused = await world.system((act) =>
      pauseDeadline(act, { deadlineId: id, ground: 'oral-police-statement', pausedOn: '2026-11-18' }),
    );
    expect(paused.paused).toMatchObject({ on: '2026-11-18', maxDays: 30 });
    const again = world.system((act) =>
      pauseDeadline(act, { deadlineId: id, ground: 'oral-police-statement', pausedOn: '2026-11-19' }),
    );
    expect(await problemOf(again)).toBe('regulations/paused');
    const resumed = await world.system((act) => resumeDeadline(act, { deadlineId: id, resumedOn: '2026-11-22' }));
    expect(resumed).toMatchObject({ paused: null, dueOn: '2027-01-19' });
    const twice = world.system((act) => resumeDeadline(act, { deadlineId: id, resumedOn: '2026-11-22' }));
    expect(await problemOf(twice)).toBe('regulations/not-paused');
  });

  test('ends once: met in time, met late, or cancelled with a reason', async () => {
    const [inTime, late, withdrawn] = [
      await started(accessClock()),
      await started(accessClock({ startedAt: new Date('2026-09-01T12:00:00Z') })),
      await started(accessClock()),
    ];
    const met = await world.system((act) => meetDeadline(act, { deadlineId: inTime.id }));
    expect(met.settled).toEqual({ outcome: 'met', at: START, late: false });
    expect((await world.system((act) => meetDeadline(act, { deadlineId: late.id }))).settled?.late).toBe(true);
    const cancelled = await world.system((act) =>
      cancelDeadline(act, { deadlineId: withdrawn.id, reason: 'Withdrawn.' }),
    );
    expect(cancelled.settled?.outcome).toBe('cancelled');
    expect(await problemOf(world.system((act) => meetDeadline(act, { deadlineId: withdrawn.id })))).toBe(
      'regulations/settled',
    );
  });
});

describe('what is due', () => {
  test('lists running clocks by urgency, without those that ended or stand still', async () => {
    const subject = { module: 'due-test', id: newId() };
    const first = await started(accessClock({ subject, startedAt: new Date('2026-10-01T15:00:00Z') }));
    const second = await started(accessClock({ subject, startedAt: new Date('2026-11-01T15:00:00Z') }));
    const done = await started(accessClock({ subject, startedAt: new Date('2026-10-10T15:00:00Z') }));
    const still = await started(
      accessClock({ subject, topic: 'breach', facts: {}, startedAt: new Date('2026-09-02T15:00:00Z') }),
    );
    await world.system((act) => meetDeadline(act, { deadlineId: done.id }));
    await world.system((act) =>
      pauseDeadline(act, { deadlineId: still.id, ground: 'written-police-statement', pausedOn: '2026-09-10' }),
    );
    const due = (by: string) =>
      world.system(async (act) =>
        (await deadlinesDue(act, { by: new Date(by), module: 'due-test' })).map(({ id }) => id),
      );
    expect(await due('2026-12-31T00:00:00Z')).toEqual([first.id, second.id]);
    expect(await due('2026-11-01T04:59:59.998Z')).toEqual([]);
    expect(await due('2026-11-01T04:59:59.999Z')).toEqual([first.id]);
    expect(await world.system((act) => deadlinesOf(act, subject))).toHaveLength(4);
  });

  test('is the same in the list of running clocks and in the rows that are the truth', async () => {
    const truth = `SELECT id, due_at, open_pause IS NOT NULL AS paused FROM regulations.deadline_state WHERE outcome IS NULL`;
    const list = `SELECT deadline_id AS id, due_at, paused FROM regulations.running_clock`;
    expect(await world.sql(`(${truth} EXCEPT ${list}) UNION ALL (${list} EXCEPT ${truth})`)).toEqual([]);
  });

  test('shows nobody the clocks of a facility that is not his', async () => {
    const subject = { module: 'release', id: newId() };
    await started(accessClock({ subject }));
    const clerk = world.person([], { assignments: [{ role: 'release-specialist', facilityId: newId() }] });
    const seen = await world.act(clerk, { verb: 'regulations.list-rules', permission: 'regulations/read' }, (act) =>
      deadlinesOf(act, subject),
    );
    expect(seen).toEqual([]);
  });

  test('cannot be rewritten by the product, whatever its code does', async () => {
    const { id } = await started(accessClock());
    const rewrite = world.system((act) =>
      act.tx.updateTable('regulations.deadline').set({ due_on: '2030-01-01' }).where('id', '=', id).execute(),
    );
    await expect(rewrite).rejects.toThrow('permission denied');
  });
});

describe('the text of a rule', () => {
  test('is kept when a decision rests on it, once, and a changed text is refused', async () => {
    const ruling = evaluate('table', 'us/hipaa/accountable-disclosure', {
      on: '2026-11-23',
      facts: { disclosure_basis: 'subpoena' },
    });
    await world.system((act) => citeRulings(act, [ruling]));
    await world.system((act) => citeRulings(act, [ruling, ruling]));
    const rows = await world.sql(`SELECT version FROM regulations.rule_version WHERE rule_id = $1`, [ruling.ruleId]);
    expect(rows).toEqual([{ version: ruling.version }]);
    const forged = world.sql(
      `INSERT INTO regulations.rule_version SELECT rule_id, version, content || ' ', first_seen_at FROM regulations.rule_version WHERE rule_id = 'us/hipaa/access-response-time'`,
    );
    await expect(forged).rejects.toThrow('content_has_its_version');
  });

  test('asked as another kind of rule is a defect, not an answer', () => {
    expect(() => evaluate('clock', 'us/hipaa/accountable-disclosure', { on: '2026-11-23', facts: {} })).toThrow(
      'not a clock',
    );
  });
});
