import type { Facts } from '../../../../packages/rule-engine/index.ts';
import type { RequestKind } from '../kind/decide-kind.ts';

export type CopyProgram = NonNullable<Facts['copy_program']>;
export type CopyForm = NonNullable<Facts['copy_form']>;

/** What a person at the desk says for a quote. Money in whole cents. */
export interface QuoteInput {
  readonly copyForm: CopyForm;
  readonly heldElectronically: boolean;
  readonly custodian: NonNullable<Facts['custodian']>;
  readonly program: CopyProgram;
  readonly claimForBenefits: boolean;
  /** For an individual: what the copy costs, or the flat option. The flat one where it may be chosen and nobody said. */
  readonly method?: 'cost' | 'flat' | undefined;
  /** Where it is not what the scope holds. */
  readonly pages?: number | undefined;
  readonly nonPaperItems: number;
  readonly yearsSearched: number;
  readonly certifications: number;
  readonly affidavits: number;
  readonly laborMinutes: number;
  readonly laborCentsPerHour: number;
  readonly suppliesCents: number;
  readonly mediaCents: number;
  readonly postageCents: number;
  readonly summaryCents: number;
  readonly searchCents: number;
  /** As it stands in the request of the program. */
  readonly programCents?: number | undefined;
  /** Where no schedule of the place answers: what the house charges. */
  readonly customaryBaseCents: number;
  readonly customaryPageCents: number;
}

/** Nothing said yet. */
export const NO_COSTS: QuoteInput = {
  copyForm: 'paper',
  heldElectronically: true,
  custodian: 'hospital',
  program: 'none',
  claimForBenefits: false,
  nonPaperItems: 0,
  yearsSearched: 0,
  certifications: 0,
  affidavits: 0,
  laborMinutes: 0,
  laborCentsPerHour: 0,
  suppliesCents: 0,
  mediaCents: 0,
  postageCents: 0,
  summaryCents: 0,
  searchCents: 0,
  customaryBaseCents: 0,
  customaryPageCents: 0,
};

/** The whole question: what the desk said, what the case says, where and when. */
export interface FeeQuestion {
  readonly input: QuoteInput;
  readonly pages: number;
  /** What the request is; null where facts are missing for it. */
  readonly kind?: RequestKind | null;
  /** In the eyes of the rules, as its kind has it. */
  readonly requester: NonNullable<Facts['requester']>;
  readonly purpose: NonNullable<Facts['purpose']>;
  readonly jurisdictions: readonly string[];
  /** The day of the receipt stamp; most figures are those of this day. */
  readonly receivedOn: string;
  readonly invoicedOn: string;
}

const OWN: readonly string[] = ['individual', 'personal-representative'];

export function isOwnRequest({ requester }: Pick<FeeQuestion, 'requester'>): boolean {
  return OWN.includes(requester);
}

/** Minutes at a rate for the hour, half a cent upward, without a fraction on the way. */
export function laborCents({ laborMinutes, laborCentsPerHour }: QuoteInput): number {
  return Math.floor((laborMinutes * laborCentsPerHour + 30) / 60);
}

/** In the vocabulary of the rules. Pages are counted in the form in which they leave, and in no other. */
export function factsOf({ input, pages, requester, purpose }: FeeQuestion): Facts {
  const counted = (name: keyof Facts, count: number) => (count > 0 ? { [name]: count } : {});
  return {
    requester,
    purpose,
    copy_form: input.copyForm,
    held_electronically: input.heldElectronically,
    custodian: input.custodian,
    copy_program: input.program,
    claim_for_benefits: input.claimForBenefits || input.program === 'social-security',
    [`pages_${input.copyForm}`]: pages,
    ...counted('non_paper_items', input.nonPaperItems),
    ...counted('years_searched', input.yearsSearched),
    ...counted('certifications', input.certifications),
    ...counted('affidavits', input.affidavits),
    copying_labor_cost: laborCents(input),
    supplies_cost: input.suppliesCents,
    media_cost: input.mediaCents,
    postage_cost: input.postageCents,
    summary_cost: input.summaryCents,
    ...(input.programCents === undefined ? {} : { program_fee: input.programCents }),
  };
}
