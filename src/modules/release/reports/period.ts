import { endOfLocalDay, localDate, startOfLocalDay } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { problems } from '../problems.ts';

export interface PeriodAsked {
  readonly facilityId: string;
  readonly days?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface Period {
  readonly facilityId: string;
  readonly since: Date;
  readonly until: Date;
  /** The same as days at the facility, both included. */
  readonly from: string;
  readonly to: string;
}

const A_QUARTER = 90;
const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

/** @throws release/days-unclear */
export async function periodOf(act: Act, { facilityId, days, from, to }: PeriodAsked): Promise<Period> {
  const { timeZone } = await facilityById(act, facilityId);
  const today = localDate(act.now, timeZone);
  if (from === undefined && to === undefined) {
    const first = localDate(new Date(act.now.getTime() - (days ?? A_QUARTER) * DAY_MS), timeZone);
    return { facilityId, since: startOfLocalDay(first, timeZone), until: act.now, from: first, to: today };
  }
  if (from === undefined || to === undefined || to < from)
    throw problems.daysUnclear({ detail: 'Give the first and the last day; the last may not lie before.', at: 'to' });
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY_MS)
    throw problems.daysUnclear({ detail: `At most ${MOST_DAYS} days at once. Choose a later first day.`, at: 'from' });
  return { facilityId, since: startOfLocalDay(from, timeZone), until: endOfLocalDay(to, timeZone), from, to };
}
