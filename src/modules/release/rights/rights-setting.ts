import type { Act } from '../../../platform/act.ts';

export interface RightsSetting {
  /** Of a statement of disagreement, in characters; the facility may reasonably limit it (45 CFR 164.526(d)(2)). */
  readonly statementChars: number;
  /** What a second accounting within twelve months costs; 0: nothing. */
  readonly accountingCents: number;
  /** Whether a patient who asks who looked is told the names of staff, or their role only. */
  readonly staffNames: boolean;
}

export const DEFAULTS: RightsSetting = { statementChars: 5_000, accountingCents: 0, staffNames: true };

/** What the facility set last, or what holds where nobody set anything. */
export async function readRightsSetting(act: Act, facilityId: string): Promise<RightsSetting> {
  const row = await act.tx
    .selectFrom('release.rights_setting')
    .select(['statement_chars', 'accounting_cents', 'staff_names'])
    .where('facility_id', '=', facilityId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? DEFAULTS : settingOf(row);
}

export function settingOf(row: {
  readonly statement_chars: number;
  readonly accounting_cents: number;
  readonly staff_names: boolean;
}): RightsSetting {
  return {
    statementChars: row.statement_chars,
    accountingCents: row.accounting_cents,
    staffNames: row.staff_names,
  };
}
