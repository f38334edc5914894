import { printCents, type RulingOf } from '../../../../packages/rule-engine/index.ts';
import { ask, tableReason, type Reason, type RuleBookRules } from '../reason.ts';
import { factsOf, type FeeQuestion } from './fee-question.ts';

/** One charge as it stands on the quote and later on the invoice. Cents; below nothing only where a ceiling cuts. */
export interface FeeLine {
  readonly id: string;
  readonly text: string;
  /** "25 × $0.25 (numbers 1 to 25)". */
  readonly working: string;
  readonly amount: number;
  readonly ruleId: string;
  /** Of a rule of law; a policy of the house has none. */
  readonly version: string | null;
  readonly citations: readonly string[];
}

export interface LeftOut {
  readonly id: string;
  readonly text: string;
  readonly amount: number;
  readonly because: string;
  readonly cite: string;
}

export function linesOf(ruling: RulingOf<'fee'>, { input }: FeeQuestion): FeeLine[] {
  const { answer } = ruling;
  if (answer === null) return [];
  const of = { ruleId: ruling.ruleId, version: ruling.version, citations: ruling.citations };
  const lines = answer.lines.map(({ id, text, working, amount }) => ({
    ...{ id, text, amount, ...of },
    working:
      id === 'labor'
        ? `${input.laborMinutes} ${input.laborMinutes === 1 ? 'minute' : 'minutes'} × ${printCents(input.laborCentsPerHour, answer.currency)} an hour`
        : working,
  }));
  if (answer.cappedFrom === null) return lines;
  return [
    ...lines,
    {
      ...{ id: 'cap', text: 'Capped', ...of, amount: answer.total - answer.cappedFrom },
      working: `${printCents(answer.cappedFrom, answer.currency)} is above ${printCents(answer.total, answer.currency)}`,
    },
  ];
}

export function lineOfPolicy(
  { ruleId, text }: Reason,
  line: Pick<FeeLine, 'id' | 'text' | 'working' | 'amount'>,
): FeeLine {
  return { ...line, ruleId, version: null, citations: [text] };
}

/** What an individual is not charged for (45 CFR 164.524(c)(4)): searching, certifying that it is the whole record. */
export function leftOutOf(asked: FeeQuestion, rules: RuleBookRules): LeftOut[] {
  const { searchCents, certifications, affidavits } = asked.input;
  const notCharged = (component: 'search' | 'verification', text: string, amount: number): LeftOut[] => {
    const facts = { ...factsOf(asked), charge_component: component };
    const reason = tableReason(ask(rules, 'us/hipaa/access-fee-components', 'table', { on: asked.receivedOn, facts }));
    return reason?.answer === 'not-chargeable'
      ? [{ id: component, text, amount, because: reason.text, cite: reason.cite ?? '' }]
      : [];
  };
  return [
    ...(searchCents > 0 ? notCharged('search', 'Search and retrieval', searchCents) : []),
    ...(certifications + affidavits > 0 ? notCharged('verification', 'Certification', 0) : []),
  ];
}
