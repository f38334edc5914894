import type { Act } from '../../platform/act.ts';
import { deadlinesOf, startDeadline } from '../regulations/index.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { loadIncident } from './load-incident.ts';

/** The time to notify individuals runs from the discovery (45 CFR 164.404(b)). */
export async function startClock(
  act: Act,
  of: { readonly incidentId: string; readonly facilityId: string; readonly discoveredAt: Date },
): Promise<void> {
  await startDeadline(act, {
    topic: 'breach',
    subject: { module: 'privacy', id: of.incidentId },
    facilityId: of.facilityId,
    startedAt: of.discoveredAt,
    facts: {},
  });
}

/** Called last by every use case: an incident without an outcome stands among the open ones and in the queue. */
export async function refreshIncident(act: Act, incidentId: string): Promise<void> {
  const incident = await loadIncident(act, incidentId, 'read');
  const kind = 'privacy.incident-open';
  if (incident.state === 'settled') {
    await act.tx.deleteFrom('privacy.open_incident').where('id', '=', incidentId).execute();
    await closeItem(act, { kind, subjectId: incidentId, outcome: 'settled' });
    return;
  }
  const clock = (await deadlinesOf(act, { module: 'privacy', id: incidentId })).find(({ settled }) => settled === null);
  const facts = { due_at: clock?.dueAt ?? null };
  const known = await act.tx
    .updateTable('privacy.open_incident')
    .set(facts)
    .where('id', '=', incidentId)
    .executeTakeFirst();
  if (known.numUpdatedRows === 0n)
    await act.tx
      .insertInto('privacy.open_incident')
      .values({ id: incidentId, facility_id: incident.facilityId, ...facts })
      .execute();
  await openItem(act, {
    kind,
    module: 'privacy',
    subjectId: incidentId,
    facilityId: incident.facilityId,
    permission: 'privacy/work',
    priority: incident.state === 'proposed' ? 4 : 2,
    ...(clock === undefined ? {} : { dueAt: clock.dueAt }),
  });
}
