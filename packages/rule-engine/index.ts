export {
  addBusinessDays,
  daysOffBetween,
  isBusinessDay,
  WEEKENDS_ONLY,
  type BusinessCalendar,
  type DayOff,
} from './business-calendar.ts';
export { readCases, runCase, tell, type CaseResult, type RuleCase } from './cases.ts';
export { evaluateCondition, factFlaw, factsIn, type Condition } from './condition.ts';
export { addDays, addMonths, daysBetween, isDateText, type DateText } from './dates.ts';
export { bindsIn, citationsOf, rulesInForce, valueInForce, type InForce, type InForceQuery } from './effective.ts';
export { calendarBy } from './derive-holidays.ts';
export { countForward, countsBusinessDays } from './evaluate-clock.ts';
export { factsAsked } from './facts-asked.ts';
export { evaluate } from './evaluate.ts';
export { describeCondition, describeValue, explain, printDuration, type Explanation } from './explain.ts';
export { printCents } from './money.ts';
export {
  earliestDue,
  longestKeeps,
  lowestCharges,
  PROTECTIONS,
  strictestProtects,
  type Charge,
  type Due,
  type Kept,
  type Protected,
  type Protection,
  type ProtectionVote,
} from './precedence.ts';
export { readRule, type ReadRule } from './read-rule.ts';
export { Reading, type Flaw, type Place } from './reading.ts';
export {
  RULE_KINDS,
  type ClockPause,
  type ClockValue,
  type Duration,
  type Reference,
  type Rule,
  type RuleKind,
  type RuleOf,
  type Verification,
} from './rule.ts';
export type {
  AnswerOf,
  ChecklistAnswer,
  FeeAnswer,
  ItemState,
  NamedItem,
  Question,
  Ruling,
  RulingOf,
} from './ruling.ts';
export { canonicalJson, versionHash } from './version-hash.ts';
export { FACTS, TOPICS, isFactName, type DateFact, type FactName, type Facts, type Topic } from './vocabulary.ts';
export { endOfLocalDay, localDate, startOfLocalDay } from './zone.ts';
