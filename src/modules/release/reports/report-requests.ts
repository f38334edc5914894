import { sql } from 'kysely';
import type { Act } from '../../../platform/act.ts';
import { ANSWERS_CLOCK, endsCase, OUTCOME_KINDS } from '../outcomes/kinds.ts';
import type { Period } from './period.ts';

interface TurnaroundRow {
  class: string | null;
  received: number;
  answered: number;
  cancelled: number;
  open: number;
  median: number | null;
  ninth: number | null;
  in_time: number;
  late: number;
}

/** Ends of a case that are no answer: nobody waited for one any more, or nobody could be reached. */
const ENDS_UNANSWERED = OUTCOME_KINDS.filter((kind) => endsCase(kind) && !ANSWERS_CLOCK.includes(kind));

/**
 * Requests received in the period by class of requester: from the receipt date-stamp to the first hand-over that was not
 * taken back or the letter that told the answer (a denial, no records), whichever came first, else to the closure. What was
 * cancelled, withdrawn, returned, a duplicate or undeliverable is counted, not timed. In time and late is as the clocks say.
 */
export async function reportTurnaround(act: Act, { facilityId, since, until }: Period) {
  const { rows } = await sql<TurnaroundRow>`
    WITH asked AS MATERIALIZED (
      SELECT r.id, r.requester_class AS class, r.received_at FROM release.request r
      WHERE r.facility_id = ${facilityId} AND r.received_at >= ${since} AND r.received_at <= ${until}
    ), facts AS MATERIALIZED (
      SELECT a.*, least(
          (SELECT min(d.disclosed_at) FROM release.disclosure d
            LEFT JOIN release.confirmation c ON c.patient_id = d.patient_id AND c.disclosure_id = d.id
            WHERE d.request_id = a.id AND c.outcome IS DISTINCT FROM 'not-handed-over'),
          (SELECT min(coalesce(o.letter_left_at, o.recorded_at)) FROM ${told} AND o.kind IN (${sql.join(ANSWERS_CLOCK)}))) AS told_at,
        (SELECT min(c.recorded_at) FROM release.closure c WHERE c.request_id = a.id) AS closed_at,
        (EXISTS (SELECT FROM release.cancellation x WHERE x.request_id = a.id)
          OR EXISTS (SELECT FROM ${told} AND o.kind IN (${sql.join(ENDS_UNANSWERED)}))) AS ended,
        (SELECT bool_or(coalesce(s.settled_at, ${act.now}) > s.due_at) FROM regulations.deadline_state s
          WHERE s.module = 'release' AND s.subject_id = a.id AND s.outcome IS DISTINCT FROM 'cancelled'
            AND (s.outcome IS NOT NULL OR s.open_pause IS NULL)) AS late
      FROM asked a
    ), answers AS (
      SELECT f.*, CASE WHEN f.told_at IS NULL AND NOT f.ended THEN f.closed_at ELSE f.told_at END AS answered_at FROM facts f
    ), timed AS (
      SELECT w.*, extract(epoch FROM w.answered_at - w.received_at)::float8 / 86400 AS days FROM answers w
    )
    SELECT class, count(*)::int AS received, (count(*) FILTER (WHERE answered_at IS NOT NULL))::int AS answered,
      (count(*) FILTER (WHERE answered_at IS NULL AND ended))::int AS cancelled,
      (count(*) FILTER (WHERE answered_at IS NULL AND NOT ended))::int AS open,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE answered_at IS NOT NULL) AS median,
      percentile_cont(0.9) WITHIN GROUP (ORDER BY days) FILTER (WHERE answered_at IS NOT NULL) AS ninth,
      (count(*) FILTER (WHERE answered_at IS NOT NULL AND NOT late))::int AS in_time,
      (count(*) FILTER (WHERE late AND (answered_at IS NOT NULL OR NOT ended)))::int AS late
    FROM timed GROUP BY class ORDER BY count(*) DESC, class NULLS LAST`.execute(act.tx);
  return rows.map(({ in_time: inTime, ...row }) => ({
    ...row,
    ...{ median: rounded(row.median), ninth: rounded(row.ninth), inTime },
  }));
}

/** An outcome takes effect when its letter left, or at once where nobody is written to. */
const told = sql`release.outcome o WHERE o.request_id = a.id AND o.withdrawn_at IS NULL
  AND (o.letter_left_at IS NOT NULL OR o.letter_id IS NULL)`;

interface BacklogRow {
  class: string | null;
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  overdue: number;
  due_soon: number;
}

/** Open requests now, by class and by days since the receipt date-stamp. */
export async function reportBacklog(act: Act, { facilityId }: Period, soon: Date) {
  const { rows } = await sql<BacklogRow>`
    WITH open AS (
      SELECT r.requester_class AS class, o.due_at, extract(epoch FROM ${act.now}::timestamptz - o.received_at) / 86400 AS days
      FROM release.open_request o JOIN release.request r ON r.id = o.id WHERE o.facility_id = ${facilityId}
    )
    SELECT class, (count(*) FILTER (WHERE days < 8))::int AS a, (count(*) FILTER (WHERE days >= 8 AND days < 16))::int AS b,
      (count(*) FILTER (WHERE days >= 16 AND days < 24))::int AS c, (count(*) FILTER (WHERE days >= 24 AND days < 31))::int AS d,
      (count(*) FILTER (WHERE days >= 31))::int AS e, (count(*) FILTER (WHERE due_at < ${act.now}))::int AS overdue,
      (count(*) FILTER (WHERE due_at >= ${act.now} AND due_at <= ${soon}))::int AS due_soon
    FROM open GROUP BY class ORDER BY count(*) DESC, class NULLS LAST`.execute(act.tx);
  return rows.map((row) => ({
    class: row.class,
    ages: { '0-7': row.a, '8-15': row.b, '16-23': row.c, '24-30': row.d, 'over-30': row.e },
    ...{ overdue: row.overdue, dueSoon: row.due_soon },
  }));
}

/** Why cases waited: those pended in the period, how many still are, how long the others did. */
export async function reportPends(act: Act, { facilityId, since, until }: Period) {
  const { rows } = await sql<{ waiting_for: string; pended: number; open: number; median: number | null }>`
    SELECT waiting_for, count(*)::int AS pended, (count(*) FILTER (WHERE resumed_at IS NULL))::int AS open,
      percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM resumed_at - recorded_at)::float8 / 86400) AS median
    FROM release.pend WHERE facility_id = ${facilityId} AND recorded_at >= ${since} AND recorded_at <= ${until}
    GROUP BY waiting_for ORDER BY count(*) DESC, waiting_for`.execute(act.tx);
  return rows.map(({ waiting_for: waitingFor, median, ...row }) => ({ waitingFor, median: rounded(median), ...row }));
}

/** Tenths of a day. */
const rounded = (days: number | null) => (days === null ? null : Math.round(days * 10) / 10);
