import { deriveAgainstApproval, type PreflightState } from './preflight/derive-preflight-state.ts';
import { policy, type Reason } from './reason.ts';

export interface ApprovalQuestion {
  /** The person who wants to approve. */
  readonly approver: {
    readonly id: string;
    readonly ownPatientIds: readonly string[];
    readonly relatedPatientIds: readonly string[];
  };
  /** Everybody whose hand prepared what is approved: authority recorded, scope chosen, decisions changed. */
  readonly preparedBy: readonly string[];
  /** The patient and every number merged with theirs. */
  readonly patientIds: readonly string[];
  /** Whether this facility wants two people for this release. */
  readonly secondPersonRequired: boolean;
  /** What a court, or the lack of what a subpoena must come with, says against it (court/). */
  readonly court: readonly Reason[];
  /** Whether the pages that would leave were gone over, and what was found is settled. */
  readonly preflight: { readonly state: PreflightState; readonly identityInQuestion: boolean };
}

/** Who may approve a release. An empty list: nothing stands against it. */
export function decideApproval(question: ApprovalQuestion): readonly Reason[] {
  const { approver, preparedBy, patientIds, secondPersonRequired, court, preflight } = question;
  const reasons: Reason[] = [];
  if (patientIds.some((id) => approver.ownPatientIds.includes(id))) reasons.push(policy('release/own-record'));
  if (patientIds.some((id) => approver.relatedPatientIds.includes(id))) reasons.push(policy('release/relative-record'));
  if (secondPersonRequired && preparedBy.includes(approver.id)) reasons.push(policy('release/second-person'));
  return [...reasons, ...court, ...deriveAgainstApproval(preflight)];
}
