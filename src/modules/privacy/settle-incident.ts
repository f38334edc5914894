import type { Act } from '../../platform/act.ts';
import { localDate } from '../../../packages/rule-engine/index.ts';
import { listLetters } from '../correspondence/index.ts';
import { facilityById } from '../directory/index.ts';
import { cancelDeadline, citeRulings, deadlinesOf, evaluate, meetDeadline } from '../regulations/index.ts';
import type { Outcome } from './derive-incident-state.ts';
import { type LoadedIncident, loadIncident } from './load-incident.ts';
import { problems } from './problems.ts';
import { refreshIncident } from './refresh-incident.ts';

export interface SettleIncident {
  readonly incidentId: string;
  readonly outcome: Outcome;
  readonly reason: string;
}

const ON_ITS_WAY = ['sent', 'printed'];

/**
 * Ends an incident. That it was no breach needs an assessment with a second person's word; that it was one needs a letter
 * to each person affected; that there was nothing at all can be said only where nobody outside received anything.
 * @throws privacy/not-found, privacy/settled, privacy/not-assessed, privacy/nobody-affected, privacy/not-notified,
 *   privacy/received-outside
 */
export async function settleIncident(act: Act, input: SettleIncident): Promise<void> {
  const incident = await loadIncident(act, input.incidentId, 'work');
  await mustFit(act, incident, input.outcome);
  const facility = await facilityById(act, incident.facilityId);
  const today = localDate(act.now, facility.timeZone);
  const kept = evaluate('retention', 'us/hipaa/documentation-retention', {
    on: today,
    facts: { record_kind: 'hipaa-document', created_on: today, last_in_force_on: today },
  });
  await citeRulings(act, [kept]);
  await act.tx
    .insertInto('privacy.outcome')
    .values({
      incident_id: incident.id,
      facility_id: incident.facilityId,
      outcome: input.outcome,
      reason: input.reason.trim(),
      keep_until: kept.answer?.keepThrough ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  const running = (await deadlinesOf(act, { module: 'privacy', id: incident.id })).filter(
    ({ settled }) => settled === null,
  );
  for (const { id } of running)
    if (input.outcome === 'breach-notified') await meetDeadline(act, { deadlineId: id });
    else await cancelDeadline(act, { deadlineId: id, reason: 'The incident was found to be no breach.' });
  act.note({ subjectIds: [incident.id], detail: { outcome: input.outcome } });
  act.emit('privacy.incident-settled', { incidentId: incident.id, outcome: input.outcome });
  await refreshIncident(act, incident.id);
}

async function mustFit(act: Act, incident: LoadedIncident, outcome: Outcome): Promise<void> {
  switch (outcome) {
    case 'no-breach':
      if (incident.state === 'to-close') return;
      throw problems.notAssessed({
        detail: 'Nothing was changed. Assess the four factors, and let a colleague take the second look.',
      });
    case 'breach-notified':
      if (incident.state !== 'to-notify')
        throw problems.notAssessed({ detail: 'Nothing was changed. The assessment has to conclude a breach first.' });
      return mustBeNotified(act, incident.id);
    case 'not-an-incident': {
      if (incident.state === 'to-notify' || (await receivedOutside(act, incident.id)))
        throw problems.receivedOutside({
          detail: 'Nothing was changed. A breach is presumed until the four factors are assessed (45 CFR 164.402(2)).',
        });
    }
  }
}

async function mustBeNotified(act: Act, incidentId: string): Promise<void> {
  const affected = await act.tx
    .selectFrom('privacy.affected')
    .select('patient_id')
    .where('incident_id', '=', incidentId)
    .execute();
  if (affected.length === 0)
    throw problems.nobodyAffected({ detail: 'Nothing was changed. Name the patients whose information it was.' });
  const letters = await listLetters(act, { case: { module: 'privacy', id: incidentId } });
  const told = new Set(
    letters
      .filter(
        ({ withdrawn, deliveries }) => withdrawn === null && deliveries.some(({ state }) => ON_ITS_WAY.includes(state)),
      )
      .map(({ patientId }) => patientId),
  );
  const missing = affected.filter(({ patient_id: id }) => !told.has(id)).length;
  if (missing > 0)
    throw problems.notNotified({
      detail: `Nothing was changed. ${missing} of ${affected.length} have no notice that left the house. Write it from this page and send or print it.`,
    });
}

async function receivedOutside(act: Act, incidentId: string): Promise<boolean> {
  const row = await act.tx
    .selectFrom('privacy.evidence')
    .select('id')
    .where('incident_id', '=', incidentId)
    .where('kind', '=', 'received')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
