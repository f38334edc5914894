/** What linkage knows of a person: plain facts, no identifiers of ours. Everything but the names may be absent. */
export interface Person {
  readonly names: readonly PersonName[];
  /** YYYY-MM-DD, or shortened to YYYY-MM or YYYY where no more is known. */
  readonly birthDate?: string | undefined;
  readonly sex?: string | undefined;
  /** Medical record numbers, of whatever facility. */
  readonly mrns?: readonly string[] | undefined;
  /** Numbers given once in a life: social security, national health, insurer. */
  readonly nationalIds?: readonly string[] | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly addresses?: readonly PersonAddress[] | undefined;
  /** Which of a multiple birth, from 1. */
  readonly birthOrder?: number | undefined;
}

export interface PersonName {
  readonly given: readonly string[];
  readonly family: string;
  /** A maiden name, a former name, an alias: found like the current one, ranked a little lower. */
  readonly previous?: boolean | undefined;
}

export interface PersonAddress {
  /** House number and street, as written. */
  readonly line?: string | undefined;
  readonly city?: string | undefined;
  readonly postcode?: string | undefined;
}
