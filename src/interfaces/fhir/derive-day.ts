/**
 * The day that a FHIR date or dateTime names, `YYYY-MM-DD` as it is written there. Undefined for what is no whole day or
 * no day that exists: 31 February is kept in the resource and is no reason to lose the rest.
 */
export function deriveDay(value: unknown): string | undefined {
  const written = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(value)?.[1] : undefined;
  if (written === undefined || written < '1800') return undefined;
  const at = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(written) ? written : undefined;
}

/** The moment a FHIR dateTime or instant names, of the years that records tell of. */
export function deriveMoment(value: unknown): Date | undefined {
  if (typeof value !== 'string' || !/^(1[89]|[2-9]\d)\d{2}(-|$)/.test(value)) return undefined;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
