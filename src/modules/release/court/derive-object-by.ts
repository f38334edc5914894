import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { ask, type RuleBookRules } from '../reason.ts';
import { type Issuer, isOrder, type ProcessKind } from './words.ts';

const RULE = 'us/frcp/subpoena-objection-time';
/** Demands that the rule speaks of: not those of an agency, nor discovery between parties. */
const KINDS: readonly ProcessKind[] = ['subpoena-duces-tecum', 'deposition-subpoena'];

export interface ServedProcess {
  readonly kind: ProcessKind;
  readonly issuerClass: Issuer;
  readonly courtSystem: 'federal' | 'state' | null;
  readonly servedOn: DateText;
  readonly returnOn: DateText | null;
}

export interface ObjectBy {
  /** An objection of the facility is served before this day begins, which is the earlier reading of "before". */
  readonly before: DateText;
  readonly from: 'return-date' | 'rule';
  readonly passed: boolean;
  readonly ruleId: string;
  readonly cite: string;
}

/**
 * Until when the facility itself may object in writing to a subpoena of a federal civil court: before the earlier of the time for
 * compliance and 14 days after service (Fed. R. Civ. P. 45(d)(2)(B)). Null where the rule does not speak. Pure.
 */
export function deriveObjectBy(process: ServedProcess, rules: RuleBookRules, today: DateText): ObjectBy | null {
  const { kind, issuerClass, courtSystem, servedOn, returnOn } = process;
  if (isOrder(kind) || !KINDS.includes(kind) || issuerClass === 'grand-jury' || courtSystem === null) return null;
  const { answer, acts, citations } = ask(rules, RULE, 'clock', {
    on: servedOn,
    facts: { disclosure_basis: 'subpoena', court_system: courtSystem, served_on: servedOn },
  });
  if (answer === null || !acts) return null;
  const byReturn = returnOn !== null && returnOn < answer.dueOn;
  const before = byReturn ? returnOn : answer.dueOn;
  return {
    before,
    from: byReturn ? 'return-date' : 'rule',
    passed: today >= before,
    ruleId: RULE,
    cite: citations[0] ?? '',
  };
}
