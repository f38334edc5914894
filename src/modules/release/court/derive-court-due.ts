import {
  addDays,
  type BusinessCalendar,
  type DateText,
  type DayOff,
  daysOffBetween,
  isBusinessDay,
  WEEKENDS_ONLY,
} from '../../../../packages/rule-engine/index.ts';

/** Red below this many business days. */
export const NEAR_DAYS = 3;
const FAR_DAYS = 400;

export interface CourtDue {
  readonly dueOn: DateText;
  readonly from: 'return-date' | 'state-clock';
  /** Business days after today up to the day itself; below zero once it has passed. */
  readonly daysLeft: number;
  readonly near: boolean;
  /** The last day is today; a weekend before it leaves no business day either. */
  readonly isToday: boolean;
  /** Legal holidays until then, on which nothing is counted. */
  readonly daysOff: readonly DayOff[];
}

/**
 * When a process is due: on its return date or by the clock of the place, whichever is earlier. Days left are counted on the
 * calendar of the place, weekends alone where none is kept.
 */
export function deriveCourtDue(
  process: { readonly returnOn: DateText | null; readonly clockOn: DateText | null },
  today: DateText,
  calendar: BusinessCalendar = WEEKENDS_ONLY,
): CourtDue | null {
  const { returnOn, clockOn } = process;
  const byClock = clockOn !== null && (returnOn === null || clockOn < returnOn);
  const dueOn = byClock ? clockOn : returnOn;
  if (dueOn === null) return null;
  const daysLeft = businessDaysTo(today, dueOn, calendar);
  return {
    dueOn,
    from: byClock ? 'state-clock' : 'return-date',
    daysLeft,
    near: daysLeft < NEAR_DAYS,
    isToday: dueOn === today,
    daysOff: daysOffBetween(calendar, today, dueOn),
  };
}

/** Pure: business days after the first day up to and with the last; negative where the last comes before. */
export function businessDaysTo(from: DateText, to: DateText, calendar: BusinessCalendar = WEEKENDS_ONLY): number {
  if (to < from) return -businessDaysTo(to, from, calendar) || -1;
  let counted = 0;
  let day = from;
  for (let walked = 0; day < to && walked < FAR_DAYS; walked += 1) {
    day = addDays(day, 1);
    if (isBusinessDay(calendar, day)) counted += 1;
  }
  return counted;
}
