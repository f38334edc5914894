import { describe, expect, it } from 'vitest';
import { readRule } from '../../../../packages/rule-engine/index.ts';
import { readRuleBook } from '../../regulations/read-rule-book.ts';
import { evaluateQuote } from './evaluate-quote.ts';
import { type FeeQuestion, NO_COSTS, type QuoteInput } from './fee-question.ts';

const { rules } = readRuleBook('regulations');

type Over = Partial<QuoteInput> & Partial<Pick<FeeQuestion, 'requester' | 'purpose'>> & { place?: string; on?: string };

function ask({ place = 'us/ny', on = '2026-06-01', requester = 'attorney', purpose = 'legal-claim', ...input }: Over) {
  return {
    ...{ input: { ...NO_COSTS, ...input }, pages: input.pages ?? 0, requester, purpose },
    ...{ jurisdictions: [place], receivedOn: on, invoicedOn: on },
  } satisfies FeeQuestion;
}
const quote = (over: Over) => evaluateQuote(ask(over), rules);

const PATIENT = { requester: 'individual', purpose: 'at-request-of-individual' } as const;
const HOUR = { laborMinutes: 60, laborCentsPerHour: 3_000 } as const;
const HALF_HOUR = { laborMinutes: 30, laborCentsPerHour: 3_000 } as const;
const ELECTRONIC = { copyForm: 'electronic' } as const;

