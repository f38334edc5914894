import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { checklistOfBasis } from '../evaluate-basis.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { type DocumentFacts, plain, type ReleaseAuthority, type Vote } from './facts.ts';

/** Whether the basis suits who asks and what for, and what it lets out at most. */
export function rateBasis(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  const { basis, requester, purpose } = authority;
  const facts = { disclosure_basis: basis, requester, purpose };
  const votes: Vote[] = [];
  const fit = tableReason(ask(rules, 'us/hipaa/basis-fits-request', 'table', { on, facts }));
  if (fit !== undefined && fit.answer !== 'fits') votes.push({ decision: 'needs-consent', reason: plain(fit) });
  const among = tableReason(ask(rules, 'us/hipaa/payment-and-operations', 'table', { on, facts }));
  if (among?.answer === 'look-again') votes.push({ decision: 'needs-review', reason: plain(among) });
  return [...votes, ...rateChecklist(document, authority, rules)];
}

/** A category that lets out a list of facts lets out no document unseen; one that nobody verified asks a person. */
function rateChecklist(document: DocumentFacts, { basis }: ReleaseAuthority, rules: RuleBookRules): Vote[] {
  const ruleId = checklistOfBasis(basis, rules);
  const rule = ruleId === undefined ? undefined : rules.get(ruleId);
  if (rule?.kind !== 'checklist') return [];
  const because = (cite: string, text: string): Reason => ({ ruleId: rule.id, version: rule.version, cite, text });
  const section = rule.references[0]?.section ?? '';
  const [{ onlyThese = [], neverThese = [] } = {}] = rule.values.slice(-1);
  const votes: Vote[] = [];
  if (rule.verification.status !== 'verified')
    votes.push({ decision: 'needs-review', reason: because(section, policy('release/rule-not-decisive').text) });
  if (onlyThese.length > 0)
    votes.push({
      decision: 'needs-review',
      reason: because(section, `Only these may be told: ${onlyThese.join('; ')}`),
    });
  if (neverThese.length > 0 && document.labels.includes('genetic'))
    votes.push({
      decision: 'withhold',
      reason: because('45 CFR 164.512(f)(2)(ii)', `Never: ${neverThese.join('; ')}`),
    });
  if (basis === 'research-preparatory')
    votes.push({
      decision: 'withhold',
      reason: because('45 CFR 164.512(i)(1)(ii)(B)', 'A researcher who prepares a protocol takes nothing away'),
    });
  return votes;
}
