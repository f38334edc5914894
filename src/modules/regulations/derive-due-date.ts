// When something is due.
//
// The clock starts with the receipt date-stamp: the law says "after receipt of the request" (45 CFR 164.524(b)(2)(i)), so
// that a request that lay unlogged for a week has lost that week. The stamp is an instant; its day at the facility counts.
// That day is not counted, the next is the first, and the last day ends at local midnight: "no later than 30 days after"
// leaves the whole of the thirtieth day. A last day on a weekend stays where it is, since the Privacy Rule moves nothing.
//
// Nothing here ever moves a day forward to an earlier one: extensions and pauses only add.

import {
  addBusinessDays,
  addDays,
  countForward,
  countsBusinessDays,
  daysBetween,
  earliestDue,
  endOfLocalDay,
  isBusinessDay,
  WEEKENDS_ONLY,
  type BusinessCalendar,
  type ClockValue,
  type DateText,
  type Due,
  type RulingOf,
} from '../../../packages/rule-engine/index.ts';

export interface DueDay {
  readonly dueOn: DateText;
  /** The last millisecond of that day at the facility. */
  readonly dueAt: Date;
}

/** The earliest day of all clocks that run, or null when none does. */
export function deriveDueDate(rulings: readonly RulingOf<'clock'>[], zone: string): (Due & DueDay) | null {
  const due = earliestDue(rulings);
  return due === null ? null : { ...due, dueAt: endOfLocalDay(due.dueOn, zone) };
}

export interface ExtensionAsked {
  readonly law: ClockValue;
  readonly dueOn: DateText;
  readonly extensionsUsed: number;
  /** The day on which the notice went out, at the facility. */
  readonly noticeOn: DateText;
  /** The day promised in the notice; null: as late as the law allows. */
  readonly promisedOn: DateText | null;
  readonly zone: string;
  readonly calendar?: BusinessCalendar;
}
export type ExtensionRefusal = 'not-allowed' | 'used-up' | 'too-late' | 'not-later' | 'too-long';

/** More time as the rule grants it, or why not. A promise that is shorter than the law allows binds. */
export function deriveExtendedDue(asked: ExtensionAsked): DueDay | { readonly refused: ExtensionRefusal } {
  const { law, dueOn } = asked;
  if (law.extension === null) return { refused: 'not-allowed' };
  if (asked.extensionsUsed >= law.extension.times) return { refused: 'used-up' };
  if (asked.noticeOn > dueOn) return { refused: 'too-late' };
  const latest = countForward(dueOn, law.extension, asked.calendar ?? WEEKENDS_ONLY);
  const promised = asked.promisedOn ?? latest;
  if (promised <= dueOn) return { refused: 'not-later' };
  if (promised > latest) return { refused: 'too-long' };
  return { dueOn: promised, dueAt: endOfLocalDay(promised, asked.zone) };
}

export interface PauseEnded {
  readonly law: ClockValue;
  readonly dueOn: DateText;
  readonly pausedOn: DateText;
  readonly resumedOn: DateText;
  /** The longest pause that the ground allows to count. */
  readonly maxDays: number | null;
  readonly zone: string;
  readonly calendar?: BusinessCalendar;
}

/** The day moves by as many days as the clock stood still: business days where the rule counts those. */
export function deriveResumedDue(ended: PauseEnded): DueDay {
  const stood = Math.max(0, daysBetween(ended.pausedOn, ended.resumedOn));
  const counted = ended.maxDays === null ? stood : Math.min(stood, ended.maxDays);
  const dueOn = countsBusinessDays(ended.law)
    ? addBusinessDays(ended.calendar ?? WEEKENDS_ONLY, ended.dueOn, businessDaysWithin(ended, counted))
    : addDays(ended.dueOn, counted);
  return { dueOn, dueAt: endOfLocalDay(dueOn, ended.zone) };
}

function businessDaysWithin({ pausedOn, calendar }: PauseEnded, days: number): number {
  const all = Array.from({ length: days }, (_, index) => addDays(pausedOn, index));
  return all.filter((day) => isBusinessDay(calendar ?? WEEKENDS_ONLY, day)).length;
}
