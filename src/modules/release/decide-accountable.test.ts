import { expect, test } from 'vitest';
import { readRuleBook } from '../regulations/read-rule-book.ts';
import { decideAccountable, type DisclosureBasis } from './decide-accountable.ts';

const { rules } = readRuleBook('regulations');

test.each<[DisclosureBasis, boolean]>([
  ['authorization', false],
  ['to-individual', false],
  ['treatment', false],
  ['payment', false],
  ['operations', false],
  ['public-health-authority', true],
  ['subpoena', true],
  ['court-order', true],
  ['impermissible', true],
  ['health-oversight', true],
  ['workers-compensation', true],
  ['national-security', false],
  ['correctional-custody', false],
])('a disclosure for %s stands in the accounting: %s', (basis, accountable) => {
  const decided = decideAccountable(basis, '2026-11-23', rules);
  expect(decided.accountable).toBe(accountable);
  expect(decided.reason.cite).toMatch(/^45 CFR 164\.528\(a\)\(1\)/);
});
