import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { problems } from '../problems.ts';
import type { LaneRule } from './decide-lane.ts';

const LIST_LIMIT = 500;

/** In force at a facility: its own newest of each code, else that of all. */
export async function laneRulesInForce(
  act: Act,
  facilityId: string,
): Promise<(LaneRule & { reason: string; setAt: string; setBy: string })[]> {
  const { rows } = await sql<{
    what: LaneRule['what'];
    code: string;
    lane: LaneRule['lane'];
    lane_reason: string;
    reason: string;
    set_at: Date;
    set_by: string;
  }>`
    SELECT DISTINCT ON (what, code) what, code, lane, lane_reason, reason, set_at, set_by FROM intake.lane_rule
    WHERE facility_id = ${facilityId} OR facility_id IS NULL
    ORDER BY what, code, facility_id IS NULL, set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.map((row) => ({
    ...{ what: row.what, code: row.code, lane: row.lane, laneReason: row.lane_reason },
    ...{ reason: row.reason, setAt: row.set_at.toISOString(), setBy: row.set_by },
  }));
}

/** From now on documents of this type or source go to that lane; the former rule stays in the history. @throws intake/unknown-type */
export async function setLaneRule(
  act: Act,
  input: {
    facilityId: string;
    what: LaneRule['what'];
    code: string;
    lane: LaneRule['lane'];
    laneReason: string;
    reason: string;
  },
): Promise<void> {
  if (input.what === 'type' && findType(input.code) === undefined)
    throw problems.unknownType({ detail: 'Nothing was changed. Choose a document type of the catalogue.', at: 'code' });
  const id = newId();
  await act.tx
    .insertInto('intake.lane_rule')
    .values({
      ...{ id, facility_id: input.facilityId, what: input.what, code: input.code, lane: input.lane },
      ...{ lane_reason: input.laneReason, reason: input.reason.trim(), set_at: act.now, set_by: act.actor.id },
    })
    .execute();
  act.note({ subjectIds: [id], detail: { what: input.what, code: input.code, lane: input.lane } });
}
