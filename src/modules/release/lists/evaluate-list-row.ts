import type { ListField, ListSettings } from './contract.ts';
import { readListDay } from './read-list-day.ts';

export type RowReason =
  | 'name-missing'
  | 'nothing-to-identify-by'
  | 'birth-date-unclear'
  | 'birth-date-in-future'
  | 'from-unclear'
  | 'to-unclear'
  | 'days-reversed'
  | 'too-long'
  | 'row-fault'
  | 'match-ambiguous'
  | 'match-differs'
  | 'match-not-found'
  | 'match-no-service';

export interface ListRow {
  /** Why it cannot become a case; empty: it can. */
  readonly reasons: readonly RowReason[];
  /** As a person would write it, to identify the patient by. */
  readonly patient: string;
  /** The same apart, to be matched with the register. */
  readonly named: {
    readonly name: string;
    readonly birthDate: string | undefined;
    readonly mrn: string | undefined;
  };
  readonly reference: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly askedFor: string | undefined;
}

const MOST = { patient: 1_000, reference: 200, askedFor: 2_000 } as const;

/** Reads one row by the map; whatever is wrong with it is a reason, never an exception. */
export function evaluateListRow(
  cells: readonly string[],
  headings: readonly string[],
  settings: ListSettings,
  today: string,
): ListRow {
  const say = (field: ListField): string | undefined => {
    const column = settings.columns[field];
    const at = column === undefined ? -1 : headings.indexOf(column);
    const value = at < 0 ? '' : (cells[at] ?? '').replace(/\s+/g, ' ').trim();
    return value === '' ? undefined : value;
  };
  const reasons: RowReason[] = [];
  const dayOf = (field: 'birthDate' | 'from' | 'to', unclear: RowReason) => {
    const text = say(field);
    const day = text === undefined ? undefined : readListDay(text, settings.dateOrder);
    if (text !== undefined && day === undefined) reasons.push(unclear);
    return day;
  };
  const name =
    say('name') ?? ([say('family'), say('given')].filter((part) => part !== undefined).join(', ') || undefined);
  if (name === undefined || !/\p{L}/u.test(name)) reasons.push('name-missing');
  const born = dayOf('birthDate', 'birth-date-unclear');
  if (born !== undefined && born > today) reasons.push('birth-date-in-future');
  const [mrn, other] = [say('mrn'), say('otherNumber')];
  // A name alone is many people: nobody could ever tell whose records are meant.
  if (say('birthDate') === undefined && mrn === undefined && other === undefined)
    reasons.push('nothing-to-identify-by');
  const from = dayOf('from', 'from-unclear');
  const to = dayOf('to', 'to-unclear');
  if (from !== undefined && to !== undefined && from > to) reasons.push('days-reversed');
  const patient = [
    name,
    born === undefined ? undefined : `born ${born}`,
    mrn === undefined ? undefined : `MRN ${mrn}`,
    other === undefined ? undefined : `number ${other}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');
  const [reference, askedFor] = [say('reference'), say('askedFor') ?? settings.askedFor];
  if (
    patient.length > MOST.patient ||
    (reference?.length ?? 0) > MOST.reference ||
    (askedFor?.length ?? 0) > MOST.askedFor
  )
    reasons.push('too-long');
  const named = { name: name ?? '', birthDate: born, mrn };
  return { reasons, patient: patient.slice(0, MOST.patient), named, reference, from, to, askedFor };
}

/** Which row this is, whatever file it came in: the same requester naming the same person, number and days again. */
export function rowIdentity(row: ListRow, requesterKey: string): string {
  return JSON.stringify(
    [requesterKey, row.patient, row.reference, row.from, row.to, row.askedFor].map((part) => part ?? ''),
  ).toLowerCase();
}

export function requesterKeyOf({ requester }: Pick<ListSettings, 'requester'>): string {
  return (requester.organisation ?? requester.name).normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}
