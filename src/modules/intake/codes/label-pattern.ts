/** Codes that the reader finds on pages. */
export const CODE_FORMATS = ['Code128', 'Code39', 'QRCode', 'DataMatrix', 'PDF417', 'Codabar', 'ITF'] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];

export const LABEL_MEANINGS = ['patient', 'visit', 'account', 'type', 'ignore'] as const;
export type LabelMeaning = (typeof LABEL_MEANINGS)[number];

/**
 * What stands between the fixed texts. `digits`: digits only. `letters-digits`: a few letters, then digits (the letters do
 * not count). `mixed`: letters, digits and hyphens, a digit among the first five. `anything`: any signs.
 */
export const NUMBER_FORMS = ['digits', 'letters-digits', 'mixed', 'anything'] as const;
export type NumberForm = (typeof NUMBER_FORMS)[number];

/** How the last character of the number proves the others. */
export const CHECK_RULES = ['none', 'luhn', 'gs1', 'mod-11', 'mod-37-2'] as const;
export type CheckRule = (typeof CHECK_RULES)[number];

/** How a site's labels are written: fixed text, a number of so many digits or letters, fixed text. */
export interface LabelShape {
  /** Any kind of code where left out. */
  readonly format: CodeFormat | null;
  /** Any one of these stands before the number; none: nothing does. */
  readonly before: readonly string[];
  /** A colon, hash, hyphen or space between the fixed text and the number. */
  readonly separator: 'none' | 'optional' | 'required';
  readonly form: NumberForm;
  readonly shortest: number;
  readonly longest: number;
  /** Fixed text behind the number; empty: nothing. */
  readonly after: string;
  readonly check: CheckRule;
  /** The check character proves the number and is no part of it. */
  readonly checkDropped: boolean;
}

export interface LabelPattern extends LabelShape {
  /** Stays the same through all changes of the pattern. */
  readonly id: string;
  readonly name: string;
  readonly means: LabelMeaning;
  /** Of means `type`. */
  readonly typeCode: string | null;
}
