import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { citeRulings, ruleBook } from '../regulations/index.ts';
import { evaluateVerification, type VerificationEvaluation, type VerificationSeen } from './evaluate-verification.ts';
import { loadRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { mustBeKnownElements } from './known-elements.ts';

/**
 * Records how a person verified who asks and by what authority (45 CFR 164.514(h)). Kept whatever the outcome: that somebody
 * could not be verified is part of the case.
 * @throws release/not-described, release/unknown-element, release/ended
 */
export async function verifyRequester(
  act: Act,
  input: { requestId: string; how: string } & VerificationSeen,
): Promise<VerificationEvaluation> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.row.requester_class === null)
    throw problems.notDescribed({ detail: 'Nothing was saved. Record who asks first, then verify them.' });
  const { rules } = ruleBook();
  mustBeKnownElements(input.seen, rules);
  const evaluation = evaluateVerification(input, rules, request.today);
  await act.tx
    .insertInto('release.verification')
    .values({
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      how: input.how,
      official_asks: input.officialAsks,
      seen: JSON.stringify(input.seen),
      elements: JSON.stringify(evaluation.elements),
      result: evaluation.result,
      rules: JSON.stringify(evaluation.rules),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await citeRulings(
    act,
    evaluation.rules.map(({ ruleId }) => ({ ruleId, outcome: 'answered' })),
  );
  act.note({ detail: { result: evaluation.result } });
  await refreshWorklist(act, request.id);
  return evaluation;
}
