import {
  citationsOf,
  evaluate,
  factsIn,
  lowestCharges,
  printCents,
  rulesInForce,
  type FactName,
  type RuleOf,
  type RulingOf,
} from '../../../../packages/rule-engine/index.ts';
import type { Reason, RuleBookRules } from '../reason.ts';
import { decideFeeKind, feePolicy, type FeeKind } from './decide-fee-kind.ts';
import { factsOf, isOwnRequest, type FeeQuestion } from './fee-question.ts';
import { lineOfPolicy, linesOf, leftOutOf, type FeeLine, type LeftOut } from './quote-lines.ts';

export interface Quote {
  readonly kind: FeeKind;
  readonly payer: 'requester' | 'program' | 'nobody';
  readonly method: 'cost' | 'flat' | 'schedule' | 'program' | 'customary' | 'none';
  readonly lines: readonly FeeLine[];
  /** What the law does not let this requester pay for. */
  readonly leftOut: readonly LeftOut[];
  readonly total: number;
  readonly currency: string;
  /** Whether the sum may be charged without a person having confirmed it. */
  readonly acts: boolean;
  readonly warnings: readonly string[];
  readonly reasons: readonly Reason[];
  /** Rules that answered, with the version whose text counts. */
  readonly rules: readonly { readonly ruleId: string; readonly version: string; readonly on: string }[];
  /** The other way to charge an individual, where there is a choice. */
  readonly options: readonly { readonly method: 'cost' | 'flat'; readonly total: number }[];
}

type Charged = Pick<Quote, 'payer' | 'method' | 'lines' | 'acts' | 'warnings'> &
  Partial<Pick<Quote, 'leftOut' | 'options' | 'reasons'>> & { readonly asked?: readonly RulingOf<'fee'>[] };
interface Said {
  readonly ruling: RulingOf<'fee'>;
  readonly rule: RuleOf<'fee'>;
}

const COST_RULE = 'us/hipaa/access-cost-fee';
const FLAT_RULE = 'us/hipaa/access-flat-fee-option';
const FEDERAL = [COST_RULE, FLAT_RULE];
const USD = 'USD';

/**
 * What the copy may cost, line by line, with the rule and the working of each. Figures that nobody verified, and questions
 * on which the book is silent, make a sum that does not act: a person confirms it first.
 */
export function evaluateQuote(asked: FeeQuestion, rules: RuleBookRules): Quote {
  const { kind, reasons } = decideFeeKind(asked, rules);
  const said = askRules(asked, rules);
  const charged = charge(kind, asked, said, rules);
  const lines = charged.lines.filter(({ amount }) => amount !== 0);
  return {
    kind,
    payer: charged.payer,
    method: charged.method,
    lines,
    leftOut: charged.leftOut ?? [],
    total: lines.reduce((sum, { amount }) => sum + amount, 0),
    currency: USD,
    acts: charged.acts,
    warnings: [...new Set(charged.warnings)],
    reasons: [...reasons, ...(charged.reasons ?? [])],
    rules: (charged.asked ?? []).map(({ ruleId, version, on }) => ({ ruleId, version, on })),
    options: charged.options ?? [],
  };
}

function charge(kind: FeeKind, asked: FeeQuestion, said: readonly Said[], rules: RuleBookRules): Charged {
  switch (kind) {
    case 'portal':
    case 'internal':
    case 'continuity-of-care':
      return { payer: 'nobody', method: 'none', lines: [], acts: true, warnings: [] };
    case 'social-security':
      return chargeProgram(asked, said);
    case 'workers-compensation':
      // Without a rule of its own the injured person keeps the right of access, at its price.
      return isOwnRequest(asked)
        ? chargePatient(asked, said, rules)
        : chargeSchedule(asked, said.filter(asksForProgram));
    case 'patient':
      return chargePatient(asked, said, rules);
    case 'directive':
    case 'schedule':
      return chargeSchedule(asked, said);
  }
}

/** Every fee rule of the place, each with the law of the day it goes by: of the receipt, or of the invoice. */
function askRules(asked: FeeQuestion, rules: RuleBookRules): Said[] {
  const facts = factsOf(asked);
  const days = [
    { dayOf: 'receipt', on: asked.receivedOn },
    { dayOf: 'invoice', on: asked.invoicedOn },
  ] as const;
  return days.flatMap(({ dayOf, on }) =>
    rulesInForce(rules.values(), { on, jurisdictions: asked.jurisdictions, topic: 'copy-fee', facts }).flatMap(
      ({ rule, value }) =>
        rule.kind === 'fee' && 'dayOf' in value && value.dayOf === dayOf
          ? [{ rule, ruling: evaluate(rule, { on, facts }) }]
          : [],
    ),
  );
}

