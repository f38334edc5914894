import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { type Conclusion, deriveIncidentState, type Outcome } from './derive-incident-state.ts';

const MOST = 200;

/** Open ones by what is due first, or all of them by the newest. */
export async function listIncidents(act: Act, asked: { readonly show: 'open' | 'all' }) {
  const rows = await act.tx
    .selectFrom('privacy.incident as i')
    .leftJoin('privacy.open_incident as q', 'q.id', 'i.id')
    .leftJoin('privacy.outcome as o', 'o.incident_id', 'i.id')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('privacy.assessment as a')
          .leftJoin('privacy.second_look as s', 's.assessment_id', 'a.id')
          .select(['a.conclusion', 's.agrees'])
          .whereRef('a.incident_id', '=', 'i.id')
          .orderBy('a.number', 'desc')
          .limit(1)
          .as('newest'),
      (join) => join.onTrue(),
    )
    .select(['i.id', 'i.number', 'i.cause', 'i.standing', 'i.what', 'i.recorded_at', 'q.due_at', 'o.outcome'])
    .select(['newest.conclusion', 'newest.agrees'])
    .select(sql<string>`(SELECT count(*) FROM privacy.affected f WHERE f.incident_id = i.id)`.as('affected'))
    .$if(asked.show === 'open', (query) =>
      query
        .where('q.id', 'is not', null)
        .orderBy('q.due_at', (order) => order.asc().nullsLast())
        .orderBy('i.id'),
    )
    .$if(asked.show === 'all', (query) => query.orderBy('i.recorded_at', 'desc').orderBy('i.id', 'desc'))
    .limit(MOST + 1)
    .execute();
  act.note({ count: Math.min(rows.length, MOST) });
  return {
    more: rows.length > MOST,
    incidents: rows.slice(0, MOST).map((row) => ({
      id: row.id,
      number: row.number,
      cause: row.cause,
      what: row.what,
      state: deriveIncidentState({
        // CHECK incident_begins_open_or_proposed, conclusion_is_known, outcome_is_known
        standing: row.standing as 'open' | 'proposed',
        assessment: row.conclusion === null ? null : { conclusion: row.conclusion as Conclusion, agreed: row.agrees },
        outcome: row.outcome as Outcome | null,
      }),
      outcome: row.outcome,
      dueAt: row.due_at,
      affected: Number(row.affected),
      recordedAt: row.recorded_at,
    })),
  };
}
