import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { decideRelease, type DocumentDecision } from '../decide-release.ts';
import { policy, type RuleBookRules } from '../reason.ts';
import { DECISIONS, type DocumentFacts, type ReleaseAuthority } from './facts.ts';

/** Why the document it hangs on stays out, where the addendum may still have to go alone. */
const PARENT_REPLACED = ['release/superseded', 'release/entered-in-error'];

/**
 * Decides on all documents of a record together, since an addendum travels with its parent: dates and kinds are asked of
 * the parent, and what the parent does not pass the addendum does not pass either. Its own content is judged on its own.
 */
export function decideScope(
  documents: readonly DocumentFacts[],
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): ReadonlyMap<string, DocumentDecision> {
  const known = new Map(documents.map((facts) => [facts.documentId, facts]));
  const parentOf = ({ appendsTo }: DocumentFacts) => (appendsTo === null ? undefined : known.get(appendsTo));
  return new Map(
    documents.map((facts) => {
      const parent = parentOf(facts);
      if (parent === undefined) return [facts.documentId, decideRelease(facts, authority, rules, on)];
      const { serviceFrom, serviceTo, typeCode } = parent;
      const own = decideRelease({ ...facts, serviceFrom, serviceTo, typeCode }, authority, rules, on);
      return [facts.documentId, withParent(own, decideRelease(parent, authority, rules, on))];
    }),
  );
}

function withParent(own: DocumentDecision, parent: DocumentDecision): DocumentDecision {
  const replaced = parent.reasons.some(({ ruleId }) => PARENT_REPLACED.includes(ruleId));
  const limit = replaced ? 'needs-review' : parent.decision;
  if (DECISIONS.indexOf(limit) <= DECISIONS.indexOf(own.decision)) return own;
  const before = own.decision === 'include' ? [] : own.reasons;
  return { ...own, decision: limit, reasons: [...before, policy('release/addendum-of')] };
}
