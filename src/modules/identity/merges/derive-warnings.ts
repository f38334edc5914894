import type { FactCounts } from '../count-facts.ts';

export interface Side {
  readonly birthDate?: string | undefined;
  readonly sex: string;
  readonly dead: boolean;
  readonly flags: readonly string[];
  readonly counts: FactCounts;
}

export const WARNINGS = [
  'in-question',
  'sealed',
  'birth-date-differs',
  'sex-differs',
  'death-differs',
  'two-portal-accounts',
  'legal-hold',
  'requests',
  'restrictions',
  'hidden',
] as const;
export type Warning = (typeof WARNINGS)[number];

/**
 * What a person should know before two registrations become one, from both sides. Nothing is moved by a merge: holds go on
 * binding their units, restrictions and representatives count for the whole person, each portal account reaches both.
 */
export function deriveWarnings(left: Side, right: Side): Warning[] {
  const either = (test: (side: Side) => boolean) => test(left) || test(right);
  const found: Record<Warning, boolean> = {
    'in-question': either(({ flags }) => flags.includes('identity-in-question')),
    sealed: either(({ flags }) => flags.includes('sealed-identity')),
    'birth-date-differs':
      left.birthDate !== undefined && right.birthDate !== undefined && left.birthDate !== right.birthDate,
    'sex-differs': left.sex !== right.sex && ![left.sex, right.sex].includes('unknown'),
    'death-differs': left.dead !== right.dead,
    'two-portal-accounts': left.counts['portal-accounts'] > 0 && right.counts['portal-accounts'] > 0,
    'legal-hold': either(({ counts }) => counts['legal-holds'] > 0),
    requests: either(({ counts }) => counts.requests > 0),
    restrictions: either(({ counts }) => counts.restrictions > 0),
    hidden: either(({ flags }) => flags.includes('vip') || flags.includes('restricted')),
  };
  return WARNINGS.filter((warning) => found[warning]);
}
