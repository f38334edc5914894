import { describe, expect, test } from 'vitest';
import { readRule } from './read-rule.ts';

const good = {
  kind: 'clock',
  title: 'A clock',
  description: 'Answer within 30 days of receipt (45 CFR 164.524).',
  jurisdiction: 'us',
  topic: 'access',
  applies_when: { wants: ['copy', 'inspection'], not: { requester: 'attorney' } },
  values: [{ from: '2013-09-23', n: 30, unit: 'calendar-days', starts: 'received_on' }],
  references: [{ title: 'Privacy Rule', section: '45 CFR 164.524(b)(2)' }],
  verification: { status: 'verified', source: 'H', checked_on: '2026-11-23' },
};
const flawsOf = (over: object, id = 'us/hipaa/clock') =>
  readRule(id, { ...good, ...over }).flaws.map(({ at, message }) => `${at.join('.')}: ${message}`);

describe('reading a rule', () => {
  test('a good one is read', () => {
    expect(readRule('us/hipaa/clock', good)).toMatchObject({
      flaws: [],
      rule: { id: 'us/hipaa/clock', kind: 'clock' },
    });
  });

  test('the version changes with the content and with nothing else', () => {
    const version = (content: object) => readRule('us/hipaa/clock', content).rule?.version;
    expect(version(good)).toMatch(/^[0-9a-f]{64}$/);
    expect(version(Object.fromEntries(Object.entries(good).reverse()))).toBe(version(good));
    expect(version({ ...good, title: 'The clock' })).not.toBe(version(good));
  });

  test.each<[string, object, string]>([
    ['a misspelt field', { aplies_when: {} }, 'aplies_when: unknown field "aplies_when"'],
    [
      'an unknown fact',
      { applies_when: { requestor: 'x' } },
      'applies_when.requestor: "requestor" is not in the vocab',
    ],
    ['an unknown value of a fact', { applies_when: { wants: 'fax' } }, 'applies_when.wants: "wants" takes one of'],
    ['two sentences', { description: 'One. Two.' }, 'description: the description is one sentence'],
    ['no citation', { references: [] }, 'references: every rule cites'],
    ['no verification', { verification: null }, 'verification: a mapping is expected'],
    ['a wrong topic', { topic: 'tax' }, 'topic: "tax" is not one of'],
    ['another jurisdiction', { jurisdiction: 'us/tx' }, 'jurisdiction: the file us/hipaa/clock does not lie under'],
    ['no value', { values: [] }, 'values: a rule says something'],
    ['a day that does not exist', values({ from: '2013-02-30' }), 'values.0.from: a day written'],
    ['a unit nobody knows', values({ unit: 'days' }), 'values.0.unit: "days" is not one of'],
    ['a field of another kind', values({ longest_of: [] }), 'values.0.longest_of: unknown field'],
    ['an end before its beginning', values({ until: '2013-09-23' }), 'values.0.until: "until" lies after'],
    [
      'a count as a start',
      values({ starts: 'pages_paper' }),
      'values.0.starts: "pages_paper" is not a fact of the type',
    ],
  ])('%s is named with its place', (_, over, flaw) => {
    expect(flawsOf(over).join('\n')).toContain(flaw);
  });

  test('values out of order, or over one another, are refused', () => {
    const value = { n: 30, unit: 'calendar-days', starts: 'received_on' };
    const two = (first: object, second: object) =>
      flawsOf({
        values: [
          { ...value, ...first },
          { ...value, ...second },
        ],
      });
    expect(two({ from: '2020-01-01' }, { from: '2019-01-01' })[0]).toContain('in order');
    expect(two({ from: '2020-01-01', until: '2022-01-01' }, { from: '2021-01-01' })[0]).toContain('begins before');
    expect(two({ from: '2020-01-01' }, { from: 'unstated' })[0]).toContain('only the first');
    expect(two({ from: 'unstated' }, { from: '2021-01-01' })).toEqual([]);
  });

  test('a schedule of charges leaves no page between two rates', () => {
    const fee = (tiers: object[]) =>
      flawsOf({
        kind: 'fee',
        values: [
          {
            from: 'unstated',
            currency: 'USD',
            basis: 'exact',
            lines: [{ id: 'a', text: 'A', count: 'pages_paper', tiers }],
          },
        ],
      }).join();
    expect(fee([{ through: 20, each: 1 }, { each: 0.5 }])).toBe('');
    expect(fee([{ through: 20, each: 1 }])).toContain('the last rate is open');
    expect(fee([{ through: 20, each: 1 }, { through: 10, each: 1 }, { each: 1 }])).toContain('rising order');
    expect(fee([{ each: 0.00001 }])).toContain('not finer than');
  });

  test('content that is no rule at all gives flaws, never a crash', () => {
    for (const content of [null, 7, [], 'text', { kind: 'clock', values: 'x' }, { values: [null] }]) {
      expect(readRule('us/hipaa/clock', content).flaws.length).toBeGreaterThan(0);
    }
  });
});

function values(over: object) {
  return { values: [{ ...good.values[0], ...over }] };
}
