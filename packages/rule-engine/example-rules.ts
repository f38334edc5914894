// Rules of an invented country for the tests of the engine; the real ones are tested by their own case tables.

import { readRule } from './read-rule.ts';
import type { Rule, RuleKind, RuleOf } from './rule.ts';

const head = {
  title: 'An example',
  description: 'An example that says what the test needs.',
  jurisdiction: 'zz',
  topic: 'access',
  references: [{ title: 'Example Act', section: 'EA 1' }],
  verification: { status: 'verified', source: 'T', checked_on: '2026-01-01' },
};

export const unverified = { status: 'unverified', source: 'U', checked_on: '2026-01-01' };

/** Reads an example rule of this kind; throws with its flaws. */
export function example<K extends RuleKind>(kind: K, over: Record<string, unknown>, name = 'example'): RuleOf<K> {
  const { rule, flaws } = readRule(`zz/test/${name}`, { ...head, kind, ...over });
  if (rule === null || !isOfKind(rule, kind)) throw new Error(JSON.stringify(flaws));
  return rule;
}

function isOfKind<K extends RuleKind>(rule: Rule, kind: K): rule is Rule & RuleOf<K> {
  return rule.kind === kind;
}
