import type { Act } from '../../../platform/act.ts';
import { citeRulings, ruleBook } from '../../regulations/index.ts';
import { decideRestrictionEnd } from './decide-restriction.ts';
import { loadRestriction } from './load-restriction.ts';
import { restrictionProblems as problems } from './problems.ts';

/**
 * Ends a restriction: by the patient, or by the facility with notice, which leaves what was filed before it restricted and
 * is not open for what was paid in full (45 CFR 164.522(a)(2)).
 * @throws release/restriction-unknown, release/restriction-ended, release/restriction-stays, release/restriction-unfit,
 *   release/own-record
 */
export async function endRestriction(
  act: Act,
  input: {
    patientId: string;
    restrictionId: string;
    endedBy: 'individual' | 'custodian';
    notifiedOn?: string | undefined;
    reason: string;
  },
): Promise<void> {
  const { restriction, ...context } = await loadRestriction(act, input);
  if (restriction.end !== null)
    throw problems.restrictionEnded({ detail: 'Nothing was changed. Reload to see by whom.' });
  const { ends, reason } = decideRestrictionEnd(restriction.kind, input.endedBy, ruleBook().rules, context.today);
  if (!ends)
    throw problems.restrictionStays({
      detail: `Nothing was changed. ${reason.text}.`,
      citations: reason.cite === undefined ? [] : [reason.cite],
      at: 'endedBy',
    });
  const flaw = (detail: string) =>
    problems.restrictionUnfit({ detail: `Nothing was changed. ${detail}`, at: 'notifiedOn' });
  if (input.endedBy === 'custodian' && input.notifiedOn === undefined)
    throw flaw('Give the day on which the patient was told.');
  if (input.notifiedOn !== undefined && input.notifiedOn > context.today)
    throw flaw('The day of the notice lies in the future.');
  await act.tx
    .insertInto('release.restriction_end')
    .values({
      patient_id: context.patientId,
      restriction_id: restriction.id,
      facility_id: context.facilityId,
      labels: context.labels,
      ended_by: input.endedBy,
      notified_on: input.notifiedOn ?? null,
      reason: input.reason.trim(),
      rule_id: reason.ruleId,
      rule_version: reason.version ?? '',
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (reason.version !== undefined) await citeRulings(act, [{ ruleId: reason.ruleId, outcome: 'answered' }]);
  act.note({ patientIds: [context.patientId], subjectIds: [restriction.id], detail: { endedBy: input.endedBy } });
  act.emit('release.restriction-changed', { patientId: context.patientId, restrictionId: restriction.id });
}
