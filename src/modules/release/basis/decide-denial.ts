import type { DateText, Facts } from '../../../../packages/rule-engine/index.ts';
import { ask, policy, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { plain } from './facts.ts';

export type Denial = Pick<Facts, 'denial_ground' | 'inmate' | 'licensed_professional_judged'>;

export interface DenialRuling {
  /** needs-professional: a ground that only a licensed professional's judgement makes one. */
  readonly answer: 'unreviewable' | 'reviewable' | 'needs-professional' | 'no-ground' | 'undecided';
  readonly reason: Reason;
}

/** Grounds that hold on the judgement of a licensed professional, and are reviewed by another (45 CFR 164.524(a)(3)). */
const JUDGED: readonly Facts['denial_ground'][] = [
  'endangers-life-or-safety',
  'harms-another-person-mentioned',
  'harm-through-representative',
];

/** 45 CFR 164.524(a)(2)-(3): on no other ground, and the three that are reviewed only on a professional's judgement. */
export function decideDenial(denial: Denial, rules: RuleBookRules, on: DateText): DenialRuling {
  const facts: Facts = { inmate: false, licensed_professional_judged: false, ...denial };
  const ground = tableReason(ask(rules, 'us/hipaa/access-denial-grounds', 'table', { on, facts }));
  if (ground === undefined) return { answer: 'undecided', reason: policy('release/rule-not-decisive') };
  const reason = plain(ground);
  if (ground.answer === 'unreviewable' || ground.answer === 'reviewable') return { answer: ground.answer, reason };
  const unjudged = JUDGED.includes(denial.denial_ground) && denial.licensed_professional_judged !== true;
  return { answer: unjudged ? 'needs-professional' : 'no-ground', reason };
}
