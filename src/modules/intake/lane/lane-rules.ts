import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findType } from '../../documents/index.ts';
import { problems } from '../problems.ts';
import { decideLane, type LaneRule } from './decide-lane.ts';

const LIST_LIMIT = 500;

interface LaneRuleRow extends LaneRule {
  readonly reason: string;
  readonly setAt: string;
  readonly setBy: string;
}

interface Row {
  what: LaneRule['what'];
  code: string;
  lane: LaneRule['lane'];
  lane_reason: string;
  reason: string;
  set_at: Date;
  set_by: string;
}

/** In force at a facility: its own newest of each code, else that of all. */
export async function laneRulesInForce(act: Act, facilityId: string): Promise<LaneRuleRow[]> {
  const { rows } = await sql<Row>`
    SELECT DISTINCT ON (what, code) what, code, lane, lane_reason, reason, set_at, set_by FROM intake.lane_rule
    WHERE facility_id = ${facilityId} OR facility_id IS NULL
    ORDER BY what, code, facility_id IS NULL, set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(act.tx);
  return rows.map(viewOf);
}

/** Every rule that a facility ever went by, newest first. */
export async function listLaneHistory(act: Act, facilityId: string): Promise<LaneRuleRow[]> {
  const { rows } = await sql<Row>`
    SELECT what, code, lane, lane_reason, reason, set_at, set_by FROM intake.lane_rule
    WHERE facility_id = ${facilityId} OR facility_id IS NULL ORDER BY set_at DESC, id DESC LIMIT ${LIST_LIMIT}`.execute(
    act.tx,
  );
  return rows.map(viewOf);
}

/** Which lane a document like this would take. Operations of today and the source's own lane are not asked. */
export async function tryLane(
  act: Act,
  input: {
    facilityId: string;
    typeCode?: string | undefined;
    source?: string | undefined;
    heading?: string | undefined;
  },
): Promise<{ lane: LaneRule['lane']; reason: string | null }> {
  const decided = decideLane(
    {
      types: input.typeCode === undefined ? [] : [input.typeCode],
      source: input.source ?? '',
      heading: (input.heading ?? '').split('\n'),
      ...{ sourceIsStat: false, batchName: null, surgeryToday: false },
    },
    await laneRulesInForce(act, input.facilityId),
  );
  return { lane: decided.lane, reason: decided.lane === 'stat' ? decided.reason : null };
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

const viewOf = (row: Row): LaneRuleRow => ({
  ...{ what: row.what, code: row.code, lane: row.lane, laneReason: row.lane_reason },
  ...{ reason: row.reason, setAt: row.set_at.toISOString(), setBy: row.set_by },
});
