import type { ReadIdentifier } from '../derive-identifiers.ts';
import { dayOf } from '../sources/parse-index-file.ts';

export interface NamedOnPage {
  readonly name?: string;
  readonly birthDate?: string;
  readonly mrn?: string;
  readonly visitNumber?: string;
}

/** What a person would copy from the page to look the patient up later: the first of each kind; a day that is unclear is left out. */
export function firstOfEach(read: readonly ReadIdentifier[], order: 'mdy' | 'dmy'): NamedOnPage {
  const first = (kind: ReadIdentifier['kind']) => read.find((each) => each.kind === kind)?.value;
  const [name, birth, mrn, visitNumber] = [first('name'), first('birthDate'), first('mrn'), first('visit')];
  const birthDate = birth === undefined ? undefined : dayOf(birth, order);
  return {
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(mrn === undefined ? {} : { mrn }),
    ...(visitNumber === undefined ? {} : { visitNumber }),
  };
}