function asksForProgram({ rule }: Said): boolean {
  return factsIn(rule.appliesWhen).includes('copy_program');
}

/** The program that asks pays what its request says; whoever the claimant is, the claimant does not. */
function chargeProgram(asked: FeeQuestion, said: readonly Said[]): Charged {
  const program = said.find(({ ruling }) => ruling.ruleId === 'us/ssa/program-fee');
  const own = isOwnRequest(asked);
  const warnings = [
    ...(program?.ruling.warnings ?? []),
    ...(own ? ['The claimant is not billed: invoice the agency that asked, with a request of its own.'] : []),
    ...(asked.input.programCents === undefined && !own ? ['Enter the fixed fee that stands in the request.'] : []),
  ];
  const lines = program === undefined || own ? [] : linesOf(program.ruling, asked);
  return {
    payer: own ? 'nobody' : 'program',
    method: own ? 'none' : 'program',
    lines,
    acts: own || (program?.ruling.acts ?? false),
    warnings,
    asked: program === undefined ? [] : [program.ruling],
  };
}

/** 45 CFR 164.524(c)(4): what the copy costs or the flat option, and never above what the state allows. */
function chargePatient(asked: FeeQuestion, said: readonly Said[], rules: RuleBookRules): Charged {
  const cost = said.find(({ ruling }) => ruling.ruleId === COST_RULE)?.ruling;
  const flat = said.find(({ ruling }) => ruling.ruleId === FLAT_RULE)?.ruling;
  const states = said.map(({ ruling }) => ruling).filter(({ ruleId }) => !FEDERAL.includes(ruleId));
  if (cost?.answer == null) return chargeSchedule(asked, said);
  const free = states.find((ruling) => ruling.acts && ruling.answer?.basis === 'exact' && ruling.answer.total === 0);
  if (free !== undefined)
    return {
      ...{ payer: 'nobody', method: 'none', lines: [], acts: true, warnings: [], asked: [free] },
      reasons: [reasonOf(free, 'This copy is free of charge')],
    };
  const isFlat = flat?.answer != null && asked.input.method !== 'cost';
  const chosen = isFlat ? flat : cost;
  const lines = linesOf(chosen, asked);
  const copying = lines.filter(({ id }) => isFlat || id === 'labor' || id === 'supplies');
  const under = ceiling(copying, states);
  const options = [
    { method: 'cost' as const, total: cost.answer.total },
    ...(flat?.answer == null ? [] : [{ method: 'flat' as const, total: flat.answer.total }]),
  ];
  return {
    payer: 'requester',
    method: isFlat ? 'flat' : 'cost',
    lines: [...lines, ...under.lines],
    acts: chosen.acts && under.acts,
    warnings: [
      ...chosen.warnings,
      ...under.warnings,
      ...(asked.input.method === 'flat' && !isFlat
        ? ['The flat fee is an option only for electronic copies of what is held electronically.']
        : []),
    ],
    leftOut: leftOutOf(asked, rules),
    options,
    asked: [chosen, ...under.asked],
  };
}

/** The state may protect more (45 CFR 160.203(b)): the lowest verified ceiling cuts the sum, an unverified one only warns. */
function ceiling(copying: readonly FeeLine[], states: readonly RulingOf<'fee'>[]) {
  const sum = copying.reduce((total, { amount }) => total + amount, 0);
  const answered = states.flatMap((ruling) =>
    ruling.answer !== null && ruling.answer.total < sum ? [{ ruling, total: ruling.answer.total }] : [],
  );
  const acting = answered.filter(({ ruling }) => ruling.acts).sort((a, b) => a.total - b.total)[0];
  const least = acting?.total ?? sum;
  const doubtful = answered.filter(({ ruling, total }) => !ruling.acts && total < least);
  const line =
    acting === undefined
      ? []
      : [
          {
            id: 'ceiling',
            text: 'Reduced to what the state allows',
            working: `${printCents(sum, USD)} is above ${printCents(acting.total, USD)}`,
            amount: acting.total - sum,
            ruleId: acting.ruling.ruleId,
            version: acting.ruling.version,
            citations: acting.ruling.citations,
          },
        ];
  return {
    lines: line,
    acts: doubtful.length === 0,
    warnings: doubtful.map(
      ({ ruling, total }) =>
        `${ruling.citations.join('; ')} might allow only ${printCents(total, USD)}. ${ruling.warnings.join(' ')}`,
    ),
    asked: acting === undefined ? [] : [acting.ruling],
  };
}

