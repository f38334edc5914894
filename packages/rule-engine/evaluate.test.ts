import { describe, expect, test } from 'vitest';
import { evaluate } from './evaluate.ts';
import { example, unverified } from './example-rules.ts';

const clock = example('clock', {
  values: [
    { from: 'unstated', until: '2020-01-01', n: 60, unit: 'calendar-days', starts: 'received_on' },
    { from: '2020-01-01', n: 15, unit: 'business-days', starts: 'received_on', review_by: '2027-01-01' },
  ],
});

describe('values by effective date', () => {
  test('the law of the day that is asked about answers', () => {
    const ask = (on: string) => evaluate(clock, { on, facts: { received_on: on } }).answer?.dueOn;
    expect(ask('2019-12-31')).toBe('2020-02-29');
    expect(ask('2020-01-01')).toBe('2020-01-22');
  });

  test('before the first value and after the last there is no answer', () => {
    const brief = example('clock', {
      values: [{ from: '2020-01-01', until: '2021-01-01', n: 1, unit: 'years', starts: 'received_on' }],
    });
    const ask = (on: string) => evaluate(brief, { on, facts: { received_on: on } });
    expect(ask('2019-12-31')).toMatchObject({ outcome: 'not-in-force', answer: null, acts: false });
    expect(ask('2020-12-31')).toMatchObject({ outcome: 'answered', acts: true });
    expect(ask('2021-01-01')).toMatchObject({ outcome: 'not-in-force' });
  });

  test('an indexed figure past its review day still answers but no longer acts', () => {
    const calendar = { weekend: [6, 7], holidays: new Map(), knownThrough: null };
    const ask = (on: string) => evaluate(clock, { on, facts: { received_on: on }, calendar });
    expect(ask('2026-12-31')).toMatchObject({ acts: true, warnings: [] });
    expect(ask('2027-01-01')).toMatchObject({ outcome: 'answered', acts: false });
    expect(ask('2027-01-01').warnings[0]).toContain('2027-01-01');
  });

  test('an unverified value of a verified rule warns', () => {
    const rule = example('clock', {
      values: [{ from: 'unstated', verification: unverified, n: 1, unit: 'months', starts: 'received_on' }],
    });
    const ruling = evaluate(rule, { on: '2026-01-31', facts: { received_on: '2026-01-31' } });
    expect(ruling).toMatchObject({ outcome: 'answered', acts: false, answer: { dueOn: '2026-02-28' } });
  });
});

describe('what is not known', () => {
  test('a missing day is asked for instead of guessed', () => {
    expect(evaluate(clock, { on: '2026-01-01', facts: {} })).toMatchObject({
      outcome: 'needs-facts',
      needs: ['received_on'],
      acts: false,
    });
  });

  test('a fact or an item outside the vocabulary is refused', () => {
    const facts = { recieved_on: '2026-01-01' } as never;
    expect(() => evaluate(clock, { on: '2026-01-01', facts })).toThrow('"recieved_on" is not in the vocabulary');
    const list = example('checklist', { values: [{ from: 'unstated', items: [item('signature')] }] });
    expect(() => evaluate(list, { on: '2026-01-01', facts: {}, items: { signatur: 'found' } })).toThrow('no item');
  });

  test('a table row that cannot be decided stops the rows below it', () => {
    const table = example('table', {
      values: [
        {
          from: 'unstated',
          answers: ['yes', 'no'],
          rows: [
            { when: { inmate: true }, answer: 'no', because: 'an exception', cite: 'EA 2' },
            { when: { requester: 'individual' }, answer: 'yes', because: 'the rule', cite: 'EA 1' },
          ],
          otherwise: { answer: 'no', because: 'the rest', cite: 'EA 3' },
        },
      ],
    });
    const ask = (facts: object) => evaluate(table, { on: '2026-01-01', facts });
    expect(ask({ requester: 'individual' })).toMatchObject({ outcome: 'needs-facts', needs: ['inmate'] });
    expect(ask({ requester: 'individual', inmate: false }).answer?.answer).toBe('yes');
    expect(ask({ requester: 'attorney', inmate: false }).answer?.cite).toBe('EA 3');
  });
});

describe('business days', () => {
  test('without the calendar of the facility, and past its end, the answer warns', () => {
    const facts = { received_on: '2026-12-20' };
    const calendar = { weekend: [6, 7], holidays: new Map(), knownThrough: '2026-12-31' };
    expect(evaluate(clock, { on: '2026-12-20', facts }).warnings[0]).toContain('without holidays');
    expect(evaluate(clock, { on: '2026-12-20', facts, calendar }).warnings[0]).toContain('past 2026-12-31');
  });
});

