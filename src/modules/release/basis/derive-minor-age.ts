import type { DateText } from '../../../../packages/rule-engine/index.ts';

/** Almost everywhere. Where majority comes later, care of the last year is judged as an adult's: an authority must be shown. */
const MAJORITY = 18;

/**
 * Full years of age on the day of the care, where the person is a minor today; null for adults and where no birth date is
 * known. Care without a date counts with the age of today.
 */
export function deriveMinorAge(birth: DateText | null, careOn: DateText | null, today: DateText): number | null {
  if (birth === null || fullYears(birth, today) >= MAJORITY) return null;
  return Math.max(0, fullYears(birth, careOn === null || careOn > today ? today : careOn));
}

/** A person born on 29 February is a year older on 1 March. */
function fullYears(birth: DateText, on: DateText): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}