/** The lowest schedule of the place; where none answers, the customary charge, which a person confirms. */
function chargeSchedule(asked: FeeQuestion, said: readonly Said[]): Charged {
  const rulings = said.map(({ ruling }) => ruling).filter(({ ruleId }) => !FEDERAL.includes(ruleId));
  const lowest = lowestCharges(rulings);
  const atCost = atCostLines(asked);
  const open = rulings.filter(({ outcome }) => outcome === 'needs-facts');
  const lacking = open.map(
    ({ citations, needs }) => `${citations.join('; ')} counts something else: ${factWords(needs)}.`,
  );
  if (lowest === null) {
    const lines = customaryLines(asked);
    return {
      ...{ payer: 'requester', method: 'customary', lines: [...lines, ...atCost], acts: false },
      warnings: ['No schedule of this place answers. A person decides what is charged.', ...lacking],
      reasons: [feePolicy('fees/customary')],
    };
  }
  const { governing } = lowest;
  const rule = said.find(({ ruling }) => ruling === governing)?.rule;
  const free = governing.answer?.basis === 'exact' && governing.answer.total === 0;
  const unpriced = free || rule === undefined ? [] : notPriced(asked, rule);
  return {
    payer: free ? 'nobody' : 'requester',
    method: free ? 'none' : 'schedule',
    lines: free ? [] : [...linesOf(governing, asked), ...atCost],
    acts: lowest.acts && lowest.warnings.length === 0 && unpriced.length === 0 && (free || atCost.length === 0),
    warnings: [
      ...lowest.warnings,
      ...unpriced,
      ...(free || atCost.length === 0
        ? []
        : [`${governing.citations.join('; ')}: what the schedule says of postage and media is not in the book.`]),
    ],
    asked: [governing],
  };
}

function customaryLines(asked: FeeQuestion): FeeLine[] {
  const { customaryBaseCents: base, customaryPageCents: each } = asked.input;
  const policy = feePolicy('fees/customary');
  return [
    lineOfPolicy(policy, {
      id: 'base',
      text: 'Customary charge',
      working: `flat ${printCents(base, USD)}`,
      amount: base,
    }),
    lineOfPolicy(policy, {
      ...{ id: 'pages', text: 'Pages' },
      working: `${asked.pages} × ${printCents(each, USD)}`,
      amount: asked.pages * each,
    }),
  ];
}

function atCostLines({ input }: FeeQuestion): FeeLine[] {
  const policy = feePolicy('fees/at-cost');
  const line = (id: string, text: string, amount: number) =>
    amount === 0 ? [] : [lineOfPolicy(policy, { id, text, working: `actual cost ${printCents(amount, USD)}`, amount })];
  return [...line('postage', 'Postage', input.postageCents), ...line('media', 'Portable media', input.mediaCents)];
}

/** Asked for, and the schedule names no charge for it: it is given without one, and a person is told. */
function notPriced({ input }: FeeQuestion, rule: RuleOf<'fee'>): string[] {
  const counted = new Set(
    rule.values.flatMap(({ lines }) => lines.flatMap((line) => ('count' in line ? [line.count] : []))),
  );
  const wanted = [
    ['certifications', input.certifications],
    ['affidavits', input.affidavits],
    ['non_paper_items', input.nonPaperItems],
  ] as const;
  return wanted.flatMap(([fact, count]) =>
    count > 0 && !counted.has(fact)
      ? [`${citationsOf(rule).join('; ')} names no charge for ${factWords([fact])}; none is made.`]
      : [],
  );
}

function reasonOf({ ruleId, version, citations }: RulingOf<'fee'>, text: string): Reason {
  return { ruleId, version, cite: citations.join('; '), text };
}

function factWords(names: readonly FactName[]): string {
  return names.map((name) => name.replaceAll('_', ' ')).join(', ');
}
