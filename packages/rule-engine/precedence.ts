// When several rules speak at once. Which one prevails is settled here in code, not in the rule files: law that protects
// the record or the person more prevails (45 CFR 160.203(b) lets stricter state law stand beside HIPAA).
//
// Doubt always falls to the careful side. A rule nobody verified, or that lacks a fact, never shortens a period, never
// opens a record, never moves a date; it can only stop the automatic way and put the matter before a person.

import type { DateText } from './dates.ts';
import type { RulingOf } from './ruling.ts';

export interface Kept {
  /** The last day of keeping; null: for ever. Undefined never: without rules nothing is eligible. */
  readonly keepThrough: DateText | null;
  readonly governing: RulingOf<'retention'> | null;
  /** Whether disposal may rest on this without a person asking further. */
  readonly acts: boolean;
  readonly warnings: readonly string[];
}

/** The longest period keeps, verified or not. No rule at all, or one that lacks facts: nothing may be destroyed by itself. */
export function longestKeeps(rulings: readonly RulingOf<'retention'>[]): Kept {
  const answered = rulings.filter((ruling) => ruling.answer !== null);
  const open = rulings.filter((ruling) => ruling.outcome === 'needs-facts');
  const [first] = answered;
  if (first === undefined) {
    return { keepThrough: null, governing: null, acts: false, warnings: ['No retention rule answers; keep.'] };
  }
  const governing = answered.reduce(
    (longest, next) => (keptThrough(next) > keptThrough(longest) ? next : longest),
    first,
  );
  return {
    keepThrough: governing.answer?.keepThrough ?? null,
    governing,
    acts: governing.acts && open.length === 0,
    warnings: [
      ...governing.warnings,
      ...open.map((ruling) => `${ruling.ruleId} might keep longer; it needs ${ruling.needs.join(', ')}.`),
    ],
  };
}

/** From open to closed. */
export const PROTECTIONS = ['include', 'needs-judgement', 'needs-consent', 'withhold'] as const;
export type Protection = (typeof PROTECTIONS)[number];

export interface Protected {
  readonly protection: Protection;
  /** The rulings that say so. */
  readonly governing: readonly {
    readonly ruleId: string;
    readonly version: string;
    readonly citations: readonly string[];
  }[];
  readonly acts: boolean;
  readonly warnings: readonly string[];
}

export interface ProtectionVote {
  readonly ruling: RulingOf<'table'> | RulingOf<'checklist'>;
  /** What this ruling means for the document if it is right. */
  readonly protection: Protection;
}

/**
 * The strictest protects. A vote that may not act (unverified, undecided) counts as a need for judgement if it would
 * have opened or closed the record: it cannot do either by itself. Without any vote a person judges.
 */
export function strictestProtects(votes: readonly ProtectionVote[]): Protected {
  const weighed = votes.map(({ ruling, protection }) => ({
    ruling,
    protection: ruling.acts ? protection : ('needs-judgement' as const),
  }));
  if (weighed.length === 0) {
    return {
      protection: 'needs-judgement',
      governing: [],
      acts: false,
      warnings: ['No rule answers; a person judges.'],
    };
  }
  const rank = Math.max(...weighed.map(({ protection }) => PROTECTIONS.indexOf(protection)));
  const protection = PROTECTIONS[rank] ?? 'withhold';
  const governing = weighed.filter((vote) => vote.protection === protection).map(({ ruling }) => ruling);
  return {
    protection,
    governing: governing.map(({ ruleId, version, citations }) => ({ ruleId, version, citations })),
    acts: governing.some((ruling) => ruling.acts),
    warnings: weighed.flatMap(({ ruling }) => ruling.warnings),
  };
}

export interface Due {
  readonly dueOn: DateText;
  readonly governing: RulingOf<'clock'>;
  readonly acts: boolean;
  /** Earlier days that rules which may only warn would set. */
  readonly warnings: readonly string[];
}

/** The earliest due day of the rules that may act; an earlier one of an unverified rule is told beside it. Null: no clock. */
export function earliestDue(rulings: readonly RulingOf<'clock'>[]): Due | null {
  const answered = rulings.flatMap((ruling) =>
    ruling.answer === null ? [] : [{ ruling, dueOn: ruling.answer.dueOn }],
  );
  answered.sort((left, right) => (left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : 0));
  const governing = answered.find(({ ruling }) => ruling.acts) ?? answered[0];
  if (governing === undefined) return null;
  const earlier = answered.filter(({ ruling, dueOn }) => !ruling.acts && dueOn < governing.dueOn);
  return {
    dueOn: governing.dueOn,
    governing: governing.ruling,
    acts: governing.ruling.acts,
    warnings: [
      ...governing.ruling.warnings,
      ...earlier.map(({ ruling, dueOn }) => `${ruling.ruleId} would set ${dueOn}. ${ruling.warnings.join(' ')}`),
    ],
  };
}

export interface Charge {
  readonly total: number;
  readonly governing: RulingOf<'fee'>;
  readonly acts: boolean;
  readonly warnings: readonly string[];
}

/** Of several ceilings the lowest binds. An unverified lower one is told beside it, for a person to look up. */
export function lowestCharges(rulings: readonly RulingOf<'fee'>[]): Charge | null {
  const answered = rulings.flatMap((ruling) =>
    ruling.answer === null ? [] : [{ ruling, total: ruling.answer.total }],
  );
  answered.sort((left, right) => left.total - right.total);
  const governing = answered.find(({ ruling }) => ruling.acts) ?? answered[0];
  if (governing === undefined) return null;
  const lower = answered.filter(({ ruling, total }) => !ruling.acts && total < governing.total);
  return {
    total: governing.total,
    governing: governing.ruling,
    acts: governing.ruling.acts,
    warnings: [...governing.ruling.warnings, ...lower.map(({ ruling }) => `${ruling.ruleId} might allow less.`)],
  };
}

const FOR_EVER = '9999-12-31';

function keptThrough(ruling: RulingOf<'retention'>): DateText {
  return ruling.answer?.keepThrough ?? FOR_EVER;
}
