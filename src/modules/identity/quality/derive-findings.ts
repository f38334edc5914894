import { deriveMrnFault, derivePhoneFault, deriveSsnFault } from './derive-number-faults.ts';
import { derivePlaceholderName, type WrittenName } from './derive-placeholder-name.ts';
import { type FindingField, type Rule, RULE_FIELDS, type Why } from './rules.ts';

/** A registration with what its rules look at. Days are YYYY-MM-DD, of the facility where they come from a moment. */
export interface RegisterFacts {
  /** It stands for the person; of a merged one only documents and visits are looked at. */
  readonly stands: boolean;
  readonly registeredOn: string;
  readonly birthDate: string | null;
  readonly birthDatePrecision: 'day' | 'month' | 'year';
  readonly diedOn: string | null;
  /** Names in use. */
  readonly names: readonly WrittenName[];
  readonly identifiers: readonly {
    readonly kind: string;
    readonly value: string;
    readonly assignedHere: boolean;
    /** Other people with this number. */
    readonly otherIds: readonly string[];
  }[];
  readonly phones: readonly string[];
  readonly visits: readonly { readonly id: string; readonly from: string | null; readonly to: string | null }[];
  readonly documents: readonly {
    readonly id: string;
    readonly date: string | null;
    readonly typeCode: string;
    /** Where the patient's name stands on the page, a parent's name is written. */
    readonly namesParent: boolean;
    /** The page has a record number of the mother, none of the patient's, and does not say that it is hers. Of her: who she is here. */
    readonly mothersNumber: { readonly motherId: string | null } | undefined;
  }[];
}

export interface Found {
  readonly rule: Rule;
  readonly field: FindingField;
  readonly why: Why;
  /** The document or visit. */
  readonly subjectId: string | undefined;
  readonly otherIds: readonly string[];
  /** What stands there: as long as it is the same, a dismissal holds. Never kept as it is. */
  readonly values: readonly string[];
}

type Part = Pick<Found, 'rule' | 'why' | 'values'> & Partial<Pick<Found, 'subjectId' | 'otherIds'>>;

const OLDEST_YEARS = 120;
/** Nobody gives birth below it; an adult's own newborn papers date from the first year. */
export const CHILD_YEARS = 10;
/** Papers of the birth itself (the delivery room's, the bands, the certificate) lie rightly with either of the two. */
export const CHILDS_TYPES: readonly string[] = [
  ...['newborn-exam', 'newborn-record', 'newborn-screening', 'newborn-hearing', 'nicu-record'],
];
export const MOTHERS_TYPES: readonly string[] = [
  ...[
    'prenatal-record',
    'labor-admission',
    'labor-record',
    'delivery-note',
    'fetal-monitor-strip',
    'postpartum-record',
  ],
  ...['contraception-note', 'pregnancy-termination'],
];

/**
 * What of a registration cannot be right, or hardly, with the reason. A day that lies one ahead of `today` is no future:
 * the earth has more than one date. The day after a death is given too, for what is done with the dead.
 */
export function deriveFindings(facts: RegisterFacts, today: string): Found[] {
  const tomorrow = addDays(today, 1);
  const parts = [
    ...(facts.stands ? [...ofDates(facts, tomorrow), ...ofNames(facts, today), ...ofNumbers(facts)] : []),
    ...facts.visits.flatMap((visit) => ofVisit(visit, facts, tomorrow)),
    ...facts.documents.flatMap((document) => ofDocument(document, facts, tomorrow)),
  ];
  return parts.map((part) => ({ subjectId: undefined, otherIds: [], ...part, field: RULE_FIELDS[part.rule] }));
}

function ofDates({ birthDate, birthDatePrecision, diedOn }: RegisterFacts, tomorrow: string): Part[] {
  const found: Part[] = [];
  if (birthDate !== null) {
    const latest = latestDay(birthDate, birthDatePrecision);
    if (birthDate > tomorrow) found.push({ rule: 'birth-in-future', why: 'after-today', values: [birthDate] });
    if (diedOn === null && addYears(latest, OLDEST_YEARS) < tomorrow)
      found.push({ rule: 'older-than-120', why: 'too-old', values: [birthDate] });
    if (diedOn !== null && addYears(latest, OLDEST_YEARS) < diedOn)
      found.push({ rule: 'older-than-120', why: 'too-old', values: [birthDate, diedOn] });
    if (diedOn !== null && diedOn < birthDate)
      found.push({ rule: 'death-before-birth', why: 'before-birth', values: [birthDate, diedOn] });
  }
  if (diedOn !== null && diedOn > tomorrow)
    found.push({ rule: 'death-in-future', why: 'after-today', values: [diedOn] });
  return found;
}

