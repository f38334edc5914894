import type { Act } from '../../../platform/act.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import { decideRestriction } from './decide-restriction.ts';
import { loadRestriction } from './load-restriction.ts';
import { restrictionProblems as problems } from './problems.ts';
import type { RestrictionKind } from './restriction.ts';

export interface AnswerToRestriction {
  readonly answer: 'agreed' | 'refused';
  /** Always where it is refused. */
  readonly reason?: string | undefined;
}

/**
 * Answers what the patient asked, once. What was paid in full without the plan may not be refused (45 CFR
 * 164.522(a)(1)(vi)).
 * @throws release/restriction-unknown, release/restriction-answered, release/restriction-must-be-granted,
 *   release/restriction-unfit, release/own-record
 */
export async function answerRestriction(
  act: Act,
  input: { patientId: string; restrictionId: string } & AnswerToRestriction,
): Promise<void> {
  const { restriction, ...context } = await loadRestriction(act, input);
  if (restriction.answer !== null)
    throw problems.restrictionAnswered({ detail: 'Nothing was changed. Reload to see by whom.' });
  await writeAnswer(act, {
    ...context,
    restrictionId: restriction.id,
    kind: restriction.kind,
    answer: { answer: input.answer, reason: input.reason },
  });
  act.note({ patientIds: [context.patientId], subjectIds: [restriction.id], detail: { answer: input.answer } });
  act.emit('release.restriction-changed', { patientId: context.patientId, restrictionId: restriction.id });
}

export async function writeAnswer(
  act: Act,
  input: {
    patientId: string;
    facilityId: string;
    labels: bigint;
    today: string;
    restrictionId: string;
    kind: RestrictionKind;
    answer: AnswerToRestriction;
  },
): Promise<void> {
  const { mayRefuse, reason } = decideRestriction(input.kind, ruleBook().rules, input.today);
  const said = input.answer.reason?.trim() ?? '';
  if (input.answer.answer === 'refused' && !mayRefuse)
    throw problems.restrictionMustBeGranted({
      detail: `Nothing was saved. ${reason.text}.`,
      citations: reason.cite === undefined ? [] : [reason.cite],
      at: 'answer',
    });
  if (input.answer.answer === 'refused' && said === '')
    throw problems.restrictionUnfit({ detail: 'Nothing was saved. Say why it is refused.', at: 'reason' });
  await act.tx
    .insertInto('release.restriction_answer')
    .values({
      patient_id: input.patientId,
      restriction_id: input.restrictionId,
      facility_id: input.facilityId,
      labels: input.labels,
      answer: input.answer.answer,
      reason: said === '' ? null : said,
      rule_id: reason.ruleId,
      rule_version: reason.version ?? '',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (reason.version !== undefined) await citeRulings(act, [{ ruleId: reason.ruleId, outcome: 'answered' }]);
}
