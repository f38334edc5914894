// What the engine answers: the result, the rule and its version, and whether the answer may act or only warn.

import type { BusinessCalendar, DayOff } from './business-calendar.ts';
import { evaluateCondition, factFlaw, refuseUnknownFacts } from './condition.ts';
import type { DateText } from './dates.ts';
import { citationsOf, valueInForce } from './effective.ts';
import type { Cents } from './money.ts';
import type { Dated, RuleKind, RuleOf, ValueOf } from './rule.ts';
import type { FactName, Facts } from './vocabulary.ts';

/** What a person or a reader found of one element. Not stated is the same as unclear. */
export type ItemState = 'found' | 'missing' | 'unclear';

export interface Question {
  /** The day whose law is asked for: the day of receipt, of the disclosure, of the disposal. */
  readonly on: DateText;
  readonly facts: Facts;
  /** For checklists: what was found, by item id. '*' speaks for every item not named. */
  readonly items?: Readonly<Record<string, ItemState>>;
  /** For business and working days; Saturdays and Sundays off and no holiday when left away, with a warning. */
  readonly calendar?: BusinessCalendar;
}

export interface NamedItem {
  readonly id: string;
  readonly text: string;
  readonly cite: string;
}

export interface ClockAnswer {
  readonly startsOn: DateText;
  /** The last day on which acting is in time. */
  readonly dueOn: DateText;
  /** The last day if the time is extended as often as the law allows; null where it allows none. */
  readonly latestDueOn: DateText | null;
  readonly extensionRequires: readonly string[];
  /** Against the fact as_of, null when it was not stated. */
  readonly overdue: boolean | null;
  readonly daysLeft: number | null;
  /** Legal holidays that were not counted, where the rule counts business or working days. */
  readonly daysOff: readonly DayOff[];
}
export interface WindowAnswer {
  readonly from: DateText;
  readonly to: DateText;
  /** Whether event_on lies in it, null when it was not stated. */
  readonly inside: boolean | null;
}
export interface RetentionAnswer {
  /** The last day of the duty to keep; null: for ever. */
  readonly keepThrough: DateText | null;
  readonly periods: readonly {
    readonly after: FactName;
    readonly startsOn: DateText;
    readonly keepThrough: DateText;
  }[];
  /** Against the fact as_of, null when it was not stated. */
  readonly eligible: boolean | null;
}
export interface ChecklistAnswer {
  readonly result: 'complete' | 'incomplete' | 'undecided';
  readonly found: readonly NamedItem[];
  readonly missing: readonly NamedItem[];
  readonly unclear: readonly NamedItem[];
  /** Found, and each of them spoils the whole. */
  readonly disqualifiedBy: readonly NamedItem[];
  /** The complete path, where there was a choice of paths. */
  readonly path: string | null;
  readonly duties: readonly string[];
  readonly onlyThese: readonly string[];
  readonly neverThese: readonly string[];
}
export interface TableAnswer {
  readonly answer: string;
  readonly because: string;
  readonly cite: string;
}
export interface FeeAnswer {
  readonly currency: string;
  readonly basis: 'maximum' | 'exact';
  readonly total: Cents;
  /** The working, as it can stand on an invoice: "25 pages from 21 to 45 at $0.50". */
  readonly lines: readonly {
    readonly id: string;
    readonly text: string;
    readonly working: string;
    readonly amount: Cents;
  }[];
  /** The sum before the cap, when the cap cut it. */
  readonly cappedFrom: Cents | null;
}
export interface WordingAnswer {
  readonly wording: string;
}
export interface CalendarAnswer {
  /** What the day `event_on` is kept as; null: a day like any other. */
  readonly holiday: DayOff | null;
}
export interface AnswerOf {
  readonly clock: ClockAnswer;
  readonly window: WindowAnswer;
  readonly retention: RetentionAnswer;
  readonly checklist: ChecklistAnswer;
  readonly table: TableAnswer;
  readonly fee: FeeAnswer;
  readonly wording: WordingAnswer;
  readonly calendar: CalendarAnswer;
}

export interface RulingOf<K extends RuleKind> {
  readonly kind: K;
  readonly ruleId: string;
  readonly version: string;
  readonly on: DateText;
  readonly outcome: 'answered' | 'needs-facts' | 'does-not-apply' | 'not-in-force';
  /** Null unless answered. */
  readonly answer: AnswerOf[K] | null;
  /** True only for an answer that is decided, verified and not past its review day. Otherwise it warns, and a person decides. */
  readonly acts: boolean;
  readonly warnings: readonly string[];
  /** The facts still missing, when outcome is needs-facts. */
  readonly needs: readonly FactName[];
  readonly citations: readonly string[];
}
export type Ruling = { [K in RuleKind]: RulingOf<K> }[RuleKind];

/** What a kind's evaluator works out: an answer with its own doubts, or the facts it lacks. */
export type Worked<K extends RuleKind> =
  | { readonly answer: AnswerOf[K]; readonly decided: boolean; readonly warnings: readonly string[] }
  | { readonly needs: readonly FactName[] };

/** The part common to all kinds: facts in the vocabulary, value in force, applies, sure enough to act. */
export function ruleOn<K extends RuleKind>(
  rule: RuleOf<K>,
  question: Question,
  work: (value: Dated & ValueOf[K]) => Worked<K>,
): RulingOf<K> {
  refuseUnknownFacts(question.facts);
  const dayFlaw = factFlaw('as_of', question.on);
  if (dayFlaw !== null) throw new TypeError(`the day of the question: ${dayFlaw}`);
  const base = {
    kind: rule.kind,
    ruleId: rule.id,
    version: rule.version,
    on: question.on,
    answer: null,
    acts: false,
    warnings: [],
    needs: [],
    citations: citationsOf(rule),
  };
  const value = valueInForce(rule, question.on);
  if (value === null) return { ...base, outcome: 'not-in-force' };
  const applies = evaluateCondition(rule.appliesWhen, question.facts);
  if (applies.holds === 'no') return { ...base, outcome: 'does-not-apply' };
  if (applies.holds === 'unknown') return { ...base, outcome: 'needs-facts', needs: applies.needs };
  const worked = work(value);
  if ('needs' in worked) return { ...base, outcome: 'needs-facts', needs: worked.needs };
  const doubts = doubtsAbout(rule, value, question.on);
  return {
    ...base,
    outcome: 'answered',
    answer: worked.answer,
    acts: worked.decided && doubts.length === 0,
    warnings: [...doubts, ...worked.warnings],
  };
}

/** Why a value in force may only warn: nobody verified it, or it is indexed and its year has passed. */
export function doubtsAbout(rule: RuleOf<RuleKind>, value: Dated, on: DateText): string[] {
  const { status, source } = value.verification ?? rule.verification;
  const doubts: string[] = [];
  if (status === 'unverified') {
    doubts.push(`Not verified (source ${source}): a person confirms it before anything rests on it.`);
  }
  if (value.reviewBy !== null && on >= value.reviewBy) {
    doubts.push(`The figure was due for review on ${value.reviewBy}; a newer one may be in force.`);
  }
  return doubts;
}
