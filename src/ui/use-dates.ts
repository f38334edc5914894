import { ageOf, formatDay, formatDueDay, formatInstant, formatMonth, dayIn } from './dates.ts';
import { useTexts } from './i18n.ts';
import { useCalendar } from './session.ts';

export interface Dates {
  readonly day: (day: string) => string;
  /** With the weekday, as people plan. */
  readonly due: (instant: string) => string;
  readonly instant: (instant: string) => string;
  /** The day alone of an instant. */
  readonly dayOf: (instant: string) => string;
  /** `2024-03` as "March 2024". */
  readonly month: (month: string) => string;
  /** "40 min", "25 h", "22 days". */
  readonly age: (since: string, now?: Date) => string;
}

/** Dates as this facility writes them, in its own zone. */
export function useDates(): Dates {
  const t = useTexts('ui');
  const calendar = useCalendar();
  return {
    day: (day) => formatDay(day, calendar),
    due: (instant) => formatDueDay(dayIn(calendar.zone, new Date(instant)), calendar),
    instant: (instant) => formatInstant(instant, calendar),
    dayOf: (instant) => formatDay(dayIn(calendar.zone, new Date(instant)), calendar),
    month: (month) => formatMonth(month, calendar),
    age: (since, now = new Date()) => {
      const { unit, count } = ageOf(since, now);
      return t(`age.${unit}`, { count });
    },
  };
}
