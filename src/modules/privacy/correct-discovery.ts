import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { cancelDeadline, deadlinesOf } from '../regulations/index.ts';
import { loadIncident } from './load-incident.ts';
import { problems } from './problems.ts';
import { refreshIncident, startClock } from './refresh-incident.ts';

export interface CorrectDiscovery {
  readonly incidentId: string;
  readonly discoveredAt: Date;
  readonly discoveredBy: string;
  readonly basis: 'known' | 'reasonable-diligence';
  readonly reason: string;
}

/**
 * Somebody knew of it earlier, or would have known by reasonable diligence (45 CFR 164.404(a)(2)): the clock begins there.
 * Never later: that would win time nobody has.
 * @throws privacy/not-found, privacy/settled, privacy/discovered-later
 */
export async function correctDiscovery(act: Act, input: CorrectDiscovery): Promise<void> {
  const incident = await loadIncident(act, input.incidentId, 'work');
  const { discovered_at: before } = await act.tx
    .selectFrom('privacy.discovery')
    .select('discovered_at')
    .where('incident_id', '=', incident.id)
    .orderBy('discovered_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (input.discoveredAt >= before)
    throw problems.discoveredLater({
      detail: 'Nothing was changed. Only an earlier moment can be given than the one that stands.',
      at: 'discoveredAt',
    });
  await act.tx
    .insertInto('privacy.discovery')
    .values({
      id: newId(),
      facility_id: incident.facilityId,
      incident_id: incident.id,
      discovered_at: input.discoveredAt,
      discovered_by: input.discoveredBy.trim(),
      basis: input.basis,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  for (const { id, settled } of await deadlinesOf(act, { module: 'privacy', id: incident.id }))
    if (settled === null) await cancelDeadline(act, { deadlineId: id, reason: 'It was discovered earlier.' });
  await startClock(act, { incidentId: incident.id, facilityId: incident.facilityId, discoveredAt: input.discoveredAt });
  act.emit('privacy.incident-changed', { incidentId: incident.id });
  await refreshIncident(act, incident.id);
}
