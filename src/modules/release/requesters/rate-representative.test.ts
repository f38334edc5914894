import { expect, test } from 'vitest';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { attorney, sampleFacts } from '../decisions.fixture.ts';
import { rateRepresentative } from './rate-representative.ts';

const { rules } = readRuleBook('regulations');
const NOTES = { from: '2026-03-01', to: '2026-03-31', typeCodes: ['progress-note'] };
const rate = (document: Parameters<typeof sampleFacts>[0], power: ReturnType<typeof attorney>['power']) =>
  rateRepresentative(sampleFacts(document), attorney({ power }), rules, '2026-11-23').map(({ decision, reason }) => [
    decision,
    reason.ruleId,
  ]);

test('a power reaches the kinds of document and the days that it names, and no further', () => {
  const at = (serviceFrom: string | null, serviceTo = serviceFrom) => rate({ serviceFrom, serviceTo }, NOTES);
  expect(rate({}, undefined)).toEqual([]);
  expect(at('2026-03-01')).toEqual([]);
  expect(at('2026-03-31')).toEqual([]);
  expect(at('2026-02-20', '2026-03-01')).toEqual([]);
  expect(at('2026-02-28')).toEqual([['withhold', 'release/outside-power-days']]);
  expect(at('2026-04-01')).toEqual([['withhold', 'release/outside-power-days']]);
  expect(at(null)).toEqual([['needs-review', 'release/power-date-unknown']]);
  expect(rate({ typeCode: 'bill' }, NOTES)).toEqual([['withhold', 'release/outside-power-types']]);
  expect(rate({ serviceFrom: null }, { ...NOTES, from: null, to: null })).toEqual([]);
});
