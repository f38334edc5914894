import { expect, test } from 'vitest';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { deriveObjectBy, type ServedProcess } from './derive-object-by.ts';

const { rules } = readRuleBook('regulations');
const served: ServedProcess = {
  ...{ kind: 'subpoena-duces-tecum', issuerClass: 'attorney', courtSystem: 'federal' },
  ...{ servedOn: '2026-11-20', returnOn: '2026-12-20' },
};
const by = (more: Partial<ServedProcess> = {}, today = '2026-11-23') =>
  deriveObjectBy({ ...served, ...more }, rules, today);

test('the facility objects before the earlier of the return date and fourteen days after service', () => {
  expect(by()).toEqual({
    ...{ before: '2026-12-04', from: 'rule', passed: false },
    ...{ ruleId: 'us/frcp/subpoena-objection-time', cite: 'Fed. R. Civ. P. 45(d)(2)(B)' },
  });
  expect(by({ returnOn: '2026-12-03' })).toMatchObject({ before: '2026-12-03', from: 'return-date' });
  expect(by({ returnOn: '2026-12-04' })).toMatchObject({ before: '2026-12-04', from: 'rule' });
  expect(by({ returnOn: null })).toMatchObject({ before: '2026-12-04', from: 'rule' });
});

test('on that day it is too late, the day before it is not', () => {
  expect(by({}, '2026-12-03')?.passed).toBe(false);
  expect(by({}, '2026-12-04')?.passed).toBe(true);
});

test('the rule speaks of no state court, no order, no grand jury, and guesses nothing where that was not said', () => {
  const none: readonly Partial<ServedProcess>[] = [
    { courtSystem: 'state' },
    { courtSystem: null },
    { kind: 'court-order', issuerClass: 'court' },
    { kind: 'administrative-subpoena', issuerClass: 'agency' },
    { kind: 'discovery-request' },
    { issuerClass: 'grand-jury' },
  ];
  expect(none.map((more) => by(more))).toEqual(none.map(() => null));
});
