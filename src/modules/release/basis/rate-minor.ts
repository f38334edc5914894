import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type RuleBookRules } from '../reason.ts';
import { byPolicy, type DocumentFacts, plain, plainOr, type ReleaseAuthority, type Vote } from './facts.ts';
import { isPart2 } from './rate-part2.ts';

/** Care of these kinds is what states let minors consent to alone. */
const MINORS_CLASSES = ['substance-use-part2', 'mental-health', 'hiv', 'reproductive'] as const;

/**
 * Somebody who acts for the patient asks for what could endanger the patient, or for care that a minor controls:
 * 45 CFR 164.524(a)(3)(iii), 164.502(g)(3)-(5).
 */
export function rateHarm(
  document: DocumentFacts,
  authority: ReleaseAuthority,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  if (authority.requester !== 'personal-representative') return [];
  const votes: Vote[] = [];
  if (document.labels.includes('violence'))
    votes.push({
      decision: 'needs-professional',
      reason: { ...policy('release/professional-judgement'), cite: '45 CFR 164.524(a)(3)(iii)' },
    });
  const { stated } = authority;
  if (stated.abuse_or_endangerment_believed === true) votes.push(rateAbuse(document, authority, rules, on));
  return [...votes, ...rateMinor(document, authority, rules, on)];
}

/** 45 CFR 164.502(g)(5): the facility may refuse to treat this person as the representative. */
function rateAbuse(document: DocumentFacts, authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote {
  const isMinor = document.minorAge !== null;
  const facts: Facts = {
    person_is_minor: isMinor,
    abuse_or_endangerment_believed: true,
    refusal_in_best_interest: authority.stated.refusal_in_best_interest ?? true,
  };
  const ruleId = isMinor ? 'us/hipaa/minor-representative' : 'us/hipaa/personal-representative';
  return { decision: 'needs-professional', reason: plainOr(tableReason(ask(rules, ruleId, 'table', { on, facts }))) };
}

function rateMinor(document: DocumentFacts, authority: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote[] {
  const confidential = document.labels.includes('minor-confidential');
  if (document.minorAge === null)
    return confidential ? [byPolicy('needs-professional', 'release/minor-confidential')] : [];
  const { stated, place } = authority;
  const classes = MINORS_CLASSES.filter((each) =>
    each === 'substance-use-part2' ? isPart2(document) : document.labels.includes(each),
  );
  const votes = classes.flatMap((contentClass) => rateClass(contentClass, document.minorAge ?? 0, place, rules, on));
  const controls = tableReason(
    ask(rules, 'us/hipaa/minor-representative', 'table', {
      on,
      facts: {
        person_is_minor: true,
        abuse_or_endangerment_believed: false,
        refusal_in_best_interest: false,
        minor_consented_alone: stated.minor_consented_alone ?? false,
        minor_may_obtain_without_parent: false,
        parent_agreed_to_confidentiality: stated.parent_agreed_to_confidentiality ?? false,
        representative_kind: 'parent',
        representative_has_authority: true,
      },
    }),
  );
  if (controls?.answer !== 'minor')
    return confidential ? [...votes, byPolicy('needs-professional', 'release/minor-confidential')] : votes;
  return [...votes, ...rateParent(authority, rules, on)];
}

/** The minor controls it: state law says whether a parent sees it, and where it is silent a professional does. */
function rateParent({ stated }: ReleaseAuthority, rules: RuleBookRules, on: DateText): Vote[] {
  const parent = tableReason(
    ask(rules, 'us/hipaa/minor-parent-access', 'table', {
      on,
      facts: { person_is_minor: true, state_law_on_parent_access: stated.state_law_on_parent_access ?? 'silent' },
    }),
  );
  if (parent?.answer === 'may-disclose-to-parent') return [];
  return [
    { decision: parent?.answer === 'must-not-disclose' ? 'withhold' : 'needs-professional', reason: plainOr(parent) },
  ];
}

/** What the law of three states says of this class and age; another place warns and asks a person. */
function rateClass(
  contentClass: (typeof MINORS_CLASSES)[number],
  age: number,
  place: string,
  rules: RuleBookRules,
  on: DateText,
): Vote[] {
  const facts: Facts = { person_is_minor: true, content_class: contentClass, minor_age_at_service: age };
  const answerOf = (ruleId: string) =>
    rules.has(ruleId) ? tableReason(ask(rules, ruleId, 'table', { on, facts })) : undefined;
  const kept = answerOf(`${place}/minor-parent-access`);
  if (kept?.answer === 'prohibits') return [{ decision: 'withhold', reason: plain(kept) }];
  const consent = answerOf(`${place}/minor-consent`);
  if (consent?.answer === 'minor-may-consent') return [{ decision: 'needs-professional', reason: plain(consent) }];
  return [byPolicy('needs-review', 'release/minors-law-unknown')];
}
