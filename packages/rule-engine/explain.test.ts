import { describe, expect, test } from 'vitest';
import { describeCondition, explain } from './explain.ts';
import { example, unverified } from './example-rules.ts';
import { factsAsked } from './facts-asked.ts';

const clock = example('clock', {
  applies_when: { requester: ['individual', 'personal-representative'], not: { wants: 'accounting' } },
  values: [
    {
      from: '2020-01-01',
      n: 30,
      unit: 'calendar-days',
      starts: 'received_on',
      extension: { n: 1, unit: 'months', times: 1, requires: ['A written notice'] },
      pauses: [{ id: 'police', text: 'police ask for it', cite: 'EA 4', max_days: 30 }],
    },
  ],
});

describe('a rule in words', () => {
  test('says what is in force, with its citation', () => {
    expect(explain(clock, '2026-01-01')).toMatchObject({
      sentence: 'An example that says what the test needs.',
      citations: ['EA 1'],
      acts: true,
      inForce: [
        '30 calendar days after the received date',
        'may be extended once by 1 month',
        'A written notice',
        'stands still: police ask for it, at most 30 days (EA 4)',
      ],
    });
  });

  test('says when nothing is in force, and when nobody verified it', () => {
    expect(explain(clock, '2019-12-31')).toMatchObject({
      inForce: [],
      acts: false,
      warnings: ['Not in force on 2019-12-31.'],
    });
    const doubtful = example('retention', {
      values: [{ from: 'unstated', keep: 'permanent' }],
      verification: unverified,
    });
    expect(explain(doubtful, '2026-01-01')).toMatchObject({ inForce: ['for ever'], acts: false });
    expect(explain(doubtful, '2026-01-01').warnings[0]).toContain('Not verified');
  });

  test('says whom it is about and which facts it asks for', () => {
    expect(describeCondition(clock.appliesWhen)).toBe(
      'requester is individual or personal-representative, and not: wants is accounting',
    );
    expect(describeCondition(null)).toBe('always');
    expect(factsAsked(clock)).toEqual(['requester', 'wants', 'received_on', 'as_of']);
  });

  test('prints a schedule of charges', () => {
    const fee = example('fee', {
      values: [
        {
          from: 'unstated',
          currency: 'USD',
          basis: 'maximum',
          cap: 100,
          lines: [
            { id: 'pages', text: 'Pages', count: 'pages_paper', tiers: [{ through: 20, each: 1.94 }, { each: 0.5 }] },
            { id: 'search', text: 'Search', flat: 28.74 },
          ],
        },
      ],
    });
    expect(explain(fee, '2026-01-01').inForce).toEqual([
      'Pages: $1.94 each up to 20, then $0.50 each',
      'Search: $28.74',
      'at most $100.00 in all',
    ]);
  });
});
