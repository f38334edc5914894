import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { type Conclusion, deriveIncidentState, type IncidentState, type Outcome } from './derive-incident-state.ts';
import { problems } from './problems.ts';

export interface LoadedIncident {
  readonly id: string;
  readonly number: string;
  readonly facilityId: string;
  readonly state: IncidentState;
  readonly assessment: {
    readonly id: string;
    readonly number: number;
    readonly conclusion: Conclusion;
    readonly by: string;
    readonly agreed: boolean | null;
  } | null;
}

/**
 * One incident as it stands; for work it is locked for the act, by an advisory lock, since its rows are never updated.
 * @throws privacy/not-found, privacy/settled
 */
export async function loadIncident(act: Act, id: string, purpose: 'read' | 'work'): Promise<LoadedIncident> {
  if (purpose === 'work')
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`privacy.incident ${id}`}, 0))`.execute(act.tx);
  const row = await act.tx
    .selectFrom('privacy.incident as i')
    .leftJoin('privacy.outcome as o', 'o.incident_id', 'i.id')
    .select(['i.number', 'i.facility_id', 'i.standing', 'o.outcome'])
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.notFound({ detail: 'Nothing was changed. Open the list of incidents and choose it there.' });
  if (purpose === 'work' && row.outcome !== null)
    throw problems.settled({ detail: 'Nothing was changed. Reload to see how it ended and by whom.' });
  const newest = await act.tx
    .selectFrom('privacy.assessment as a')
    .leftJoin('privacy.second_look as s', 's.assessment_id', 'a.id')
    .select(['a.id', 'a.number', 'a.conclusion', 'a.recorded_by as by', 's.agrees as agreed'])
    .where('a.incident_id', '=', id)
    .orderBy('a.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  // CHECK conclusion_is_known, incident_begins_open_or_proposed, outcome_is_known
  const assessment = newest === undefined ? null : { ...newest, conclusion: newest.conclusion as Conclusion };
  act.note({ subjectIds: [id] });
  return {
    id,
    number: row.number,
    facilityId: row.facility_id,
    assessment,
    state: deriveIncidentState({
      standing: row.standing as 'open' | 'proposed',
      assessment,
      outcome: row.outcome as Outcome | null,
    }),
  };
}