/** Cents, worked out by hand from the schedule that the rule cites; `!`: it acts, `?`: a person confirms it. */
const SITUATIONS: readonly (readonly [string, Over, number, '!' | '?'])[] = [
  // 45 CFR 164.524(c)(4) and the guidance of 2016
  ['the patient, electronically: the flat option', { ...PATIENT, ...ELECTRONIC, place: 'us/wa', pages: 400 }, 650, '!'],
  [
    'the same at cost: 12 min of $24',
    { ...PATIENT, ...ELECTRONIC, method: 'cost', laborMinutes: 12, laborCentsPerHour: 2_400, place: 'us/wa' },
    480,
    '!',
  ],
  [
    'the patient on paper: 4.80 + 1.25 + 1.95',
    {
      ...PATIENT,
      laborMinutes: 12,
      laborCentsPerHour: 2_400,
      suppliesCents: 125,
      postageCents: 195,
      place: 'us/wa',
      pages: 25,
    },
    800,
    '!',
  ],
  [
    'electronically from paper: no flat option',
    {
      ...PATIENT,
      ...ELECTRONIC,
      heldElectronically: false,
      laborMinutes: 10,
      laborCentsPerHour: 1_800,
      place: 'us/wa',
    },
    300,
    '!',
  ],
  [
    'the flat option asked for on paper is cost',
    { ...PATIENT, method: 'flat', laborMinutes: 12, laborCentsPerHour: 2_400, place: 'us/wa' },
    480,
    '!',
  ],
  [
    '7 min of $22.50 are 262.5 cents, rounded up',
    { ...PATIENT, laborMinutes: 7, laborCentsPerHour: 2_250, place: 'us/wa' },
    263,
    '!',
  ],
  ['1 min of $17 is 28.33 cents', { ...PATIENT, laborMinutes: 1, laborCentsPerHour: 1_700, place: 'us/wa' }, 28, '!'],
  [
    '1 min of $17.50 is 29.17 cents',
    { ...PATIENT, laborMinutes: 1, laborCentsPerHour: 1_750, place: 'us/wa' },
    29,
    '!',
  ],
  [
    'a representative: disc 1.50, agreed summary 25',
    {
      ...PATIENT,
      requester: 'personal-representative',
      mediaCents: 150,
      summaryCents: 2_500,
      place: 'us/ga',
      pages: 10,
    },
    2_650,
    '!',
  ],
  [
    'searching is left out',
    { ...PATIENT, searchCents: 2_500, laborMinutes: 12, laborCentsPerHour: 2_400, place: 'us/wa' },
    480,
    '!',
  ],
  [
    'certification is left out',
    { ...PATIENT, certifications: 1, laborMinutes: 12, laborCentsPerHour: 2_400, place: 'us/wa' },
    480,
    '!',
  ],
  ['fetched in the portal', { ...PATIENT, ...ELECTRONIC, program: 'patient-portal', pages: 400 }, 0, '!'],
  // the state allows the patient less
  ['California, 25 pages: 15.00 cut to 6.25', { ...PATIENT, ...HALF_HOUR, place: 'us/ca', pages: 25 }, 625, '!'],
  [
    'California, and 1.95 postage on top',
    { ...PATIENT, ...HALF_HOUR, place: 'us/ca', pages: 25, postageCents: 195 },
    820,
    '!',
  ],
  ['California, 80 pages: 15.00 lies below 20.00', { ...PATIENT, ...HALF_HOUR, place: 'us/ca', pages: 80 }, 1_500, '!'],
  [
    'California, for a benefit appeal',
    { ...PATIENT, ...HALF_HOUR, place: 'us/ca', pages: 25, claimForBenefits: true },
    0,
    '!',
  ],
  [
    'Massachusetts, for a claim for benefits',
    { ...PATIENT, ...HALF_HOUR, place: 'us/ma', pages: 25, claimForBenefits: true },
    0,
    '!',
  ],
  ['New York, 10 pages: 15.00 cut to 7.50', { ...PATIENT, ...HALF_HOUR, pages: 10 }, 750, '!'],
  ['New York, electronically', { ...PATIENT, ...ELECTRONIC, pages: 10 }, 650, '!'],
  [
    'Florida physician, 26 pages: 30.00 cut to 25.25',
    { ...PATIENT, ...HOUR, place: 'us/fl', custodian: 'physician', pages: 26 },
    2_525,
    '!',
  ],
  [
    'Florida hospital, 40 pages: 30.00 lies below 40.00',
    { ...PATIENT, ...HOUR, place: 'us/fl', pages: 40 },
    3_000,
    '!',
  ],
  [
    'Pennsylvania 2025, 20 pages: 60.00 cut to 38.80, no search',
    { ...PATIENT, laborMinutes: 120, laborCentsPerHour: 3_000, place: 'us/pa', on: '2025-06-01', pages: 20 },
    3_880,
    '!',
  ],
  [
    'Illinois 2024, electronic, at cost below the ceiling',
    { ...PATIENT, ...HOUR, ...ELECTRONIC, method: 'cost', place: 'us/il', on: '2024-06-01', pages: 24 },
    3_000,
    '!',
  ],
  ['Ohio, 5 pages: an unverified 18.10 only warns', { ...PATIENT, ...HOUR, place: 'us/oh', pages: 5 }, 3_000, '?'],
  ['Ohio, 50 pages: 30.00 lies below any figure', { ...PATIENT, ...HOUR, place: 'us/oh', pages: 50 }, 3_000, '!'],
  // others: the schedule of the place
  ['an attorney in Florida, 100 pages', { place: 'us/fl', pages: 100 }, 10_000, '!'],
  [
    '40 pages, 2 films, 3 years in Florida',
    { place: 'us/fl', pages: 40, nonPaperItems: 2, yearsSearched: 3 },
    4_700,
    '!',
  ],
  ['an attorney at a Florida physician, 26 pages', { place: 'us/fl', custodian: 'physician', pages: 26 }, 2_600, '!'],
  [
    'an agency at a Florida physician, 26 pages',
    { place: 'us/fl', custodian: 'physician', requester: 'government-agency', pages: 26 },
    2_525,
    '!',
  ],
  ['an attorney in New York, 10 pages', { pages: 10 }, 750, '!'],
  ['an insurer in New York, 100 pages', { requester: 'insurer', purpose: 'payment', pages: 100 }, 7_500, '!'],
  ['another provider, for its own operations', { requester: 'provider', purpose: 'operations', pages: 10 }, 750, '!'],
  ['another provider, for treatment', { requester: 'provider', purpose: 'treatment', pages: 400 }, 0, '!'],
  ['2.00 postage, of which the schedule is silent', { pages: 10, postageCents: 200 }, 950, '?'],
  ['a certification without a price in the schedule', { pages: 10, certifications: 1 }, 750, '?'],
  [
    'Georgia 2025, 101 pages certified',
    { place: 'us/ga', on: '2025-03-01', pages: 101, certifications: 1 },
    12_204,
    '!',
  ],
  ['Georgia 2025, 20 pages', { place: 'us/ga', on: '2025-03-01', pages: 20 }, 4_528, '!'],
  ['Georgia from July 2025, figures due for review', { place: 'us/ga', on: '2025-07-01', pages: 21 }, 4_611, '?'],
  [
    'Georgia, a disability claim: the schedule is silent',
    { place: 'us/ga', on: '2025-03-01', pages: 20, claimForBenefits: true, customaryPageCents: 50 },
    1_000,
    '?',
  ],
  ['Pennsylvania 2025, 20 pages with search', { place: 'us/pa', on: '2025-06-01', pages: 20 }, 6_754, '!'],
  ['Pennsylvania 2025, 61 pages', { place: 'us/pa', on: '2025-06-01', pages: 61 }, 12_564, '!'],
  ['Pennsylvania 2026, last year’s figures', { place: 'us/pa', on: '2026-01-01', pages: 20 }, 6_754, '?'],
  ['Washington 2021, 30 pages', { place: 'us/wa', on: '2021-06-01', pages: 30 }, 6_520, '!'],
  ['Washington 2021, 31 pages', { place: 'us/wa', on: '2021-06-01', pages: 31 }, 6_614, '!'],
  ['Washington today, figures due for review', { place: 'us/wa', pages: 30 }, 6_520, '?'],
  ['Texas physician, 20 pages', { place: 'us/tx', custodian: 'physician', pages: 20 }, 2_500, '!'],
  ['Texas physician, 21 pages', { place: 'us/tx', custodian: 'physician', pages: 21 }, 2_550, '!'],
  [
    'Texas physician, 21 pages and an affidavit',
    { place: 'us/tx', custodian: 'physician', pages: 21, affidavits: 1 },
    4_050,
    '!',
  ],
  [
    'Texas physician, 500 electronic pages',
    { ...ELECTRONIC, place: 'us/tx', custodian: 'physician', pages: 500 },
    2_500,
    '!',
  ],
  [
    'Texas physician, 501 electronic pages',
    { ...ELECTRONIC, place: 'us/tx', custodian: 'physician', pages: 501 },
    5_000,
    '!',
  ],
  [
    'Texas hospital: no schedule, the customary 30 × 0.50',
    { place: 'us/tx', pages: 30, customaryPageCents: 50 },
    1_500,
    '?',
  ],
  ['Illinois 2024, 25 pages', { place: 'us/il', on: '2024-06-01', pages: 25 }, 6_722, '!'],
  ['Illinois 2024, 51 pages', { place: 'us/il', on: '2024-06-01', pages: 51 }, 8_940, '!'],
  ['Illinois 2024, 27 electronic pages', { ...ELECTRONIC, place: 'us/il', on: '2024-06-01', pages: 27 }, 5_184, '!'],
  ['Massachusetts, 101 pages, unverified', { place: 'us/ma', pages: 101 }, 6_525, '?'],
  ['Ohio, 60 pages, unverified', { place: 'us/oh', pages: 60 }, 7_043, '?'],
  ['California, 40 pages', { place: 'us/ca', pages: 40 }, 1_000, '!'],
  ['California, 10 pages of microfilm', { place: 'us/ca', copyForm: 'microfilm', pages: 10 }, 500, '!'],
  // third-party directives after Ciox v. Azar
  [
    'a directive in California, 40 pages',
    { place: 'us/ca', requester: 'third-party-directive', pages: 40 },
    1_000,
    '!',
  ],
  [
    'a directive in Illinois 2024, 25 electronic pages',
    { ...ELECTRONIC, place: 'us/il', on: '2024-06-01', requester: 'third-party-directive', pages: 25 },
    5_097,
    '!',
  ],
  [
    'a directive, electronic, where only paper has a price',
    { ...ELECTRONIC, place: 'us/ca', requester: 'third-party-directive', pages: 40, customaryBaseCents: 2_000 },
    2_000,
    '?',
  ],
  // programs
  [
    'Social Security pays the 15.00 of its request',
    { program: 'social-security', requester: 'government-agency', purpose: 'other', pages: 80, programCents: 1_500 },
    1_500,
    '?',
  ],
  [
    'Social Security asks through the claimant: nobody is billed',
    { ...PATIENT, program: 'social-security', pages: 80, programCents: 1_500 },
    0,
    '!',
  ],
  [
    'Texas workers’ compensation, carrier, 21 pages',
    { place: 'us/tx', program: 'workers-compensation', requester: 'insurer', purpose: 'payment', pages: 21 },
    1_530,
    '?',
  ],
  [
    'Texas workers’ compensation, first copy of the employee',
    { ...PATIENT, ...HOUR, place: 'us/tx', program: 'workers-compensation', pages: 21 },
    0,
    '!',
  ],
  [
    'workers’ compensation without a schedule in the book',
    {
      place: 'us/ny',
      program: 'workers-compensation',
      requester: 'insurer',
      purpose: 'payment',
      pages: 10,
      customaryPageCents: 50,
    },
    500,
    '?',
  ],
  ['a hospital in another country', { ...PATIENT, place: 'de', pages: 10, customaryPageCents: 20 }, 200, '?'],
];

