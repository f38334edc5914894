/** What a column of an index of patients may mean. `id` names the row in the answer and is never compared. */
export const DEDUPE_FIELDS = [
  'id',
  'given',
  'family',
  'middle',
  'birthDate',
  'sex',
  'ssn',
  'mrn',
  'phone',
  'houseNumber',
  'street',
  'street2',
  'city',
  'state',
  'postalCode',
] as const;

export type DedupeField = (typeof DEDUPE_FIELDS)[number];
export type ComparedColumn = Exclude<DedupeField, 'id'>;

export const COMPARED_COLUMNS = DEDUPE_FIELDS.filter((field) => field !== 'id');

/**
 * How two values of a field agree. `same`, `nearly` (one slip), `similar`, `differs`; `crossed`: it stands in the other
 * record's neighbouring field (given and family name, the two lines of an address). 0 is *one of the two is empty*.
 */
export const LEVELS = ['unknown', 'same', 'nearly', 'similar', 'differs', 'crossed'] as const;
export const [UNKNOWN, SAME, NEARLY, SIMILAR, DIFFERS, CROSSED] = [0, 1, 2, 3, 4, 5] as const;
export type Level = 0 | 1 | 2 | 3 | 4 | 5;

/** Facts of a home, which a family shares and which change together. */
export const HOME_COLUMNS: ReadonlySet<ComparedColumn> = new Set([
  'phone',
  'houseNumber',
  'street',
  'street2',
  'city',
  'state',
  'postalCode',
]);
