/**
 * Where a facility lies, in the words of the rule folder. 'us/tx' is bound by the rules of 'us/tx' and of 'us'; a facility
 * without a state only by those of its country.
 * @param country ISO 3166-1 alpha-2 @param state ISO 3166-2 subdivision without the country
 */
export function deriveJurisdictions({ country, state }: { country: string; state: string | null }): string[] {
  return [[country, ...(state === null ? [] : [state])].join('/').toLowerCase()];
}
