import { holidaysOf } from './derive-holidays.ts';
import type { RuleOf } from './rule.ts';
import { ruleOn, type Question, type RulingOf } from './ruling.ts';

/** Whether the day `event_on` is kept as a legal holiday. */
export function evaluateCalendar(rule: RuleOf<'calendar'>, question: Question): RulingOf<'calendar'> {
  return ruleOn(rule, question, (value) => {
    const day = question.facts.event_on;
    if (day === undefined) return { needs: ['event_on'] };
    const year = Number(day.slice(0, 4));
    // New Year's Day of the next year may be kept on the last day of this one.
    const holiday = [year - 1, year, year + 1].flatMap((each) => holidaysOf(value, each)).find(({ on }) => on === day);
    return { answer: { holiday: holiday ?? null }, decided: true, warnings: [] };
  });
}
