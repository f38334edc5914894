import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { problems as understandingProblems } from '../understanding/problems.ts';

export interface VerifyRuleView {
  readonly typeCode: string | null;
  readonly share: number;
  readonly reason: string;
  readonly setAt: string;
}

interface Row {
  type_code: string | null;
  share: number | null;
  reason: string;
  set_at: Date;
}

/** The newest of each type, those taken back left out. */
export async function listVerifyRules(act: Act, facilityId: string): Promise<VerifyRuleView[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (type_code) type_code, share, reason, set_at FROM intake.verify_rule
    WHERE facility_id = ${facilityId} ORDER BY type_code NULLS FIRST, set_at DESC, id DESC`.execute(act.tx);
  return rows.flatMap(({ type_code, share, reason, set_at }) =>
    share === null
      ? []
      : [{ typeCode: type_code, share: Math.round(share * 1e6) / 1e6, reason, setAt: set_at.toISOString() }],
  );
}

/** Says which share of a type is verified; without a share the rule for all types holds again. @throws intake/unknown-type */
export async function setVerifyRule(
  act: Act,
  input: { facilityId: string; typeCode?: string | undefined; share?: number | undefined; reason: string },
): Promise<void> {
  if (input.typeCode !== undefined && findType(input.typeCode) === undefined)
    throw understandingProblems.unknownType({
      detail: 'Nothing was changed. Choose a document type from the list.',
      at: 'typeCode',
    });
  await act.tx
    .insertInto('intake.verify_rule')
    .values({
      id: newId(),
      facility_id: input.facilityId,
      type_code: input.typeCode ?? null,
      share: input.share ?? null,
      reason: input.reason,
      set_at: act.now,
      set_by: act.actor.id,
    })
    .execute();
  act.note({ detail: { type: input.typeCode ?? 'all', share: input.share ?? null } });
}
