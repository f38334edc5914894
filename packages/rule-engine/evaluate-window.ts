// Look-backs: "in the six years prior to the date on which the accounting is requested" (45 CFR 164.528(a)(1)). Both ends
// count, and 29 February looks back to 28 February: when in doubt the individual is told more.

import { addDays, addMonths, type DateText } from './dates.ts';
import type { Duration, RuleOf } from './rule.ts';
import { ruleOn, type Question, type RulingOf } from './ruling.ts';

export function evaluateWindow(rule: RuleOf<'window'>, question: Question): RulingOf<'window'> {
  return ruleOn(rule, question, (value) => {
    const to = question.facts[value.ends];
    if (to === undefined) return { needs: [value.ends] };
    const from = countBack(to, value);
    const event = question.facts.event_on;
    const inside = event === undefined ? null : from <= event && event <= to;
    return { answer: { from, to, inside }, decided: true, warnings: [] };
  });
}

function countBack(end: DateText, { n, unit }: Duration): DateText {
  switch (unit) {
    case 'months':
      return addMonths(end, -n, 'last');
    case 'years':
      return addMonths(end, -n * 12, 'last');
    default:
      return addDays(end, -n);
  }
}
