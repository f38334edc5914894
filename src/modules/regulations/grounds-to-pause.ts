import type { Act } from '../../platform/act.ts';
import { citationsOf, type ClockPause } from '../../../packages/rule-engine/index.ts';
import { type Deadline, lawOf } from './deadlines.ts';

export interface GroundsToPause {
  readonly title: string;
  readonly citations: readonly string[];
  /** Empty: nothing stops this clock. */
  readonly grounds: readonly ClockPause[];
}

/** What could stop a clock, in the words of the rule under which it started. */
export async function groundsToPause(act: Act, deadline: Deadline): Promise<GroundsToPause> {
  const { rule, value } = await lawOf(act, deadline);
  return { title: rule.title, citations: citationsOf(rule), grounds: value.pauses };
}
