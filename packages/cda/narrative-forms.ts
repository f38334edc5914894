/** What is shown of a narrative block (CDA R2 4.3.5): our own few forms, never the sender's markup. */
export type Form =
  | 'words'
  | 'paragraph'
  | 'list'
  | 'numbers'
  | 'item'
  | 'caption'
  | 'table'
  | 'row'
  | 'heading-cell'
  | 'cell'
  | 'break'
  | 'lower'
  | 'raised'
  | 'link'
  | 'picture'
  | 'footnote'
  | 'footnote-mark';

export interface Narrative {
  readonly form: Form;
  /** styleCode of CDA that says something about the words themselves. */
  readonly styles?: readonly Style[];
  /** Of a link: an http or https address, to be shown and never fetched. */
  readonly address?: string;
  /** Of a picture that came within the document; `description` where it did not. */
  readonly picture?: { readonly mediaType: string; readonly base64: string } | undefined;
  readonly columns?: number;
  readonly rows?: number;
  readonly inside: readonly (Narrative | string)[];
}

export const STYLES = ['bold', 'italics', 'underline', 'emphasis'] as const;
export type Style = (typeof STYLES)[number];
