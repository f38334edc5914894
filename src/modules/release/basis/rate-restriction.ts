import type { DateText } from '../../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type RuleBookRules } from '../reason.ts';
import { byPolicy, type DocumentFacts, plain, type ReleaseAuthority, type Vote } from './facts.ts';

/** Who may be a health plan: a private one, or an agency that pays. */
const PLANS: readonly ReleaseAuthority['requester'][] = ['insurer', 'government-agency'];

/**
 * 45 CFR 164.522(a): what the patient asked to be kept from this recipient, and the facility agreed to or had to. The
 * patient's own copy is never kept back by it; emergency treatment opens it; on a basis other than treatment, payment and
 * operations a person looks.
 */
export function rateRestriction(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  if (authority.basis === 'to-individual') return [];
  const votes: Vote[] = [];
  if (document.labels.includes('restricted')) votes.push(byPolicy('needs-review', 'release/restricted'));
  if (document.restriction === 'none') return votes;
  const emergency = tableReason(
    ask(rules, 'us/hipaa/restriction-emergency', 'table', {
      on,
      facts: {
        disclosure_basis: authority.basis,
        emergency_needs_restricted: authority.stated.emergency_needs_restricted ?? false,
      },
    }),
  );
  if (emergency?.answer === 'may-disclose') return votes;
  if (document.restriction === 'agreed') return [...votes, agreed(authority, rules, on)];
  if (!PLANS.includes(authority.requester)) return votes;
  const paid = tableReason(
    ask(rules, 'us/hipaa/restriction-paid-in-full', 'table', {
      on,
      facts: {
        paid_in_full_out_of_pocket: true,
        purpose: authority.purpose,
        disclosure_required_by_law: authority.basis === 'required-by-law',
      },
    }),
  );
  return paid?.answer === 'must-agree' ? [...votes, { decision: 'withhold', reason: plain(paid) }] : votes;
}

function agreed(authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote {
  const reach = tableReason(
    ask(rules, 'us/hipaa/restriction-reach', 'table', { on, facts: { disclosure_basis: authority.basis } }),
  );
  if (reach === undefined) return { decision: 'withhold', reason: policy('release/restricted') };
  return reach.answer === 'binds'
    ? { decision: 'withhold', reason: { ...plain(reach), text: policy('release/agreed-restriction').text } }
    : { decision: 'needs-review', reason: plain(reach) };
}
