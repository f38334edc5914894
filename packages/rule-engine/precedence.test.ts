import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { example, unverified } from './example-rules.ts';
import { earliestDue, longestKeeps, lowestCharges, strictestProtects } from './precedence.ts';

const on = '2026-01-01';
const doubtful = { verification: unverified };

describe('the longest period keeps', () => {
  const keep = (years: number, over: object = {}) =>
    evaluate(
      example(
        'retention',
        { values: [{ from: 'unstated', longest_of: [{ n: years, unit: 'years', after: 'discharged_on' }] }], ...over },
        `keep-${years}`,
      ),
      { on, facts: { discharged_on: '2010-06-30' } },
    );

  test('state law with ten years outlasts the federal five', () => {
    const kept = longestKeeps([keep(5), keep(10), keep(7)]);
    expect(kept).toMatchObject({ keepThrough: '2020-06-30', acts: true, governing: { ruleId: 'zz/test/keep-10' } });
  });

  test('a longer period that nobody verified still keeps, and stops the automatic way', () => {
    expect(longestKeeps([keep(5), keep(10, doubtful)])).toMatchObject({ keepThrough: '2020-06-30', acts: false });
  });

  test('a rule that lacks a fact, or no rule at all, lets nothing be destroyed by itself', () => {
    const open = evaluate(
      example('retention', {
        values: [{ from: 'unstated', longest_of: [{ n: 3, unit: 'years', after: 'majority_on' }] }],
      }),
      { on, facts: {} },
    );
    expect(longestKeeps([keep(5), open])).toMatchObject({ acts: false });
    expect(longestKeeps([keep(5), open]).warnings[0]).toContain('majority_on');
    expect(longestKeeps([])).toMatchObject({ keepThrough: null, acts: false });
  });
});

describe('the strictest protects', () => {
  const vote = (protection: 'include' | 'withhold' | 'needs-consent', over: object = {}) => ({
    protection,
    ruling: evaluate(
      example(
        'table',
        {
          values: [
            {
              from: 'unstated',
              answers: ['a', 'b'],
              rows: [],
              otherwise: { answer: 'a', because: 'so', cite: 'EA 1' },
            },
          ],
          ...over,
        },
        protection,
      ),
      { on, facts: {} },
    ),
  });

  test('one rule that needs consent is enough among rules that would include', () => {
    expect(strictestProtects([vote('include'), vote('needs-consent'), vote('include')])).toMatchObject({
      protection: 'needs-consent',
      acts: true,
      governing: [{ ruleId: 'zz/test/needs-consent', citations: ['EA 1'] }],
    });
  });

  test('an unverified rule neither opens nor closes: a person judges', () => {
    expect(strictestProtects([vote('include', doubtful)])).toMatchObject({
      protection: 'needs-judgement',
      acts: false,
    });
    expect(strictestProtects([vote('include'), vote('withhold', doubtful)]).protection).toBe('needs-judgement');
    expect(strictestProtects([vote('withhold'), vote('include', doubtful)]).protection).toBe('withhold');
  });

  test('without any rule a person judges', () => {
    expect(strictestProtects([])).toMatchObject({ protection: 'needs-judgement', acts: false });
  });
});

describe('the earliest day is due', () => {
  const clock = (n: number, over: object = {}) =>
    evaluate(
      example(
        'clock',
        { values: [{ from: 'unstated', n, unit: 'calendar-days', starts: 'received_on' }], ...over },
        `clock-${n}`,
      ),
      { on, facts: { received_on: on } },
    );

  test('a state clock of fifteen days comes before the federal thirty', () => {
    expect(earliestDue([clock(30), clock(15)])).toMatchObject({ dueOn: '2026-01-16', acts: true });
  });

  test('an earlier clock that nobody verified is told beside the one that binds', () => {
    const due = earliestDue([clock(30), clock(15, doubtful)]);
    expect(due).toMatchObject({ dueOn: '2026-01-31', acts: true });
    expect(due?.warnings.join()).toContain('zz/test/clock-15 would set 2026-01-16');
  });

  test('where only unverified clocks run, the earliest is named but does not act', () => {
    expect(earliestDue([clock(30, doubtful), clock(20, doubtful)])).toMatchObject({ dueOn: '2026-01-21', acts: false });
    expect(earliestDue([])).toBeNull();
  });
});

describe('the lowest charge binds', () => {
  const fee = (flat: number, over: object = {}) =>
    evaluate(
      example('fee', {
        values: [{ from: 'unstated', currency: 'USD', basis: 'maximum', lines: [{ id: 'flat', text: 'Copy', flat }] }],
        ...over,
      }),
      { on, facts: {} },
    );

  test('of two ceilings the lower one, unless nobody verified it', () => {
    expect(lowestCharges([fee(25), fee(6.5)])).toMatchObject({ total: 650, acts: true });
    expect(lowestCharges([fee(25), fee(6.5, doubtful)])).toMatchObject({ total: 2500, acts: true });
    expect(lowestCharges([])).toBeNull();
  });
});
