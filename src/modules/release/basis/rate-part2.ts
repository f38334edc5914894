import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import { ask, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { byPolicy, type DocumentFacts, plain, plainOr, type ReleaseAuthority, type Vote } from './facts.ts';

/**
 * 42 CFR Part 2: consent of its own kind, and never against the patient without more. The patient's own copy needs none.
 * What the part allows without consent is not verified here: a person confirms each document.
 */
export function ratePart2(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  const counseling = document.recordKind === 'sud-counseling-notes';
  if (!isPart2(document)) return [];
  if (authority.basis === 'to-individual')
    return counseling ? [byPolicy('needs-professional', 'release/professional-judgement')] : [];
  const facts: Facts = {
    part2_record: true,
    use_against_patient: authority.useAgainstPatient,
    disclosure_basis: authority.basis,
    redisclosure_received_for_tpo: authority.stated.redisclosure_received_for_tpo ?? false,
  };
  const table = (ruleId: string, more: Facts = {}) =>
    tableReason(ask(rules, ruleId, 'table', { on, facts: { ...facts, ...more } }));

  const votes = againstPatient(authority, table('us/part2/proceedings-against-patient'));
  if (counseling) {
    const notes = table('us/part2/counseling-notes-consent', { record_kind: 'sud-counseling-notes' });
    votes.push({ decision: 'needs-consent', reason: plainOr(notes) });
  }
  const without = table('us/part2/without-consent');
  if (without?.answer === 'no-consent-needed')
    return [
      ...votes,
      byPolicy('needs-review', 'release/sensitive-class-basis'),
      { decision: 'needs-review', reason: plain(without) },
    ];
  if (authority.part2Consent === 'sufficient') return votes;
  if (table('us/part2/redisclosure-by-recipient')?.answer === 'under-hipaa') return votes;
  if (without?.answer === 'part2-order-needed') votes.push({ decision: 'needs-consent', reason: plain(without) });
  return [...votes, { decision: 'needs-consent', reason: consentReason(authority, rules) }];
}

export function isPart2({ recordKind, labels }: DocumentFacts): boolean {
  return recordKind === 'sud-counseling-notes' || recordKind === 'sud-record' || labels.includes('substance-use-part2');
}

function againstPatient(
  authority: ReleaseAuthority,
  against: (Reason & { readonly answer: string }) | undefined,
): Vote[] {
  if (!authority.useAgainstPatient || authority.basis === 'part2-court-order') return [];
  // Before the rule of 2024 was in force no text of ours answers: nothing leaves against the patient on that silence.
  if (against === undefined) return [byPolicy('needs-consent', 'release/rule-not-decisive')];
  return against.answer === 'consent-or-order-needed' ? [{ decision: 'needs-consent', reason: plain(against) }] : [];
}

function consentReason(authority: ReleaseAuthority, rules: RuleBookRules): Reason {
  const rule = rules.get('us/part2/consent-elements');
  return {
    ruleId: 'us/part2/consent-elements',
    ...(rule === undefined ? {} : { version: rule.version }),
    cite: '42 CFR 2.31',
    text: CONSENT_TEXT[authority.part2Consent === 'sufficient' ? 'none' : authority.part2Consent],
  };
}

const CONSENT_TEXT = {
  none: 'Substance use disorder records under 42 CFR Part 2: the patient’s written consent for them is needed',
  defective: 'The consent for records under 42 CFR Part 2 lacks an element or is no longer good',
  undecided: 'The consent for records under 42 CFR Part 2 has not been read completely',
} as const;
