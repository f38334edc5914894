import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import { valueInForce } from '../../../../packages/rule-engine/index.ts';
import { decideRelease } from '../decide-release.ts';
import { type AuthorityFacts, deriveAuthorityResult } from '../derive-authority-result.ts';
import { checklistOfBasis, FORM_BASES } from '../evaluate-basis.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { DISCLOSURE_ANSWERS, type DisclosureAnswer } from './answers.ts';
import { decideDenial, type Denial, type DenialRuling } from './decide-denial.ts';
import { type DocumentFacts, plain, type ReleaseAuthority, type ReleaseDecision } from './facts.ts';
import { isPart2 } from './rate-part2.ts';

export interface DisclosureQuestion {
  readonly authority: AuthorityFacts;
  readonly release: ReleaseAuthority;
  readonly document: DocumentFacts;
  /** The ground on which the individual's own access is to be refused, where somebody wants to. */
  readonly denial?: Denial;
}

export interface DisclosureRuling {
  readonly answer: DisclosureAnswer;
  /** What stands against it; where nothing does, what allows it. */
  readonly reasons: readonly Reason[];
  /** What goes along or must be done when it leaves. */
  readonly notices: readonly Reason[];
}

/**
 * Whether a record may leave: by what it rests on, who asks and what for, what kind of content it is, and where. The same
 * deciders as in a case stand behind it, so that what this says of a class is what happens to a document of that class.
 */
export function decideDisclosure(question: DisclosureQuestion, rules: RuleBookRules, on: DateText): DisclosureRuling {
  const authority = askAuthority(question, rules, on);
  const release = { ...question.release, part2Consent: authority.part2Consent };
  const { decision, reasons } = decideRelease(question.document, release, rules, on);
  const denial = question.denial === undefined ? undefined : askDenial(question.denial, rules, on);
  const found = [authority, { answer: ANSWER_OF[decision], reasons }, ...(denial === undefined ? [] : [denial])];
  const strictest = Math.max(...found.map(({ answer }) => DISCLOSURE_ANSWERS.indexOf(answer)));
  const answer = DISCLOSURE_ANSWERS[strictest] ?? 'stopped';
  if (answer !== 'allowed') {
    const against = found.filter((each) => each.answer !== 'allowed').flatMap((each) => each.reasons);
    return { answer, reasons: against, notices: denial?.notices ?? [] };
  }
  const notices = noticesOf(question, release, rules, on);
  return {
    answer: notices.length > 0 ? 'allowed-with-notice' : 'allowed',
    reasons: [...(denial?.reasons ?? []), ...reasons, ...authority.reasons, ...necessity(release, rules, on)],
    notices,
  };
}

const ANSWER_OF: Record<ReleaseDecision, DisclosureAnswer> = {
  include: 'allowed',
  'needs-review': 'ask-a-person',
  'needs-professional': 'needs-professional',
  'needs-consent': 'needs-consent',
  withhold: 'stopped',
};

/** A form that does not hold is mended by another form; a category whose conditions are not met is not open at all. */
function askAuthority({ authority }: DisclosureQuestion, rules: RuleBookRules, on: DateText) {
  const { result, part2Consent, evaluation } = deriveAuthorityResult(authority, rules, on);
  const versions = new Map(evaluation.rules.map(({ ruleId, version }) => [ruleId, version]));
  if (result === 'sufficient') {
    const reasons = evaluation.rules.map(({ ruleId, version }): Reason => {
      const rule = rules.get(ruleId);
      const cite = rule?.references[0]?.section;
      return { ruleId, version, ...(cite === undefined ? {} : { cite }), text: rule?.title ?? ruleId };
    });
    return { answer: 'allowed' as const, reasons, part2Consent };
  }
  const reasons = evaluation.elements
    .filter(({ state }) => state !== 'found')
    .map(({ ruleId, cite, text }): Reason => {
      const version = versions.get(ruleId);
      return { ruleId, ...(version === undefined ? {} : { version }), cite, text };
    });
  const mended = FORM_BASES.includes(authority.basis) || authority.basis === 'to-individual';
  const answer: DisclosureAnswer = result === 'undecided' ? 'ask-a-person' : mended ? 'needs-consent' : 'stopped';
  return { answer, reasons: reasons.length > 0 ? reasons : [policy('release/rule-not-decisive')], part2Consent };
}

function askDenial(
  denial: Denial,
  rules: RuleBookRules,
  on: DateText,
): Pick<DisclosureRuling, 'answer' | 'reasons' | 'notices'> {
  const { answer, reason } = decideDenial(denial, rules, on);
  const notices = answer === 'reviewable' ? noticeOf('us/hipaa/access-review-of-denial', rules) : [];
  return { answer: DENIED[answer], reasons: [reason], notices };
}

const DENIED: Record<DenialRuling['answer'], DisclosureAnswer> = {
  unreviewable: 'stopped',
  reviewable: 'stopped',
  'needs-professional': 'needs-professional',
  'no-ground': 'allowed',
  undecided: 'ask-a-person',
};

function noticesOf(
  { document }: DisclosureQuestion,
  release: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Reason[] {
  const ruleId = checklistOfBasis(release.basis, rules);
  const rule = ruleId === undefined ? undefined : rules.get(ruleId);
  const duties = rule?.kind === 'checklist' ? (valueInForce(rule, on)?.duties ?? []) : [];
  const consented = isPart2(document) && release.part2Consent === 'sufficient';
  const emergency = document.restriction !== 'none' && release.stated.emergency_needs_restricted === true;
  return [
    ...duties.map((text): Reason => ({ ruleId: rule?.id ?? '', ...versionOf(rule), text })),
    ...(consented
      ? ['us/part2/redisclosure-notice', 'us/part2/copy-of-consent'].flatMap((each) => noticeOf(each, rules))
      : []),
    ...(emergency ? noticeOf('us/hipaa/restriction-emergency', rules) : []),
  ];
}

function noticeOf(ruleId: string, rules: RuleBookRules): Reason[] {
  const rule = rules.get(ruleId);
  if (rule === undefined) return [];
  const cite = rule.references[0]?.section;
  return [{ ruleId, version: rule.version, ...(cite === undefined ? {} : { cite }), text: rule.title }];
}

function versionOf(rule: { readonly version: string } | undefined) {
  return rule === undefined ? {} : { version: rule.version };
}

/** Whether only the minimum necessary may go (45 CFR 164.502(b)). */
function necessity(release: ReleaseAuthority, rules: RuleBookRules, on: DateText): Reason[] {
  const facts: Facts = { disclosure_basis: release.basis, disclosure_required_by_law: false };
  const reason = tableReason(ask(rules, 'us/hipaa/minimum-necessary', 'table', { on, facts }));
  return reason === undefined ? [] : [plain(reason)];
}
