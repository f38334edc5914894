import { type ComponentState, isOwed } from './kinds.ts';

const LEAST_REASON = 3;
/** What will not go out is explained, or nobody knows later why it is missing. */
const EXPLAINED: readonly ComponentState[] = ['not-held', 'declined', 'not-wanted'];

export type StepRefusal = 'unexplained' | 'not-logged' | 'sent-before' | 'nothing-new';

export interface ComponentStep {
  readonly from: ComponentState;
  readonly to: ComponentState;
  readonly reason: string | undefined;
  /** The row of the disclosure log with which it went out. */
  readonly handOver: boolean;
  /** Something else than the state changes: the day. */
  readonly newDay: boolean;
}

/** Whether a component may change so: undefined, or why not. What was sent stays sent; only a hand-over that failed reopens it. */
export function decideComponentStep(step: ComponentStep): StepRefusal | undefined {
  if (step.from === 'sent') return 'sent-before';
  if (step.from === step.to && !(isOwed(step.to) && (step.newDay || (step.reason ?? '').trim() !== '')))
    return 'nothing-new';
  if (EXPLAINED.includes(step.to) && (step.reason ?? '').trim().length < LEAST_REASON) return 'unexplained';
  if (step.to === 'sent' && !step.handOver) return 'not-logged';
  return undefined;
}
