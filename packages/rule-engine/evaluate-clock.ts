// Time limits. The day of receipt is not counted: "30 days after receipt" (45 CFR 164.524(b)(2)(i)) makes the following
// day the first, as federal computation of time does (Fed. R. Civ. P. 6(a)(1)(A)). A last day on a weekend is not moved
// to Monday: the Privacy Rule has no such clause, and the earlier day harms nobody.

import { addBusinessDays, daysOffBetween, WEEKENDS_ONLY, type BusinessCalendar } from './business-calendar.ts';
import { addDays, addMonths, daysBetween, type DateText } from './dates.ts';
import type { ClockValue, Duration, RuleOf } from './rule.ts';
import { ruleOn, type Question, type RulingOf } from './ruling.ts';

export function evaluateClock(rule: RuleOf<'clock'>, question: Question): RulingOf<'clock'> {
  return ruleOn(rule, question, (value) => {
    const startsOn = question.facts[value.starts];
    if (startsOn === undefined) return { needs: [value.starts] };
    const calendar = question.calendar ?? WEEKENDS_ONLY;
    const dueOn = countForward(startsOn, value, calendar);
    const latestDueOn = extended(value, dueOn, calendar);
    const asOf = question.facts.as_of;
    return {
      answer: {
        startsOn,
        dueOn,
        latestDueOn,
        extensionRequires: value.extension?.requires ?? [],
        overdue: asOf === undefined ? null : asOf > dueOn,
        daysLeft: asOf === undefined ? null : daysBetween(asOf, dueOn),
        daysOff: countsBusinessDays(value) ? daysOffBetween(calendar, startsOn, dueOn) : [],
      },
      decided: true,
      warnings: calendarDoubts(value, question.calendar, latestDueOn ?? dueOn),
    };
  });
}

/** The last day of a period that begins on the day after `start`. A month too short ends on its last day: earlier is safe. */
export function countForward(start: DateText, { n, unit }: Duration, calendar: BusinessCalendar): DateText {
  switch (unit) {
    case 'calendar-days':
      return addDays(start, n);
    case 'business-days':
    case 'working-days':
      return addBusinessDays(calendar, start, n);
    case 'months':
      return addMonths(start, n, 'last');
    case 'years':
      return addMonths(start, n * 12, 'last');
  }
}

/** Extensions run from the due day, each as long as the law says, as many as it allows. */
function extended({ extension }: ClockValue, dueOn: DateText, calendar: BusinessCalendar): DateText | null {
  if (extension === null) return null;
  let latest = dueOn;
  for (let used = 0; used < extension.times; used += 1) latest = countForward(latest, extension, calendar);
  return latest;
}

function calendarDoubts(value: ClockValue, calendar: BusinessCalendar | undefined, through: DateText): string[] {
  if (!countsBusinessDays(value) && (value.extension === null || !countsBusinessDays(value.extension))) return [];
  if (calendar === undefined)
    return ['Counted without holidays: no verified list of legal holidays is kept for this law.'];
  if (calendar.knownThrough === null || through <= calendar.knownThrough) return [];
  return [`Counted past ${calendar.knownThrough}, the last day for which the holidays are known.`];
}

/** Whether it is counted in days on which business is done. */
export function countsBusinessDays({ unit }: Duration): boolean {
  return unit === 'business-days' || unit === 'working-days';
}
