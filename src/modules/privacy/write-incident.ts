import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { facilityById } from '../directory/index.ts';
import { problems } from './problems.ts';
import { refreshIncident, startClock } from './refresh-incident.ts';

export type IncidentCause =
  'wrong-chart' | 'wrong-recipient' | 'lost' | 'stolen' | 'unauthorized-access' | 'disposal' | 'other';

export interface NewIncident {
  readonly facilityId: string;
  readonly cause: IncidentCause;
  readonly standing: 'open' | 'proposed';
  readonly what: string;
  readonly happenedOn?: string | undefined;
  readonly discoveredAt: Date;
  readonly discoveredBy: string;
  readonly basis: 'known' | 'reasonable-diligence';
  readonly misfilingId?: string;
}

/**
 * An incident with its discovery and its clock, which runs from the discovery, however late it is entered
 * (45 CFR 164.404(b)).
 * @throws privacy/discovered-in-future
 */
export async function writeIncident(act: Act, incident: NewIncident): Promise<{ id: string; number: string }> {
  if (incident.discoveredAt > act.now)
    throw problems.discoveredInFuture({
      detail: 'Nothing was saved. Give the moment at which somebody first knew of it.',
      at: 'discoveredAt',
    });
  const facility = await facilityById(act, incident.facilityId);
  const id = newId();
  const { rows } = await sql<{ n: string }>`SELECT nextval('privacy.incident_number')::text AS n`.execute(act.tx);
  const year = localDate(incident.discoveredAt, facility.timeZone).slice(0, 4);
  const number = `P-${year}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
  const made = { facility_id: facility.id, recorded_at: act.now, recorded_by: act.actor.id };
  await act.tx
    .insertInto('privacy.incident')
    .values({
      ...made,
      id,
      number,
      cause: incident.cause,
      standing: incident.standing,
      what: incident.what.trim(),
      happened_on: incident.happenedOn ?? null,
      misfiling_id: incident.misfilingId ?? null,
    })
    .execute();
  await act.tx
    .insertInto('privacy.discovery')
    .values({
      ...made,
      id: newId(),
      incident_id: id,
      discovered_at: incident.discoveredAt,
      discovered_by: incident.discoveredBy,
      basis: incident.basis,
    })
    .execute();
  await startClock(act, { incidentId: id, facilityId: facility.id, discoveredAt: incident.discoveredAt });
  await refreshIncident(act, id);
  act.note({ subjectIds: [id], count: 1, detail: { number, cause: incident.cause, standing: incident.standing } });
  act.emit('privacy.incident-recorded', {
    incidentId: id,
    facilityId: facility.id,
    standing: incident.standing,
  });
  return { id, number };
}
