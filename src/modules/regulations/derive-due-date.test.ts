import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, type ClockValue } from '../../../packages/rule-engine/index.ts';
import { deriveDueDate, deriveExtendedDue, deriveResumedDue } from './derive-due-date.ts';
import { deriveJurisdictions } from './derive-jurisdictions.ts';
import { evaluateTopic } from './rules.ts';

const ZONE = 'America/Chicago';
const thirty: ClockValue = {
  n: 30,
  unit: 'calendar-days',
  starts: 'received_on',
  extension: { n: 30, unit: 'calendar-days', times: 1, requires: [] },
  pauses: [],
};

describe('when a request for access is due', () => {
  const due = (jurisdictions: string[], received: string, more: object = {}) =>
    deriveDueDate(
      evaluateTopic('clock', {
        topic: 'access',
        jurisdictions,
        on: received,
        facts: { requester: 'individual', wants: 'copy', custodian: 'hospital', received_on: received, ...more },
      }),
      ZONE,
    );

  test('thirty days after the stamp, to the end of that day at the facility', () => {
    const found = due(['us'], '2026-03-01');
    expect(found).toMatchObject({
      dueOn: '2026-03-31',
      acts: true,
      governing: { ruleId: 'us/hipaa/access-response-time' },
    });
    expect(found?.dueAt.toISOString()).toBe('2026-04-01T04:59:59.999Z');
  });

  test('in California the fifteen days of the state come first', () => {
    expect(due(['us/ca'], '2026-03-01')).toMatchObject({
      dueOn: '2026-03-16',
      governing: { ruleId: 'us/ca/copy-time' },
    });
  });

  test('in Illinois the unverified state clock moves nothing', () => {
    expect(due(['us/il'], '2026-03-01')).toMatchObject({ dueOn: '2026-03-31', acts: true });
  });

  test('a Texas physician is told of the shorter clock that nobody verified', () => {
    const found = due(['us/tx'], '2026-03-02', { custodian: 'physician' });
    expect(found).toMatchObject({ dueOn: '2026-04-01', acts: true });
    expect(found?.warnings.join(' ')).toContain('us/tx/physician-response-time would set 2026-03-23');
  });

  test('an attorney without a directive has no federal clock', () => {
    expect(due(['us'], '2026-03-01', { requester: 'attorney' })).toBeNull();
  });

  test('a facility is bound by its state and its country', () => {
    expect(deriveJurisdictions({ country: 'US', state: 'TX' })).toEqual(['us/tx']);
    expect(deriveJurisdictions({ country: 'US', state: null })).toEqual(['us']);
  });
});

describe('an extension', () => {
  const asked = {
    law: thirty,
    dueOn: '2026-03-31',
    extensionsUsed: 0,
    noticeOn: '2026-03-31',
    promisedOn: null,
    zone: ZONE,
  };

  test('with a notice on the last day runs thirty more days from the due day', () => {
    expect(deriveExtendedDue(asked)).toMatchObject({ dueOn: '2026-04-30' });
  });

  test('a shorter promise binds, a longer one is refused', () => {
    expect(deriveExtendedDue({ ...asked, promisedOn: '2026-04-10' })).toMatchObject({ dueOn: '2026-04-10' });
    expect(deriveExtendedDue({ ...asked, promisedOn: '2026-04-30' })).toMatchObject({ dueOn: '2026-04-30' });
    expect(deriveExtendedDue({ ...asked, promisedOn: '2026-05-01' })).toEqual({ refused: 'too-long' });
    expect(deriveExtendedDue({ ...asked, promisedOn: '2026-03-31' })).toEqual({ refused: 'not-later' });
  });

  test('the day after the last is too late, a second time is once too often, and some rules give none', () => {
    expect(deriveExtendedDue({ ...asked, noticeOn: '2026-04-01' })).toEqual({ refused: 'too-late' });
    expect(deriveExtendedDue({ ...asked, extensionsUsed: 1 })).toEqual({ refused: 'used-up' });
    expect(deriveExtendedDue({ ...asked, law: { ...thirty, extension: null } })).toEqual({ refused: 'not-allowed' });
  });
});

describe('a pause', () => {
  const ended = {
    law: thirty,
    dueOn: '2026-03-31',
    pausedOn: '2026-03-10',
    resumedOn: '2026-03-20',
    maxDays: null,
    zone: ZONE,
  };

  test('moves the day by the days it lasted, no more than the ground allows', () => {
    expect(deriveResumedDue(ended).dueOn).toBe('2026-04-10');
    expect(deriveResumedDue({ ...ended, maxDays: 10 }).dueOn).toBe('2026-04-10');
    expect(deriveResumedDue({ ...ended, maxDays: 9 }).dueOn).toBe('2026-04-09');
    expect(deriveResumedDue({ ...ended, resumedOn: ended.pausedOn }).dueOn).toBe('2026-03-31');
  });

  test('of a clock of business days moves it by the business days in it', () => {
    const law: ClockValue = { ...thirty, n: 15, unit: 'business-days' };
    // 10 to 20 March 2026 holds eight business days; the eighth after Tuesday 31 March is Friday 10 April.
    expect(deriveResumedDue({ ...ended, law }).dueOn).toBe('2026-04-10');
  });

  test('never brings the day forward', () => {
    const day = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(day, day, fc.option(fc.integer({ min: 1, max: 60 })), (start, length, maxDays) => {
        const pausedOn = addDays('2026-01-01', start);
        const after = deriveResumedDue({ ...ended, pausedOn, resumedOn: addDays(pausedOn, length), maxDays }).dueOn;
        expect(daysBetween(ended.dueOn, after)).toBe(Math.min(length, maxDays ?? length));
      }),
    );
  });
});
