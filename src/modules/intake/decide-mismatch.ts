import { compareIdentifier } from './compare-identifiers.ts';
import type { Person } from '../../../packages/linkage/index.ts';
import type { ReadIdentifier } from './derive-identifiers.ts';

export interface Mismatch {
  readonly field: 'name' | 'birthDate' | 'mrn';
}

/**
 * Does the page name somebody else than the chosen patient? Every kind of identifier read must agree once. Signs that
 * recognition takes for one another and former names are forgiven, and slips in a name; a sibling's name, a birth date with
 * day and month exchanged and another number are not.
 */
export function decideMismatch(
  read: readonly ReadIdentifier[],
  person: Person,
  options: { today: string; order: 'mdy' | 'dmy' },
): Mismatch[] {
  const known = { person, visitNumbers: [], accountNumbers: [] };
  return (['name', 'birthDate', 'mrn'] as const).flatMap((field) => {
    const levels = read
      .filter(({ kind }) => kind === field)
      .map((each) => compareIdentifier(each, known, options))
      .filter((level) => level !== 'silent');
    const forgiven = field === 'name' ? ['agrees', 'near'] : ['agrees'];
    return levels.length === 0 || levels.some((level) => forgiven.includes(level)) ? [] : [{ field }];
  });
}
