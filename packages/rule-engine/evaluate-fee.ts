// Charges, worked out line by line so that the person who pays can check the sum. Each line is rounded to the cent by
// itself, as it is printed.

import { evaluateCondition } from './condition.ts';
import { printCents, printRate, toCents, type Cents, type Rate } from './money.ts';
import type { FeeLine, FeeValue, RuleOf } from './rule.ts';
import { ruleOn, type FeeAnswer, type Question, type RulingOf, type Worked } from './ruling.ts';
import type { CountFact, FactName, Facts } from './vocabulary.ts';

type Charged = FeeAnswer['lines'][number];

/** Counts that are not stated are taken as none; at least one must be stated, or there is nothing to charge for. */
export function evaluateFee(rule: RuleOf<'fee'>, question: Question): RulingOf<'fee'> {
  return ruleOn(rule, question, (value) => work(value, question.facts));
}

function work(value: FeeValue, facts: Facts): Worked<'fee'> {
  const counts = countsIn(value);
  if (counts.length > 0 && counts.every((fact) => facts[fact] === undefined)) return { needs: counts };
  const known: Facts = { ...Object.fromEntries(counts.map((fact) => [fact, 0])), ...facts };
  const needs = new Set<FactName>();
  const lines = value.lines.flatMap((line) => {
    const { holds, needs: lacking } = evaluateCondition(line.when, known);
    lacking.forEach((fact) => needs.add(fact));
    return holds === 'yes' ? charge(line, known, value.currency) : [];
  });
  if (needs.size > 0) return { needs: [...needs] };
  const sum = lines.reduce((total, line) => total + line.amount, 0);
  const cap = value.cap === null ? null : toCents(value.cap);
  const capped = cap !== null && sum > cap;
  return {
    answer: {
      currency: value.currency,
      basis: value.basis,
      total: capped ? cap : sum,
      lines,
      cappedFrom: capped ? sum : null,
    },
    decided: true,
    warnings: [],
  };
}

function charge(line: FeeLine, facts: Facts, currency: string): Charged[] {
  const put = (working: string, amount: Cents): Charged[] =>
    amount === 0 ? [] : [{ id: line.id, text: line.text, working, amount }];
  switch (line.charge) {
    case 'flat':
      return put(`flat ${printRate(line.amount, currency)}`, toCents(line.amount));
    case 'actual': {
      const cost = facts[line.cost] ?? 0;
      return put(`actual cost ${printCents(cost, currency)}`, cost);
    }
    case 'steps': {
      const count = facts[line.count] ?? 0;
      const step = line.steps.find(({ through }) => through === null || count <= through);
      if (count === 0 || step === undefined) return [];
      const reach = step.through === null ? `${count}` : `${count}, up to ${step.through}`;
      return put(`${printRate(step.amount, currency)} for ${reach}`, toCents(step.amount));
    }
    case 'tiers':
      return tiers(line, facts[line.count] ?? 0, currency).map((part) => ({ id: line.id, text: line.text, ...part }));
  }
}

function tiers(
  line: FeeLine & { charge: 'tiers' },
  count: number,
  currency: string,
): { working: string; amount: Cents }[] {
  const parts: { working: string; amount: Cents }[] = [];
  let done = 0;
  for (const { through, each } of line.tiers) {
    const upTo = Math.min(count, through ?? count);
    if (upTo <= done) continue;
    const rate: Rate = each * line.times;
    const units = upTo - done;
    const amount = toCents(Math.round(units * rate));
    if (amount > 0) {
      const span = units === 1 ? `number ${upTo}` : `numbers ${done + 1} to ${upTo}`;
      parts.push({ working: `${units} × ${printRate(rate, currency)} (${span})`, amount });
    }
    done = upTo;
  }
  return parts;
}

function countsIn({ lines }: FeeValue): CountFact[] {
  const facts = lines.flatMap((line) => (line.charge === 'tiers' || line.charge === 'steps' ? [line.count] : []));
  return [...new Set(facts)];
}