describe('retention', () => {
  const keep = example('retention', {
    values: [
      {
        from: 'unstated',
        longest_of: [
          { n: 7, unit: 'years', after: 'discharged_on' },
          { n: 1, unit: 'years', after: 'majority_on' },
        ],
      },
    ],
  });

  test('the longest of the periods keeps, and one missing day leaves it open', () => {
    const facts = { discharged_on: '2010-05-01', majority_on: '2026-02-28', as_of: '2027-02-28' };
    expect(evaluate(keep, { on: '2026-01-01', facts }).answer).toMatchObject({
      keepThrough: '2027-02-28',
      eligible: false,
    });
    expect(evaluate(keep, { on: '2026-01-01', facts: { discharged_on: '2010-05-01' } })).toMatchObject({
      outcome: 'needs-facts',
      needs: ['majority_on'],
    });
  });

  test('what is kept for ever is never eligible', () => {
    const permanent = example('retention', { values: [{ from: 'unstated', keep: 'permanent' }] });
    expect(evaluate(permanent, { on: '2026-01-01', facts: { as_of: '2999-01-01' } }).answer).toMatchObject({
      keepThrough: null,
      eligible: false,
    });
  });
});

describe('checklists', () => {
  const list = example('checklist', {
    values: [
      {
        from: 'unstated',
        items: [
          item('statement'),
          item('authority', { when: { signed_by_representative: true } }),
          item('notice', { path: 'notice' }),
          item('time-over', { path: 'notice' }),
          item('order', { path: 'protective-order' }),
          item('known-false', { disqualifies: true }),
        ],
      },
    ],
  });
  const ask = (items: object, facts = { signed_by_representative: false }) =>
    evaluate(list, { on: '2026-01-01', facts, items: { ...items } });
  const none = { 'known-false': 'missing' };

  test('one complete path is enough', () => {
    expect(ask({ ...none, statement: 'found', order: 'found', notice: 'missing' })).toMatchObject({
      acts: true,
      answer: { result: 'complete', path: 'protective-order', missing: [] },
    });
  });

  test('two half paths are not one whole', () => {
    const { answer } = ask({ ...none, statement: 'found', order: 'missing', notice: 'found', 'time-over': 'missing' });
    expect(answer?.result).toBe('incomplete');
  });

  test('an element is needed only where its condition holds', () => {
    const items = { ...none, statement: 'found', order: 'found', authority: 'missing' };
    expect(ask(items).answer?.result).toBe('complete');
    expect(ask(items, { signed_by_representative: true }).answer?.missing.map(({ id }) => id)).toEqual(['authority']);
  });

  test('a known falsehood spoils what is otherwise complete', () => {
    const { answer } = ask({ '*': 'found' });
    expect(answer?.result).toBe('incomplete');
    expect(answer?.disqualifiedBy.map(({ id }) => id)).toEqual(['known-false']);
  });

  test('what nobody looked at leaves the list undecided, and that never acts', () => {
    expect(ask({ statement: 'found', order: 'found' })).toMatchObject({ acts: false, answer: { result: 'undecided' } });
  });
});

describe('fees', () => {
  const fee = example('fee', {
    values: [
      {
        from: 'unstated',
        currency: 'USD',
        basis: 'maximum',
        cap: 50,
        lines: [
          { id: 'first-twenty', text: 'First 20 pages', flat: 25, when: { pages_paper: { at_least: 1 } } },
          { id: 'pages', text: 'Pages', count: 'pages_paper', tiers: [{ through: 20, each: 0 }, { each: 0.5 }] },
          { id: 'half', text: 'Electronic pages', count: 'pages_electronic', times: 0.5, tiers: [{ each: 0.87 }] },
          { id: 'postage', text: 'Postage', actual: 'postage_cost' },
        ],
      },
    ],
  });
  const ask = (facts: object) => evaluate(fee, { on: '2026-01-01', facts }).answer;

  test('the working is shown line by line', () => {
    const answer = ask({ pages_paper: 21, postage_cost: 180 });
    expect(answer?.lines.map(({ working, amount }) => `${working} = ${amount}`)).toEqual([
      'flat $25.00 = 2500',
      '1 × $0.50 (number 21) = 50',
      'actual cost $1.80 = 180',
    ]);
    expect(answer).toMatchObject({ total: 2730, cappedFrom: null });
  });

  test('a rate of a fraction of a cent is rounded once, for the whole line', () => {
    expect(ask({ pages_electronic: 3 })?.lines).toMatchObject([
      { working: '3 × $0.435 (numbers 1 to 3)', amount: 131 },
    ]);
  });

  test('the cap cuts the sum and says from where', () => {
    expect(ask({ pages_paper: 70 })).toMatchObject({ total: 5000, cappedFrom: null });
    expect(ask({ pages_paper: 71 })).toMatchObject({ total: 5000, cappedFrom: 5050 });
  });

  test('without any count there is nothing to charge for', () => {
    expect(evaluate(fee, { on: '2026-01-01', facts: {} }).outcome).toBe('needs-facts');
  });
});

function item(id: string, over: object = {}) {
  return { id, text: `The ${id}`, cite: 'EA 1', ...over };
}
