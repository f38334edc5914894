import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../catalogue.ts';
import { problems } from '../problems.ts';
import { DEFAULT_LATE_RULE, type LateRule } from './decide-late.ts';

const HISTORY = 50;

export interface LateRuleView extends LateRule {
  readonly reason: string;
  readonly setAt: Date;
  readonly setBy: string;
}

interface Row {
  late_days: number;
  preliminary_days: number;
  never_late: string[];
  reason: string;
  set_at: Date;
  set_by: string;
}

/** What holds at a facility: its newest rule, else the default. */
export async function lateRuleOf(act: Act, facilityId: string): Promise<LateRule> {
  return (await listLateRules(act, facilityId, 1))[0] ?? DEFAULT_LATE_RULE;
}

/** The rules a facility ever went by, newest first. */
export async function listLateRules(act: Act, facilityId: string, most = HISTORY): Promise<LateRuleView[]> {
  const { rows } = await sql<Row>`
    SELECT late_days, preliminary_days, never_late, reason, set_at, set_by FROM documents.late_rule
    WHERE facility_id = ${facilityId} ORDER BY set_at DESC, id DESC LIMIT ${most}`.execute(act.tx);
  return rows.map((row) => ({
    lateDays: row.late_days,
    preliminaryDays: row.preliminary_days,
    neverLate: row.never_late,
    reason: row.reason,
    setAt: row.set_at,
    setBy: row.set_by,
  }));
}

/** From now on; what was raised before stands. @throws documents/type-unknown */
export async function setLateRule(
  act: Act,
  input: LateRule & { readonly facilityId: string; readonly reason: string },
): Promise<void> {
  if (input.neverLate.some((code) => findType(code) === undefined))
    throw problems.typeUnknown({
      detail: 'Nothing was changed. Choose the document types from the list.',
      at: 'neverLate',
    });
  const id = newId();
  await act.tx
    .insertInto('documents.late_rule')
    .values({
      id,
      facility_id: input.facilityId,
      late_days: input.lateDays,
      preliminary_days: input.preliminaryDays,
      never_late: [...new Set(input.neverLate)],
      reason: input.reason.trim(),
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [id],
    detail: { lateDays: input.lateDays, preliminaryDays: input.preliminaryDays, neverLate: [...input.neverLate] },
  });
}
