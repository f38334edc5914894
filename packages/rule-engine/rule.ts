// What a rule is, once read. Nine tenths of the law a records desk meets has one of these seven shapes; each has its own
// evaluate- file. Everything a rule says is dated: a value holds from one day until another.

import type { Condition } from './condition.ts';
import type { DateText } from './dates.ts';
import type { Rate } from './money.ts';
import type { CountFact, DateFact, MoneyFact, Topic } from './vocabulary.ts';

export const DURATION_UNITS = ['calendar-days', 'business-days', 'working-days', 'months', 'years'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];
export interface Duration {
  readonly n: number;
  readonly unit: DurationUnit;
}

/** How sure we are. Whatever is not verified warns people and never drives an automatic release or destruction. */
export interface Verification {
  readonly status: 'verified' | 'unverified';
  /** Key into regulations/sources.yaml. */
  readonly source: string;
  readonly checkedOn: DateText;
  readonly note: string | null;
}

export interface Reference {
  readonly title: string;
  readonly section: string;
  readonly link: string | null;
}

/** The days on which a value is law. */
export interface Dated {
  /** First day in force; null where the source does not say (then it holds as far back as one asks). */
  readonly from: DateText | null;
  /** First day no longer in force; null while it still is. */
  readonly until: DateText | null;
  /** A figure that is re-indexed: from this day on it may be out of date, so it warns and no longer acts. */
  readonly reviewBy: DateText | null;
  /** Where one value is less sure than the rule as a whole. */
  readonly verification: Verification | null;
  readonly note: string | null;
}

/** A time limit: act within a period after something was received. */
export interface ClockValue extends Duration {
  readonly starts: DateFact;
  readonly extension: (Duration & { readonly times: number; readonly requires: readonly string[] }) | null;
  /** Grounds on which the clock may stand still. Most rules name none: waiting for the requester does not stop a clock. */
  readonly pauses: readonly ClockPause[];
}
export interface ClockPause {
  readonly id: string;
  readonly text: string;
  readonly cite: string;
  /** The longest pause that counts; null where the law sets no limit. */
  readonly maxDays: number | null;
}

/** A look-back: the period before a day that a question covers. */
export interface WindowValue extends Duration {
  readonly ends: DateFact;
}

/** A retention period: keep until the last of these has run. */
export interface RetentionValue {
  readonly keep: 'permanent' | readonly (Duration & { readonly after: DateFact })[];
}

/** Elements, statements, conditions: what must be there and what must not. */
export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly cite: string;
  /** Needed only when this holds. */
  readonly when: Condition | null;
  /** Items of one path belong together; one complete path is enough. Null: always needed. */
  readonly path: string | null;
  /** Finding it is the fault: "known to be revoked". */
  readonly disqualifies: boolean;
}
export interface ChecklistValue {
  readonly items: readonly ChecklistItem[];
  /** What follows for whoever goes ahead: tell the victim, document the agreement. */
  readonly duties: readonly string[];
  /** What may be disclosed at most, when the law lists it. */
  readonly onlyThese: readonly string[];
  readonly neverThese: readonly string[];
}

/** A decision table: the first row that holds answers. */
export interface TableRow {
  readonly when: Condition;
  readonly answer: string;
  readonly because: string;
  readonly cite: string;
}
export interface TableValue {
  readonly rows: readonly TableRow[];
  readonly otherwise: Omit<TableRow, 'when'>;
}

/** A schedule of charges. */
export type FeeLine = { readonly id: string; readonly text: string; readonly when: Condition | null } & (
  | { readonly charge: 'flat'; readonly amount: Rate }
  | { readonly charge: 'tiers'; readonly count: CountFact; readonly tiers: readonly FeeTier[]; readonly times: number }
  | { readonly charge: 'steps'; readonly count: CountFact; readonly steps: readonly FeeStep[] }
  | { readonly charge: 'actual'; readonly cost: MoneyFact }
);
/** Units up to and including `through` cost `each`; the last tier is open. */
export interface FeeTier {
  readonly through: number | null;
  readonly each: Rate;
}
/** One amount for the whole, chosen by the count. */
export interface FeeStep {
  readonly through: number | null;
  readonly amount: Rate;
}
export interface FeeValue {
  readonly currency: string;
  /** A ceiling the law sets, or the price itself. */
  readonly basis: 'maximum' | 'exact';
  /** Whose figures are charged where they change in between: those of the day of receipt, or of the invoice. */
  readonly dayOf: 'receipt' | 'invoice';
  readonly lines: readonly FeeLine[];
  readonly cap: Rate | null;
}

/** Legal holidays: on which days business and working days are not counted. */
export interface CalendarValue {
  readonly days: readonly LegalHoliday[];
}
export type LegalHoliday = {
  readonly id: string;
  readonly text: string;
  readonly cite: string;
  /** Where it falls on a weekend: the Friday before or Monday after, the Monday after a Sunday only, or it is lost. */
  readonly observed: Observance;
} & (
  | { readonly falls: 'date'; readonly month: number; readonly day: number }
  /** `weekday` as ISO has it, 1 Monday to 7 Sunday; `nth` -1 is the last of the month; `plus` days after it. */
  | {
      readonly falls: 'weekday';
      readonly month: number;
      readonly weekday: number;
      readonly nth: number;
      readonly plus: number;
    }
  /** Once: a closure that an authority proclaimed. */
  | { readonly falls: 'once'; readonly on: DateText }
);
export const OBSERVANCES = ['nearest-weekday', 'monday-after', 'not-moved'] as const;
export type Observance = (typeof OBSERVANCES)[number];

/** Words the law prescribes. */
export interface WordingValue {
  readonly wording: string;
}

export interface ValueOf {
  readonly clock: ClockValue;
  readonly window: WindowValue;
  readonly retention: RetentionValue;
  readonly checklist: ChecklistValue;
  readonly table: TableValue;
  readonly fee: FeeValue;
  readonly wording: WordingValue;
  readonly calendar: CalendarValue;
}
export const RULE_KINDS = ['clock', 'window', 'retention', 'checklist', 'table', 'fee', 'wording', 'calendar'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export interface RuleOf<K extends RuleKind> {
  /** The path of its file under regulations/, without the ending: 'us/hipaa/access-response-time'. */
  readonly id: string;
  readonly kind: K;
  readonly title: string;
  /** One sentence in our own words. */
  readonly description: string;
  /** 'us', 'us/tx': the rule binds facilities in that place and below it. */
  readonly jurisdiction: string;
  readonly topic: Topic;
  readonly appliesWhen: Condition | null;
  /** In the order of `from`. */
  readonly values: readonly (Dated & ValueOf[K])[];
  readonly references: readonly Reference[];
  readonly verification: Verification;
  /** Rules that end where this one begins. */
  readonly supersedes: readonly { readonly rule: string; readonly from: DateText }[];
  /** SHA-256 of everything above: stored with every decision, so that the text of that day can be shown. */
  readonly version: string;
}
export type Rule = { [K in RuleKind]: RuleOf<K> }[RuleKind];
