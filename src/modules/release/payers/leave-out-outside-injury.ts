import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { DecidedDocument } from '../basis/decide-record.ts';
import type { PatientRequest } from '../load-request.ts';
import { readInjury } from './read-injury.ts';

/**
 * What lies outside the days of the injury is out as soon as the scope is chosen, with the days as the reason; a person puts a
 * document back with a reason. Documents that wait for anything else besides keep waiting.
 */
export async function leaveOutOutsideInjury(
  act: Act,
  request: PatientRequest,
  scopeId: string,
  decided: readonly DecidedDocument[],
): Promise<ReadonlySet<string>> {
  const outside = decided.filter(
    ({ decision }) =>
      decision.decision === 'needs-review' &&
      decision.reasons.some(({ ruleId }) => ruleId === 'release/outside-injury') &&
      decision.reasons.every(({ ruleId }) => OF_THE_CLAIM.includes(ruleId)),
  );
  const injury = outside.length === 0 ? undefined : await readInjury(act, request.id);
  if (injury === undefined) return new Set();
  const days = injury.untilOn === null ? `from ${injury.injuredOn} on` : `${injury.injuredOn} to ${injury.untilOn}`;
  for (let at = 0; at < outside.length; at += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.settlement')
      .values(
        outside.slice(at, at + ROWS_AT_ONCE).map(({ summary }) => ({
          patient_id: request.patientId,
          id: newId(),
          facility_id: request.facility.id,
          labels: request.labels,
          request_id: request.id,
          scope_id: scopeId,
          document_id: summary.id,
          decision: 'withhold',
          reason: `Outside the days of the injury: ${days}`,
          recorded_at: act.now,
          recorded_by: act.actor.id,
        })),
      )
      .execute();
  return new Set(outside.map(({ summary }) => summary.id));
}

const ROWS_AT_ONCE = 1_000;
/** By the days alone it is out; the part of the body adds nothing to that. */
const OF_THE_CLAIM: readonly string[] = ['release/outside-injury', 'release/other-body-part'];
