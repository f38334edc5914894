import {
  bindsIn,
  calendarBy,
  countsBusinessDays,
  daysOffBetween,
  type BusinessCalendar,
  type DateText,
  type DayOff,
  type Rule,
  type RuleOf,
  valueInForce,
} from '../../../packages/rule-engine/index.ts';
import type { Deadline } from './deadlines.ts';
import { ruleBook } from './rule-folder.ts';

/**
 * The days off by which one law counts: those of its own place. A state's "working days" leave out the state's holidays, not
 * those of the nation; where no verified list of that place is kept only weekends are left out, since the earlier day is safe.
 */
export function calendarOfLaw(
  { jurisdiction }: Pick<Rule, 'jurisdiction'>,
  on: DateText,
): BusinessCalendar | undefined {
  return calendarBy(
    calendars().filter((rule) => rule.jurisdiction === jurisdiction),
    on,
  );
}

/** Days on which offices and courts of a place are closed, by the lists of the place and of what lies above it. */
export function calendarOfPlace(jurisdictions: readonly string[], on: DateText): BusinessCalendar | undefined {
  return calendarBy(
    calendars().filter((rule) => bindsIn(rule, jurisdictions)),
    on,
  );
}

/** The holidays that a clock passed over, by name; none for a clock that counts every day. */
export function daysOffOf({
  ruleId,
  startsOn,
  dueOn,
}: Pick<Deadline, 'ruleId' | 'startsOn' | 'dueOn'>): readonly DayOff[] {
  const rule = ruleBook().rules.get(ruleId);
  const value = rule?.kind === 'clock' ? valueInForce(rule, startsOn) : null;
  if (rule === undefined || value === null || !countsBusinessDays(value)) return [];
  const calendar = calendarOfLaw(rule, startsOn);
  return calendar === undefined ? [] : daysOffBetween(calendar, startsOn, dueOn);
}

function calendars(): readonly RuleOf<'calendar'>[] {
  return [...ruleBook().rules.values()].flatMap((rule) => (rule.kind === 'calendar' ? [rule] : []));
}
