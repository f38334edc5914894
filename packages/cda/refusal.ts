/** Why a file is no document that can be read here. */
export type RefusalCode =
  | 'too-large'
  | 'empty'
  | 'unknown-charset'
  | 'not-xml'
  | 'document-type'
  | 'too-deep'
  | 'other-root'
  | 'no-patient'
  | 'two-patients'
  | 'nameless-patient';

/** `detail` is a sentence for the desk that quotes no content: what is wrong, what to do. `at`: line and column. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  readonly at?: string;
}

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}
