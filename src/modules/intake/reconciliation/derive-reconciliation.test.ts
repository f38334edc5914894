import { describe, expect, it } from 'vitest';
import { countPaper, deriveReconciliation } from './derive-reconciliation.ts';
import { chooseDays } from './load-reconciliation.ts';

const RULES = new Map([
  [
    'IMP',
    [
      { name: 'Discharge summary', types: ['discharge-summary', 'death-summary'] },
      { name: 'Consent', types: ['consent-to-treat'] },
    ],
  ],
  ['AMB', []],
]);
const of = (filed: string[], more: { class?: string; noPaper?: boolean } = {}) =>
  deriveReconciliation({ class: 'IMP', noPaper: false, filed, ...more }, RULES);

describe('the paper of a discharge', () => {
  it.each([
    ['all that is expected is received', of(['death-summary', 'consent-to-treat', 'lab-report']), 'received', []],
    ['some of it is partial, and the rest is named', of(['consent-to-treat']), 'partial', ['Discharge summary']],
    [
      'none of it is not received, whatever else came',
      of(['lab-report']),
      'not-received',
      ['Discharge summary', 'Consent'],
    ],
    ['none is asked for where a person said none comes', of([], { noPaper: true }), 'no-paper', []],
    [
      'what came after all is received',
      of(['discharge-summary', 'consent-to-treat'], { noPaper: true }),
      'received',
      [],
    ],
    ['a class that leaves none is no paper', of([], { class: 'AMB' }), 'no-paper', []],
    ['a class without a rule is no paper', of([], { class: 'FLD' }), 'no-paper', []],
  ])('%s', (_words, { state, missing }, expectedState, expectedMissing) => {
    expect([state, missing]).toEqual([expectedState, expectedMissing]);
  });

  it('counts to the number of encounters', () => {
    expect(countPaper(['received', 'partial', 'no-paper', 'no-paper', 'not-received'])).toEqual({
      ...{ encounters: 5, received: 1, partial: 1, notReceived: 1, noPaper: 2 },
    });
  });
});

describe('the days of a look', () => {
  it('are yesterday, and since the last day gone through after a weekend', () => {
    expect(chooseDays('2026-11-23', null, {})).toEqual({ from: '2026-11-22', to: '2026-11-22' });
    expect(chooseDays('2026-11-23', '2026-11-19', {})).toEqual({ from: '2026-11-20', to: '2026-11-22' });
    expect(chooseDays('2026-11-23', '2026-11-22', {})).toEqual({ from: '2026-11-22', to: '2026-11-22' });
  });

  it('never go back further than two weeks', () => {
    expect(chooseDays('2026-11-23', '2026-01-01', {}).from).toBe('2026-11-09');
    expect(() => chooseDays('2026-11-23', null, { from: '2026-01-01', to: '2026-11-22' })).toThrow();
    expect(() => chooseDays('2026-11-23', null, { from: '2026-11-22', to: '2026-11-20' })).toThrow();
  });
});
