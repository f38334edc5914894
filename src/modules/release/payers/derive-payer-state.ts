import type { AppealLevel, PayerState, SubmissionOutcome } from './kinds.ts';

export interface SubmissionFacts {
  readonly id: string;
  readonly appealId: string | null;
  readonly proved: boolean;
  readonly outcome: SubmissionOutcome | null;
}
export interface AppealFacts {
  readonly id: string;
  readonly level: AppealLevel;
  readonly dueOn: string;
  readonly dropped: boolean;
}

/**
 * Where a case stands with its payer, and the next day by which something must be handed in. What was handed in without proof
 * comes first: nobody can say that it arrived.
 */
export function derivePayerState(
  submissions: readonly SubmissionFacts[],
  appeals: readonly AppealFacts[],
  clockDueOn: string | null,
): { readonly state: PayerState; readonly dueOn: string | null; readonly openAppeals: readonly AppealFacts[] } {
  const filed = new Set(submissions.map(({ appealId }) => appealId));
  const openAppeals = appeals.filter(({ id, dropped }) => !dropped && !filed.has(id));
  const appealDue = openAppeals.map(({ dueOn }) => dueOn).sort()[0] ?? null;
  const last = submissions.at(-1);
  const dueOn = appealDue ?? (last === undefined || last.outcome === 'rejected' ? clockDueOn : null);
  if (submissions.some(({ proved, outcome }) => !proved && outcome === null))
    return { state: 'to-prove', dueOn, openAppeals };
  if (openAppeals.length > 0) return { state: 'to-appeal', dueOn, openAppeals };
  return { state: last === undefined ? 'preparing' : (last.outcome ?? 'waiting'), dueOn, openAppeals };
}