describe('the fee for a copy', () => {
  it.each(SITUATIONS)('%s', (_name, over, total, mark) => {
    const made = quote(over);
    expect([made.total, made.acts ? '!' : '?']).toEqual([total, mark]);
    expect(made.lines.reduce((sum, { amount }) => sum + amount, 0)).toBe(total);
    expect(made.lines.every(({ citations }) => citations.length > 0)).toBe(true);
    if (!made.acts) expect(made.warnings.length).toBeGreaterThan(0);
  });

  it('covers at least forty situations', () => {
    expect(SITUATIONS.length).toBeGreaterThanOrEqual(40);
  });

  it('shows the working of each line with rule and citation', () => {
    expect(
      quote({ place: 'us/fl', custodian: 'physician', requester: 'government-agency', pages: 26 }).lines,
    ).toMatchObject([
      { working: '25 × $1.00 (numbers 1 to 25)', amount: 2_500, citations: ['Fla. Admin. Code 64B8-10.003'] },
      { working: '1 × $0.25 (number 26)', amount: 25, ruleId: 'us/fl/physician-patient-copy-fee' },
    ]);
    expect(quote({ ...PATIENT, ...HALF_HOUR, place: 'us/ca', pages: 25 }).lines).toMatchObject([
      { working: '30 minutes × $30.00 an hour', amount: 1_500, citations: ['45 CFR 164.524(c)(4)'] },
      { id: 'ceiling', working: '$15.00 is above $6.25', amount: -875, ruleId: 'us/ca/copy-fee' },
    ]);
  });

  it('says what an individual is not charged for, and by which paragraph', () => {
    expect(quote({ ...PATIENT, searchCents: 2_500, certifications: 1 }).leftOut).toMatchObject([
      { id: 'search', amount: 2_500, cite: '45 CFR 164.524(c)(4)' },
      { id: 'verification', cite: '45 CFR 164.524(c)(4)' },
    ]);
  });

  it('offers the individual’s two ways beside each other', () => {
    expect(quote({ ...PATIENT, ...ELECTRONIC, ...HALF_HOUR, place: 'us/wa' }).options).toEqual([
      { method: 'cost', total: 1_500 },
      { method: 'flat', total: 650 },
    ]);
  });

  it('names the judgment for a directive, and never bills the claimant of Social Security', () => {
    expect(quote({ requester: 'third-party-directive', pages: 10 })).toMatchObject({
      kind: 'directive',
      reasons: [{ cite: expect.stringContaining('Ciox Health v. Azar') as string }, {}],
    });
    expect(quote({ ...PATIENT, program: 'social-security', programCents: 1_500 })).toMatchObject({
      payer: 'nobody',
      lines: [],
    });
  });

  it('goes by the law of the receipt, or of the invoice where a rule says so', () => {
    const head = {
      ...{
        kind: 'fee',
        title: 'An example',
        description: 'Says what the test needs.',
        jurisdiction: 'zz',
        topic: 'copy-fee',
      },
      references: [{ title: 'Example Act', section: 'EA 1' }],
      verification: { status: 'verified', source: 'T', checked_on: '2026-01-01' },
    };
    const value = (from: string, each: number, more: object) => ({
      ...{ from, currency: 'USD', basis: 'maximum', ...more },
      lines: [{ id: 'pages', text: 'Pages', count: 'pages_paper', tiers: [{ each }] }],
    });
    const total = (more: object) => {
      const { rule, flaws } = readRule('zz/example', {
        ...head,
        values: [value('2020-01-01', 1, more), value('2026-01-01', 2, more)],
      });
      if (rule === null) throw new Error(JSON.stringify(flaws));
      const asked = { ...ask({ place: 'zz', pages: 10, on: '2025-12-30' }), invoicedOn: '2026-01-05' };
      return evaluateQuote(asked, new Map([[rule.id, rule]])).total;
    };
    expect(total({})).toBe(1_000);
    expect(total({ day_of: 'invoice' })).toBe(2_000);
  });
});
