import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { facilityById } from '../../directory/index.ts';
import { listEncounters } from '../../encounters/index.ts';
import { isWaiting } from '../../worklist/index.ts';
import { partNotFound } from '../choose-pages.ts';
import type { PageText } from '../evidence.ts';
import { problems } from '../problems.ts';
import { queuePart } from '../queue-part.ts';
import { decideLane, isSurgeryToday } from './decide-lane.ts';
import { laneRulesInForce } from './lane-rules.ts';

const HEADING_LINES = 14;

/** Before it is queued: the lane by rule, unless a person chose one. */
export async function laneByRule(act: Act, partId: string, texts: readonly PageText[]): Promise<void> {
  const { rows } = await sql<{
    facility_id: string;
    lane_by: string | null;
    name: string | null;
    source: string;
    source_lane: string | null;
  }>`
    SELECT part.facility_id, part.lane_by, b.name, i.source, s.lane AS source_lane FROM intake.part part JOIN intake.batch b ON b.id = part.batch_id
    JOIN intake.part_page page ON page.part_id = part.id JOIN intake.item i ON i.id = page.item_id
    LEFT JOIN intake.source s ON s.id = i.source_id
    WHERE part.id = ${partId} ORDER BY page.position LIMIT 1`.execute(act.tx);
  const part = rows[0];
  if (part === undefined || part.lane_by !== null) return;
  const { rows: proposed } = await sql<{ field: string; value: string }>`
    SELECT field, value FROM intake.proposal WHERE part_id = ${partId} AND field IN ('type', 'patient')
      AND proposed_at = (SELECT max(proposed_at) FROM intake.proposal WHERE part_id = ${partId})
    ORDER BY confidence DESC`.execute(act.tx);
  const patientId = proposed.find(({ field }) => field === 'patient')?.value;
  const decided = decideLane(
    {
      types: proposed.flatMap(({ field, value }) => (field === 'type' ? [value] : [])),
      source: part.source,
      sourceIsStat: part.source_lane === 'stat',
      batchName: part.name,
      heading: (texts[0]?.text ?? '').split('\n').slice(0, HEADING_LINES),
      surgeryToday: patientId !== undefined && (await hasSurgeryToday(act, patientId, part.facility_id)),
    },
    await laneRulesInForce(act, part.facility_id),
  );
  await act.tx
    .updateTable('intake.part')
    .set({ lane: decided.lane, lane_reason: decided.lane === 'stat' ? decided.reason : null })
    .where('id', '=', partId)
    .execute();
}

async function hasSurgeryToday(act: Act, patientId: string, facilityId: string): Promise<boolean> {
  const { timeZone } = await facilityById(act, facilityId);
  const { rows } = await sql<{ from: Date; to: Date }>`
    SELECT day AT TIME ZONE ${timeZone} AS from, (day + interval '1 day') AT TIME ZONE ${timeZone} AS to
    FROM date_trunc('day', ${act.now}::timestamptz AT TIME ZONE ${timeZone}) AS day`.execute(act.tx);
  const [today] = rows;
  if (today === undefined) return false;
  return (await listEncounters(act, patientId)).some((encounter) => isSurgeryToday(encounter, today));
}

/**
 * A person raises a document to the STAT lane or lowers it, with the reason; no rule changes that afterwards.
 * @throws intake/part-not-found, intake/reason-missing
 */
export async function chooseLane(
  act: Act,
  input: { partId: string; lane: 'routine' | 'stat'; reason: string },
): Promise<void> {
  if (input.reason.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was changed. Say in a few words why.', at: 'reason' });
  const changed = await act.tx
    .updateTable('intake.part')
    .set({ lane: input.lane, lane_reason: input.reason.trim(), lane_by: act.actor.id, lane_at: act.now })
    .where('id', '=', input.partId)
    .returning('id')
    .executeTakeFirst();
  if (changed === undefined) throw partNotFound();
  const waits = await isWaiting(act, { kind: 'intake.to-index', subjectId: input.partId });
  // Opening it again gives it the priority and time of its lane.
  if (waits) await queuePart(act, input.partId);
  act.note({ subjectIds: [input.partId], count: 1, detail: { lane: input.lane } });
  act.emit('intake.lane-changed', { partId: input.partId, lane: input.lane });
}
