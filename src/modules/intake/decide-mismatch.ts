import { parseQuery, type Person, score } from '../../../packages/linkage/index.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';

export interface Mismatch {
  readonly field: 'name' | 'birthDate' | 'mrn';
}

/** Below this a name read on the page is another person's, whatever the reading lost. */
const NAME_AGREES = 0.55;

/**
 * Does the page name somebody else than the chosen patient? Every kind of identifier read must agree once; OCR slips and
 * former names are forgiven by the comparison, a different birth date or number is not.
 */
export function decideMismatch(
  read: readonly ReadIdentifier[],
  person: Person,
  options: { today: string; order: 'mdy' | 'dmy' },
): Mismatch[] {
  const mismatches: Mismatch[] = [];
  const agrees = (query: Parameters<typeof parseQuery>[0]) => score(person, parseQuery(query, options)).score;
  const names = read.filter((each) => each.kind === 'name');
  if (names.length > 0 && !names.some((name) => agrees({ names: name.value.split(/[\s,]+/) }) >= NAME_AGREES))
    mismatches.push({ field: 'name' });
  const births = read.filter((each) => each.kind === 'birthDate');
  if (
    births.length > 0 &&
    person.birthDate !== undefined &&
    !births.some((birth) => agrees({ birthDate: birth.value }) >= 0.99)
  )
    mismatches.push({ field: 'birthDate' });
  const numbers = read.filter((each) => each.kind === 'mrn');
  if (
    numbers.length > 0 &&
    (person.mrns ?? []).length > 0 &&
    !numbers.some((number) => agrees({ mrn: number.value }) >= 0.99)
  )
    mismatches.push({ field: 'mrn' });
  return mismatches;
}
