import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import type { JobContext } from '../../../platform/module.ts';
import { facilityById, listFacilities } from '../../directory/index.ts';
import { dayIn } from '../../documents/index.ts';
import { leastOf } from '../pairs/cutoff.ts';

interface Counted {
  registrations: number;
  merged: number;
  duplicates_confirmed: number;
  overlaps_confirmed: number;
  duplicates_waiting: number;
  overlaps_waiting: number;
  overlays_open: number;
  overlays_confirmed: number;
  findings_open: number;
}

/** Counts the register of a facility and keeps it as that of the day there; a later count of the day takes its place. */
async function countRegister(act: Act, facilityId: string): Promise<void> {
  const { timeZone } = await facilityById(act, facilityId);
  const least = await leastOf(act, facilityId);
  const { rows } = await sql<Counted>`WITH merged AS MATERIALIZED (
      SELECT r.facility_id AS retired_at, s.facility_id AS survivor_at FROM patients.member m
        JOIN patients.patient r ON r.id = m.patient_id JOIN patients.patient s ON s.id = m.survivor_id WHERE m.patient_id <> m.survivor_id
    ), waiting AS MATERIALIZED (
      SELECT c.kind FROM identity.pair c JOIN patients.patient a ON a.id = c.patient_id JOIN patients.patient b ON b.id = c.other_id
        WHERE c.settled_at IS NULL AND c.probability >= ${least}::real AND ${facilityId}::uuid IN (a.facility_id, b.facility_id)
    )
    SELECT (SELECT count(*)::int FROM patients.patient WHERE facility_id = ${facilityId}) AS registrations,
      (SELECT count(*)::int FROM merged WHERE retired_at = ${facilityId}) AS merged,
      (SELECT count(*)::int FROM merged WHERE retired_at = ${facilityId} AND survivor_at = ${facilityId}) AS duplicates_confirmed,
      (SELECT count(*)::int FROM merged WHERE retired_at <> survivor_at AND ${facilityId}::uuid IN (retired_at, survivor_at)) AS overlaps_confirmed,
      (SELECT count(*)::int FROM waiting WHERE kind = 'duplicate') AS duplicates_waiting,
      (SELECT count(*)::int FROM waiting WHERE kind = 'overlap') AS overlaps_waiting,
      (SELECT count(*)::int FROM identity.overlay WHERE facility_id = ${facilityId} AND settled_at IS NULL) AS overlays_open,
      (SELECT count(*)::int FROM identity.overlay WHERE facility_id = ${facilityId} AND outcome = 'split') AS overlays_confirmed,
      (SELECT count(*)::int FROM identity.finding WHERE facility_id = ${facilityId} AND ended_at IS NULL) AS findings_open`.execute(
    act.tx,
  );
  const [counted] = rows;
  if (counted === undefined) throw new Error('Counting gave no row.');
  const values = { ...counted, least, counted_at: act.now };
  await act.tx
    .insertInto('identity.quality_day')
    .values({ facility_id: facilityId, day: dayIn(timeZone, act.now), ...values })
    .onConflict((conflict) => conflict.columns(['facility_id', 'day']).doUpdateSet(values))
    .execute();
  act.note({ subjectIds: [facilityId], count: counted.registrations });
  act.emit('identity.register-counted', { facilityId });
}

export const COUNT_ONE = 'identity.count-one-register';

/** Has it counted now, by a job: who asks may see a part of the register only, and a rate is one of the whole. */
export async function askForCount(act: Act, facilityId: string): Promise<void> {
  const { id } = await facilityById(act, facilityId);
  act.note({ subjectIds: [id] });
  act.enqueue(COUNT_ONE, { facilityId: id }, { key: `${COUNT_ONE}:${id}` });
}

export async function countOne(
  context: Pick<JobContext, 'act'>,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { facilityId } = payload;
  if (typeof facilityId !== 'string') throw new Error('The job names no facility.');
  await context.act({ verb: 'identity.count-register' }, (act) => countRegister(act, facilityId));
}

/** Comes round each hour: the register of a facility is counted in the first one of its day. */
export async function countRegisters(context: Pick<JobContext, 'act'>): Promise<void> {
  const due = await context.act({ verb: 'identity.count-register' }, async (act) => {
    const facilities = await listFacilities(act);
    const newest = await act.tx
      .selectFrom('identity.quality_day')
      .select(({ fn }) => ['facility_id', fn.max('day').as('day')])
      .groupBy('facility_id')
      .execute();
    const counted = new Map(newest.map((row) => [row.facility_id, row.day]));
    return facilities.filter(({ id, timeZone }) => (counted.get(id) ?? '') < dayIn(timeZone, act.now));
  });
  for (const { id } of due) await context.act({ verb: 'identity.count-register' }, (act) => countRegister(act, id));
}
