/** What was done for a project on one day. */
export interface WorkingDay {
  /** YYYY-MM-DD. */
  readonly day: string;
  /** Sheets whose pages were all settled. */
  readonly sheets: number;
  /** Hours in which somebody settled at least one page, summed over the people. */
  readonly personHours: number;
}

export interface Progress {
  readonly burnDown: readonly { readonly day: string; readonly left: number }[];
  /** Of the days on which somebody worked. */
  readonly sheetsPerDay: number | null;
  readonly sheetsPerPersonHour: number | null;
  readonly forecast: Forecast | null;
}

export interface Forecast {
  readonly expected: string;
  readonly earliest: string;
  /** Null: at the slow end of what was seen the project does not end within ten years. */
  readonly latest: string | null;
}

/** Days looked back at: a project changes its pace. */
const RECENT_DAYS = 20;
/** Fewer days of work than this foretell nothing. */
const LEAST_DAYS = 3;
const MOST_DAYS = 3_660;
const DAY_MS = 24 * 3_600_000;

/** Sheets left after each day of work, the pace, and when it will end if the pace stays. */
export function deriveProgress(days: readonly WorkingDay[], plan: { total: number; today: string }): Progress {
  const sorted = [...days].sort((a, b) => a.day.localeCompare(b.day));
  let done = 0;
  const burnDown = sorted.map(({ day, sheets }) => ({ day, left: Math.max(0, plan.total - (done += sheets)) }));
  const worked = sorted.filter((each) => each.sheets > 0);
  const hours = worked.reduce((sum, each) => sum + each.personHours, 0);
  return {
    burnDown,
    sheetsPerDay: worked.length === 0 ? null : done / worked.length,
    sheetsPerPersonHour: hours === 0 ? null : done / hours,
    forecast: deriveForecast(sorted, { left: Math.max(0, plan.total - done), today: plan.today }),
  };
}

/**
 * The recent days, idle ones between them included, give sheets for each calendar day; the range is two standard errors of
 * that mean to either side.
 */
function deriveForecast(days: readonly WorkingDay[], of: { left: number; today: string }): Forecast | null {
  const worked = days.filter((each) => each.sheets > 0).slice(-RECENT_DAYS);
  const first = worked[0];
  if (first === undefined || worked.length < LEAST_DAYS) return null;
  if (of.left === 0) return { expected: of.today, earliest: of.today, latest: of.today };
  const span = Math.max(worked.length, Math.round((Date.parse(of.today) - Date.parse(first.day)) / DAY_MS) + 1);
  const idle = Array.from({ length: span - worked.length }, () => 0);
  const counts = [...worked.map((each) => each.sheets), ...idle];
  const mean = counts.reduce((sum, n) => sum + n, 0) / span;
  const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / Math.max(1, span - 1);
  const error = 2 * Math.sqrt(variance / span);
  const endAt = (pace: number): string | null => {
    const needed = pace <= 0 ? Infinity : Math.ceil(of.left / pace);
    return needed > MOST_DAYS ? null : new Date(Date.parse(of.today) + needed * DAY_MS).toISOString().slice(0, 10);
  };
  const expected = endAt(mean);
  return expected === null
    ? null
    : { expected, earliest: endAt(mean + error) ?? expected, latest: endAt(mean - error) };
}

/** Share of images that had to be done again: rescans, filings taken back, batches whose sheets did not add up. */
export function deriveErrorRate(of: {
  images: number;
  rescans: number;
  takenBack: number;
  differences: number;
}): number | null {
  return of.images === 0 ? null : (of.rescans + of.takenBack + of.differences) / of.images;
}
