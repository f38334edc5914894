// How long to keep. The anniversary itself is still a day of keeping, the day after it is the first on which the record is
// eligible; 29 February runs to 1 March. Each choice keeps longer, because a record destroyed too early cannot be mended.

import { addDays, addMonths, type DateText } from './dates.ts';
import type { Duration, RuleOf } from './rule.ts';
import { ruleOn, type Question, type RulingOf } from './ruling.ts';

export function evaluateRetention(rule: RuleOf<'retention'>, question: Question): RulingOf<'retention'> {
  return ruleOn(rule, question, ({ keep }) => {
    const asOf = question.facts.as_of;
    if (keep === 'permanent') {
      return {
        answer: { keepThrough: null, periods: [], eligible: asOf === undefined ? null : false },
        decided: true,
        warnings: [],
      };
    }
    // One missing day leaves the longest period unknown, whatever the others say.
    const needs = keep.map(({ after }) => after).filter((after) => question.facts[after] === undefined);
    if (needs.length > 0) return { needs };
    const periods = keep.flatMap((period) => {
      const startsOn = question.facts[period.after];
      return startsOn === undefined ? [] : [{ after: period.after, startsOn, keepThrough: keepFor(startsOn, period) }];
    });
    const keepThrough = periods
      .map((period) => period.keepThrough)
      .reduce((longest, next) => (next > longest ? next : longest));
    const eligible = asOf === undefined ? null : asOf > keepThrough;
    return { answer: { keepThrough, periods, eligible }, decided: true, warnings: [] };
  });
}

function keepFor(start: DateText, { n, unit }: Duration): DateText {
  switch (unit) {
    case 'months':
      return addMonths(start, n, 'next');
    case 'years':
      return addMonths(start, n * 12, 'next');
    default:
      return addDays(start, n);
  }
}
