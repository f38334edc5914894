import type { Coding } from '../../encounters/index.ts';

/** What a site says of late documents; the newest row of `documents.late_rule`, else the default. */
export interface LateRule {
  readonly lateDays: number;
  readonly preliminaryDays: number;
  /** Codes of types that coding never needs. */
  readonly neverLate: readonly string[];
}

/**
 * Thirty days: a hospital's record is complete within 30 days of discharge (42 CFR 482.24(c)(4)(vii)). How long a
 * preliminary report may wait is custom, not law.
 */
export const DEFAULT_LATE_RULE: LateRule = { lateDays: 30, preliminaryDays: 7, neverLate: [] };

export interface Lateness {
  readonly why: 'coded' | 'closed';
  /** When it was coded, or when it ended. */
  readonly since: Date;
  /** Whole days from then. */
  readonly daysAfter: number;
}

const DAY = 86_400_000;

/** Is what comes now late for its encounter? After it was coded always; else from the days after its end that the site gives. */
export function decideLate(
  input: { readonly coding: Coding; readonly typeCode: string; readonly now: Date },
  rule: LateRule,
): Lateness | undefined {
  const { coding, typeCode, now } = input;
  if (rule.neverLate.includes(typeCode)) return undefined;
  const after = (since: Date) => Math.floor((now.getTime() - since.getTime()) / DAY);
  if (coding.codedAt !== null && coding.codedAt <= now)
    return { why: 'coded', since: coding.codedAt, daysAfter: after(coding.codedAt) };
  if (coding.endedAt === null || after(coding.endedAt) < rule.lateDays) return undefined;
  return { why: 'closed', since: coding.endedAt, daysAfter: after(coding.endedAt) };
}
