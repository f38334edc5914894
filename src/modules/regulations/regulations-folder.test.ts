// The folder of rules, held to what every rule must have. To add a rule: a file, a case table beside it, and this passes.

import { describe, expect, test } from 'vitest';
import { evaluate, runCase, type Rule } from '../../../packages/rule-engine/index.ts';
import { readRuleBook } from './read-rule-book.ts';

const book = readRuleBook('regulations');
const rules = [...book.rules.values()];
const named = rules.map((rule): [string, Rule] => [rule.id, rule]);

describe.each(named)('%s', (id, rule) => {
  const cases = book.casesOf(id);

  test.each(cases.map((each) => [each.name, each] as const))('%s', (_, ruleCase) => {
    const result = runCase(rule, ruleCase);
    expect(result.actual).toEqual(result.expected);
  });

  test('stands at its limits in its cases', () => {
    const limits = new Set(cases.map(({ boundary }) => boundary).filter((boundary) => boundary !== null));
    const countsDays = rule.kind === 'clock' || rule.kind === 'window' || rule.kind === 'retention';
    const wanted = countsDays ? ['before', 'on', 'after'] : [];
    expect([...limits]).toEqual(expect.arrayContaining(wanted));
    expect(limits.size, 'a rule has at least one boundary case').toBeGreaterThan(0);
  });

  test('has a case for each of its answers', () => {
    const answered = new Set(cases.map(({ expect: { answer, result } }) => answer ?? result));
    const current = rule.values.at(-1);
    if (rule.kind === 'table' && current !== undefined && 'rows' in current) {
      const possible = [...current.rows, current.otherwise].map(({ answer }) => answer);
      expect([...answered]).toEqual(expect.arrayContaining([...new Set(possible)]));
    }
    if (rule.kind === 'checklist') expect([...answered]).toEqual(expect.arrayContaining(['complete', 'incomplete']));
  });

  test('never acts while it is unverified', () => {
    if (rule.verification.status === 'verified') return;
    for (const { question } of cases) expect(evaluate(rule, question).acts).toBe(false);
  });
});

describe('the folder', () => {
  test('holds at least the forty rules of the foundation', () => {
    expect(rules.length).toBeGreaterThanOrEqual(40);
  });

  test('covers what the foundation promises', () => {
    const has = (part: string) =>
      rules.some(({ references }) => references.some(({ section }) => section.includes(part)));
    const promised = [
      '164.508(c)(1)',
      '164.508(c)(2)',
      '164.508(b)(2)',
      '164.524(b)(2)',
      '164.524(c)(4)',
      '164.528(a)(1)',
    ];
    const categories = [...'abcdefghijkl'].map((letter) => `164.512(${letter})`);
    const others = [
      '164.514(h)(1)',
      '164.502(b)',
      '164.502(g)',
      '2.31(a)',
      '2.32(a)(2)',
      '482.24(b)(1)',
      '164.530(j)(2)',
    ];
    expect([...promised, ...categories, ...others].filter((part) => !has(part))).toEqual([]);
    const states = (topic: string) =>
      new Set(
        rules.filter((rule) => rule.topic === topic && rule.jurisdiction !== 'us').map((rule) => rule.jurisdiction),
      );
    expect(states('access').size).toBeGreaterThanOrEqual(3);
    expect(states('copy-fee').size).toBeGreaterThanOrEqual(3);
  });

  test('cites every rule and every element of it', () => {
    for (const rule of rules) {
      expect(
        rule.references.every(({ section }) => /\d/.test(section)),
        rule.id,
      ).toBe(true);
      if (rule.kind !== 'checklist') continue;
      for (const value of rule.values)
        expect(
          value.items.every(({ cite }) => /\d/.test(cite)),
          rule.id,
        ).toBe(true);
    }
  });

  test('names each rule once, and each source is used', () => {
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
    const used = new Set(
      rules.flatMap((rule) => [
        rule.verification.source,
        ...rule.values.flatMap((value) => value.verification?.source ?? []),
      ]),
    );
    expect([...book.sources.keys()].filter((key) => !used.has(key))).toEqual([]);
  });

  test('never promises what no software can', () => {
    for (const rule of rules) expect(JSON.stringify(rule).toLowerCase()).not.toContain('hipaa compliant');
  });
});
