import type { RequestRow } from '../load-request.ts';
import type { RequestKind, RuleRequester } from './decide-kind.ts';

/** Who asks in the eyes of the rules: as decided, else as described. */
export function ruleRequesterOf(row: Pick<RequestRow, 'rule_requester' | 'requester_class'>): RuleRequester {
  return (row.rule_requester ?? row.requester_class ?? 'other') as RuleRequester; // CHECK rule_requester_is_known
}

export function kindOf(row: Pick<RequestRow, 'kind'>): RequestKind | null {
  return row.kind as RequestKind | null; // CHECK kind_is_known
}