function ofNames({ names, registeredOn }: RegisterFacts, today: string): Part[] {
  const days = daysBetween(registeredOn, today);
  return names.flatMap((name): Part[] => {
    const why = derivePlaceholderName(name, days);
    return why === undefined ? [] : [{ rule: 'placeholder-name', why, values: [...name.given, '', name.family, why] }];
  });
}

function ofNumbers({ identifiers, phones }: RegisterFacts): Part[] {
  const ssns = new Set(
    identifiers.flatMap(({ kind, value }) => (kind === 'ssn' ? [value.replace(/\D/g, '')] : [])).filter(isWhole),
  );
  return [
    ...identifiers.flatMap(({ kind, value, assignedHere, otherIds }): Part[] => {
      const values = [kind, value];
      const ssn = kind === 'ssn' ? deriveSsnFault(value) : undefined;
      const mrn = kind === 'mrn' && assignedHere ? deriveMrnFault(value, ssns) : undefined;
      if (ssn !== undefined) return [{ rule: 'ssn-never-issued', why: ssn, values }];
      if (mrn !== undefined) return [{ rule: 'mrn-irregular', why: mrn, values }];
      return otherIds.length === 0 ? [] : [{ rule: 'number-of-several', why: 'shared', values, otherIds }];
    }),
    ...phones.flatMap((value): Part[] => {
      const why = derivePhoneFault(value);
      return why === undefined ? [] : [{ rule: 'placeholder-phone', why, values: [value] }];
    }),
  ];
}

const isWhole = (digits: string) => digits.length === 9;

function ofVisit(
  { id, from, to }: RegisterFacts['visits'][number],
  { birthDate, diedOn }: RegisterFacts,
  tomorrow: string,
): Part[] {
  const found: Part[] = [];
  if (from !== null && birthDate !== null && addDays(from, 1) < birthDate)
    found.push({ rule: 'visit-before-birth', why: 'before-birth', subjectId: id, values: [id, from, birthDate] });
  if (from !== null && diedOn !== null && from > addDays(diedOn, 1))
    found.push({ rule: 'visit-after-death', why: 'after-death', subjectId: id, values: [id, from, diedOn] });
  if (to !== null && to > tomorrow)
    found.push({ rule: 'discharge-in-future', why: 'after-today', subjectId: id, values: [id, to] });
  return found;
}

function ofDocument(
  { id, date, typeCode, namesParent, mothersNumber }: RegisterFacts['documents'][number],
  { birthDate }: RegisterFacts,
  tomorrow: string,
): Part[] {
  const found: Part[] = [];
  const about = { subjectId: id };
  if (date !== null && date > tomorrow)
    found.push({ rule: 'document-in-future', why: 'after-today', ...about, values: [id, date] });
  if (birthDate === null) return found;
  const isOfChild = date !== null && date < addYears(birthDate, CHILD_YEARS);
  if (isOfChild && MOTHERS_TYPES.includes(typeCode))
    found.push({ rule: 'mothers-document-on-child', why: 'obstetric-type', ...about, values: [id, typeCode, date] });
  else if (isOfChild && namesParent)
    found.push({ rule: 'mothers-document-on-child', why: 'label-names-parent', ...about, values: [id, 'label'] });
  else if (isOfChild && mothersNumber !== undefined)
    found.push({
      ...{ rule: 'mothers-document-on-child', why: 'mothers-number', ...about, values: [id, 'number'] },
      otherIds: mothersNumber.motherId === null ? [] : [mothersNumber.motherId],
    });
  else if (date !== null && date < birthDate)
    found.push({ rule: 'document-before-birth', why: 'before-birth', ...about, values: [id, date, birthDate] });
  if (date !== null && !isOfChild && CHILDS_TYPES.includes(typeCode))
    found.push({ rule: 'childs-document-on-adult', why: 'newborn-type', ...about, values: [id, typeCode, date] });
  return found;
}

/** The last day that the birth may have been, by what of the date is known. */
function latestDay(birthDate: string, precision: RegisterFacts['birthDatePrecision']): string {
  if (precision === 'year') return `${birthDate.slice(0, 4)}-12-31`;
  if (precision === 'month') return `${birthDate.slice(0, 7)}-31`;
  return birthDate;
}

const DAY_MS = 24 * 3_600_000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 29 February stays: such days are only compared, as text. */
function addYears(day: string, years: number): string {
  return `${String(Number(day.slice(0, 4)) + years).padStart(4, '0')}${day.slice(4)}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
