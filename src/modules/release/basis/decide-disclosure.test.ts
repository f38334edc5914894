import { describe, expect, test } from 'vitest';
import { FACTS } from '../../../../packages/rule-engine/index.ts';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { mayRestOn } from '../evaluate-basis.ts';
import { POLICIES } from '../reason.ts';
import { BASIS_CASES } from './basis-cases.fixture.ts';
import { DISCLOSURE_ANSWERS } from './answers.ts';
import { decideDisclosure } from './decide-disclosure.ts';
import { questionOf } from './situation.fixture.ts';

const { rules } = readRuleBook('regulations');

describe('situations written from the law', () => {
  test.each(BASIS_CASES)('%s', (_words, situation, answer, ruleIds) => {
    const ruling = decideDisclosure(questionOf(situation), rules, situation.on ?? '2026-11-23');
    const said = [...ruling.reasons, ...ruling.notices].map(({ ruleId }) => ruleId);
    expect({ answer: ruling.answer, said }).toEqual({ answer, said: expect.arrayContaining([...ruleIds]) });
  });
});

describe('the table', () => {
  test('has 250 situations and more, each told once', () => {
    expect(BASIS_CASES.length).toBeGreaterThanOrEqual(250);
    expect(new Set(BASIS_CASES.map(([words]) => words)).size).toBeGreaterThan(BASIS_CASES.length - 5);
  });

  test('resolves every rule it names, and every citation stands in a rule', () => {
    const known = (id: string) => rules.has(id) || Object.hasOwn(POLICIES, id);
    const unresolved = BASIS_CASES.flatMap(([words, , , ruleIds, cite]) => {
      const named = ruleIds.flatMap((id) => rules.get(id) ?? []);
      // Where a policy of the desk decides, the paragraph it serves stands in some rule; else in one that the row names.
      const among = named.length > 0 ? named : [...rules.values()];
      return [
        ...ruleIds.filter((id) => !known(id)).map((id) => `${words}: ${id}`),
        ...(among.some((rule) => JSON.stringify(rule).includes(cite)) ? [] : [`${words}: ${cite}`]),
      ];
    });
    expect(unresolved).toEqual([]);
  });

  test('goes through every basis, requester, purpose, content class and answer, and twelve places', () => {
    const of = <T>(pick: (each: ReturnType<typeof questionOf>) => T) =>
      new Set(BASIS_CASES.map(([, situation]) => pick(questionOf(situation))));
    const bases = of(({ release }) => release.basis);
    expect(FACTS.disclosure_basis.values.filter((basis) => mayRestOn(basis) && !bases.has(basis))).toEqual([]);
    const requesters = of(({ release }) => release.requester);
    expect(FACTS.requester.values.filter((each) => !requesters.has(each))).toEqual([]);
    const purposes = of(({ release }) => release.purpose);
    expect(FACTS.purpose.values.filter((each) => !purposes.has(each))).toEqual(['fundraising']);
    const labels = new Set([...of(({ document }) => document.labels)].flat());
    const classes = FACTS.content_class.values.filter((each) => each !== 'ordinary');
    expect(classes.filter((each) => !labels.has(each))).toEqual([]);
    expect(of(({ release }) => release.place).size).toBeGreaterThanOrEqual(12);
    expect(new Set(BASIS_CASES.map(([, , answer]) => answer)).size).toBe(DISCLOSURE_ANSWERS.length);
  });

  test('gives a reason with a rule for every answer', () => {
    for (const [words, situation] of BASIS_CASES) {
      const { reasons } = decideDisclosure(questionOf(situation), rules, situation.on ?? '2026-11-23');
      expect(reasons.length, words).toBeGreaterThan(0);
      for (const { ruleId } of reasons) expect(rules.has(ruleId) || Object.hasOwn(POLICIES, ruleId), ruleId).toBe(true);
    }
  });
});
