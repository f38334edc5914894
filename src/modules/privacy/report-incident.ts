import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { nameAffected } from './name-affected.ts';
import { type IncidentCause, writeIncident } from './write-incident.ts';

export interface ReportIncident {
  readonly facilityId: string;
  readonly cause: Exclude<IncidentCause, 'wrong-chart'>;
  readonly what: string;
  readonly happenedOn?: string | undefined;
  readonly discoveredAt: Date;
  /** By somebody without an account; else whoever reports. */
  readonly discoveredBy?: string | undefined;
  readonly patientIds: readonly string[];
  readonly recipients: readonly string[];
}

/**
 * Anybody at the desk reports what happened: a fax to a wrong number, a lost chart. Whether it is a breach is decided
 * later, by somebody else.
 * @throws privacy/discovered-in-future, patients/not-found
 */
export async function reportIncident(act: Act, input: ReportIncident): Promise<{ id: string; number: string }> {
  const incident = await writeIncident(act, {
    ...input,
    standing: 'open',
    discoveredBy: input.discoveredBy?.trim() || act.actor.id,
    basis: 'known',
  });
  for (const patientId of input.patientIds) await nameAffected(act, { incidentId: incident.id, patientId });
  for (const recipient of input.recipients)
    await act.tx
      .insertInto('privacy.evidence')
      .values({
        id: newId(),
        facility_id: input.facilityId,
        incident_id: incident.id,
        kind: 'received',
        recipient,
        first_at: input.discoveredAt,
        last_at: input.discoveredAt,
        times: 1,
        recorded_at: act.now,
        recorded_by: act.actor.id,
      })
      .execute();
  return incident;
}
