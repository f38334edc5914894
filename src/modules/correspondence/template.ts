/** The languages a letter can be written in. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a template needs to be told, by name. A list has rows with the fields it names. */
export type FactKind = 'text' | 'date' | 'count' | { readonly rows: readonly string[] };

export interface NeededFact {
  readonly kind: FactKind;
  readonly optional: boolean;
}

/** A piece of a letter. With `when` it stands only if that optional fact was given. */
export type Part =
  | {
      readonly kind: 'paragraph' | 'heading';
      readonly text: string;
      readonly when: string | null;
      /** As a template of the house places it whole: sentences of the law stay ours. */
      readonly name: string | null;
    }
  | {
      readonly kind: 'list';
      readonly of: string;
      readonly item: string;
      /** Each row a paragraph, without the mark of a list. */
      readonly plain: boolean;
      readonly terms: Terms | null;
      readonly when: string | null;
      readonly name: null;
    };

/** Coded rows in the language of the letter: where field `by` has a code in `words`, its words stand for field `for`. */
export interface Terms {
  readonly by: string;
  readonly for: string;
  readonly words: ReadonlyMap<string, string>;
}

/** What a letter of the law cannot go without, also in the words of a house. */
export interface MustSay {
  /** Facts or named parts. */
  readonly needs: readonly string[];
  readonly what: string;
  readonly cite: string;
}

export interface LetterTemplate {
  readonly id: string;
  readonly language: Language;
  readonly version: number;
  /** SHA-256 of the file. */
  readonly digest: string;
  /** As people choose it. */
  readonly title: string;
  /** The law it quotes; null where it quotes none. */
  readonly country: string | null;
  readonly facts: ReadonlyMap<string, NeededFact>;
  readonly subject: string;
  readonly parts: readonly Part[];
  readonly must: readonly MustSay[];
}

/** What stands on every letter and in every mail, whatever it is about. */
export interface Wording {
  readonly language: Language;
  readonly fictional: string;
  /** Above the Word document of a letter. */
  readonly workingCopy: string;
  readonly page: string;
  readonly reference: string;
  readonly closing: string;
  readonly desk: string;
  readonly mail: {
    readonly subject: string;
    readonly letter: readonly string[];
    readonly link: readonly string[];
    readonly notice: readonly string[];
  };
}

export interface TemplateBook {
  /** Every id has every language. */
  readonly templates: ReadonlyMap<string, Readonly<Record<Language, LetterTemplate>>>;
  readonly wording: Readonly<Record<Language, Wording>>;
}

/** Facts that every letter has without being told. */
export const GIVEN = ['facility', 'custodian', 'letterDate', 'letterNumber', 'recipient'] as const;

/** Names in `{}`, in their order. */
export function placesIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '');
}
