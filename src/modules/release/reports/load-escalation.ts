import type { Act } from '../../../platform/act.ts';

export const ESCALATED = 'release.about-to-break';
/** The same of an amendment or accounting that a patient asked for. */
export const RIGHTS_ESCALATED = 'release.rights-about-to-break';
const DAYS_BEFORE = 5;
const DAY_MS = 86_400_000;

export interface Escalation {
  readonly daysBefore: number;
  readonly reason: string | null;
  readonly setAt: string | null;
  readonly setBy: string | null;
}

/** The newest word of the facility; five days where it said nothing. */
export async function loadEscalation(act: Act, facilityId: string): Promise<Escalation> {
  const row = await act.tx
    .selectFrom('release.escalation_rule')
    .select(['days_before', 'reason', 'set_at', 'set_by'])
    .where('facility_id', '=', facilityId)
    .orderBy('set_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return { daysBefore: DAYS_BEFORE, reason: null, setAt: null, setBy: null };
  return { daysBefore: row.days_before, reason: row.reason, setAt: row.set_at.toISOString(), setBy: row.set_by };
}

/** What is due by then presses. */
export function pressesUntil(now: Date, { daysBefore }: Pick<Escalation, 'daysBefore'>): Date {
  return new Date(now.getTime() + daysBefore * DAY_MS);
}
