import {
  areNicknames,
  compareNames,
  findDate,
  isKnownGivenName,
  nameParts,
} from '../../../../packages/linkage/index.ts';
import { type Agreement, compareIdentifier, type Known, nameAsRead, numberAsRead } from '../../intake/index.ts';
import type { PageReading, ReadingHabit, Told } from './derive-page-reading.ts';
import type { Box } from './page-text.ts';

/** Somebody else than the patient of the release, with all that is known of them. */
export interface Bearer {
  readonly patientId: string;
  readonly known: Known;
}

export interface Others {
  /** Whose numbers stand on the pages, by the number as read. */
  readonly numbers: ReadonlyMap<string, readonly Bearer[]>;
  /** Who is called and was born as some page says. */
  readonly people: readonly Bearer[];
}

export interface Against {
  readonly kind: 'another-person' | 'another-number' | 'birth-date-differs';
  readonly what: string;
  readonly weight: 'asks' | 'notes';
  readonly box?: Box;
  readonly about?: string;
}

export interface Whose {
  /** The page says by itself that it is of the patient. */
  readonly own: boolean;
  readonly against?: Against;
}

/**
 * Pure: whose a page is. What is known of the patient is forgiven every former name and number and the slips of recognition;
 * a number of somebody registered, or a name with a birth date that fits somebody better, is not.
 */
export function deriveWhosePage(
  page: PageReading,
  patient: Known,
  others: Others,
  habit: ReadingHabit,
  madeElsewhere: boolean,
): Whose {
  const to = (known: Known) => facing(page, known, habit);
  const ours = to(patient);
  const byNumber = foreignNumber(page, others, to, ours, patient, madeElsewhere);
  if (byNumber !== undefined) return { own: ours.number || ours.name, against: byNumber };
  const rival = others.people.find((bearer) => fitsBetter(to(bearer.known), ours));
  const box = boxOf(page, 'name') ?? boxOf(page, 'birthDate');
  const at = box === undefined ? {} : { box };
  if (rival !== undefined)
    return {
      own: ours.number,
      against: { kind: 'another-person', what: 'registered', weight: 'asks', about: rival.patientId, ...at },
    };
  if (ours.number) {
    // Our number on a page of somebody else, as when the label of the wrong sheet was stuck on.
    const stuck = ours.otherName && ours.otherBirth;
    return stuck
      ? { own: true, against: { kind: 'another-person', what: 'unregistered', weight: 'asks', ...at } }
      : { own: true };
  }
  // Two patients of one name, born on one day: only a number tells them apart.
  const namesake = others.people.find(({ known }) => {
    const theirs = to(known);
    return theirs.birth && theirs.name && ours.birth && ours.name;
  });
  if (namesake !== undefined)
    return {
      own: true,
      against: { kind: 'another-person', what: 'namesake', weight: 'asks', about: namesake.patientId, ...at },
    };
  const unknown = madeElsewhere || (ours.name && ours.birth) ? undefined : unknownNumber(page, patient);
  if (unknown !== undefined) return { own: false, against: unknown };
  return byWords(page, patient, ours, at);
}

/** A record number of nobody registered, which no slip of recognition makes of the patient's. */
function unknownNumber(page: PageReading, patient: Known): Against | undefined {
  const told = page.told.find((each) => each.kind === 'mrn' && !isSlipOf(each, patient));
  if (told === undefined || (patient.person.mrns ?? []).length === 0) return undefined;
  return {
    kind: 'another-number',
    what: 'unknown',
    weight: 'asks',
    ...(told.box === undefined ? {} : { box: told.box }),
  };
}

/** How a page stands to one person. */
interface Facing {
  readonly number: boolean;
  readonly name: boolean;
  /** The name and nothing beside it, sign for sign as the machine sees it. */
  readonly exactName: boolean;
  readonly nearName: boolean;
  readonly otherName: boolean;
  readonly birth: boolean;
  readonly nearBirth: boolean;
  readonly otherBirth: boolean;
  /** A date beside the name, without a label, and not theirs. */
  readonly otherDate: boolean;
}

function facing(page: PageReading, known: Known, habit: ReadingHabit): Facing {
  const levels = (kind: 'mrn' | 'visit' | 'account' | 'name' | 'birthDate'): Agreement[] =>
    page.told
      .filter((told) => told.kind === kind)
      .map(({ value }) => compareIdentifier({ kind, value, from: 'label', page: page.number }, known, habit))
      .filter((level) => level !== 'silent');
  const [names, births] = [levels('name'), levels('birthDate')];
  const mrns = new Set((known.person.mrns ?? []).map(numberAsRead));
  const alone = page.told.some(({ kind, value }) => kind === 'number' && mrns.has(numberAsRead(value)));
  const dates = page.told
    .filter(({ kind }) => kind === 'date')
    .some(({ value }) => findDate(value, habit)?.dates[0] === known.person.birthDate);
  const numbers = [...levels('mrn'), ...levels('visit'), ...levels('account')];
  const stands = standsOn(page, known);
  const near = names.includes('near');
  return {
    number: alone || numbers.includes('agrees'),
    name: stands || names.includes('agrees'),
    exactName: page.told.some((told) => told.kind === 'name' && isExactly(told.value, known)),
    nearName: near,
    otherName: names.length > 0 && !near && !names.includes('agrees') && !stands,
    birth: dates || births.includes('agrees'),
    nearBirth: births.includes('near'),
    otherDate: !dates && page.told.some(({ kind }) => kind === 'date'),
    otherBirth: births.length > 0 && births.every((level) => level === 'differs'),
  };
}

/** First given name and family name side by side, in either order. */
function standsOn(page: PageReading, { person }: Known): boolean {
  return person.names.some(({ given, family }) => {
    const first = nameParts(given[0] ?? '')[0];
    const last = nameParts(family).at(-1);
    if (first === undefined || last === undefined || first.length < 2) return false;
    return page.pairs.has(`${nameAsRead(first)} ${nameAsRead(last)}`);
  });
}

function isExactly(read: string, { person }: Known): boolean {
  const sorted = (parts: readonly string[]) => parts.map(nameAsRead).toSorted().join(' ');
  const wanted = sorted(nameParts(read));
  return person.names.some(({ given, family }) => sorted(nameParts(`${given.join(' ')} ${family}`)) === wanted);
}

/** Name and birth date fit the other, and the patient less: twins, namesakes, mother and baby. */
function fitsBetter(other: Facing, ours: Facing): boolean {
  if (!(other.birth && (other.name || other.exactName))) return false;
  if (ours.number) return !ours.name && !ours.nearName && !ours.birth;
  if (!ours.birth) return true;
  if (!ours.name && !ours.nearName) return true;
  return other.exactName && !ours.exactName;
}

function foreignNumber(
  page: PageReading,
  others: Others,
  to: (known: Known) => Facing,
  ours: Facing,
  patient: Known,
  madeElsewhere: boolean,
): Against | undefined {
  let noted: Against | undefined;
  for (const told of page.told) {
    if (told.kind === 'name' || told.kind === 'birthDate' || told.kind === 'date') continue;
    for (const bearer of others.numbers.get(numberAsRead(told.value)) ?? []) {
      const theirs = to(bearer.known);
      const fits = theirs.name || theirs.exactName || (theirs.birth && !ours.birth);
      // A number without a label, or of another organisation, is theirs only where they are named too.
      if (!fits && (told.kind === 'number' || madeElsewhere)) continue;
      if (told.kind === 'number' && !theirs.name && !theirs.exactName) continue;
      const isOurs = ours.number || (ours.name && ours.birth);
      if (isOurs && !fits && told.kind !== 'mrn') continue;
      const against: Against = {
        kind: fits && !isOurs ? 'another-person' : 'another-number',
        what: fits && !isOurs ? 'registered' : told.kind,
        weight: 'asks',
        about: bearer.patientId,
        ...(told.box === undefined ? {} : { box: told.box }),
      };
      if (isOurs && !fits && isSlipOf(told, patient)) noted = { ...against, weight: 'notes' };
      else return against;
    }
  }
  return noted;
}

/** One sign off the patient's own number, on a page that otherwise is the patient's. */
function isSlipOf({ value }: Told, { person }: Known): boolean {
  const read = numberAsRead(value);
  return (person.mrns ?? []).map(numberAsRead).some((own) => {
    if (own.length === read.length) return [...own].filter((sign, at) => sign !== read[at]).length <= 1;
    // A sign that recognition lost.
    return (
      own.length === read.length + 1 && [...own].some((_sign, at) => own.slice(0, at) + own.slice(at + 1) === read)
    );
  });
}

/** Nobody registered is named, and no number says anything. */
function byWords(page: PageReading, patient: Known, ours: Facing, at: { readonly box?: Box }): Whose {
  const somebody: Against = { kind: 'another-person', what: 'unregistered', weight: 'asks', ...at };
  if (ours.otherName) {
    if (ours.otherBirth || (ours.otherDate && !ours.birth)) return { own: false, against: somebody };
    if (isAnotherGiven(page, patient)) return { own: false, against: somebody };
    return { own: ours.birth };
  }
  if (ours.otherBirth && !ours.number) {
    const box = boxOf(page, 'birthDate');
    return {
      own: false,
      against: { kind: 'birth-date-differs', what: '', weight: 'asks', ...(box === undefined ? {} : { box }) },
    };
  }
  if (ours.nearBirth && !ours.birth) {
    const box = boxOf(page, 'birthDate');
    return {
      own: ours.name || ours.nearName,
      against: { kind: 'birth-date-differs', what: 'slip', weight: 'notes', ...(box === undefined ? {} : { box }) },
    };
  }
  return { own: ours.name || ours.nearName || ours.birth };
}

/** What is no name at all, or the patient's spoilt by recognition, is put up with; another known given name is not. */
function isAnotherGiven(page: PageReading, { person }: Known): boolean {
  const own = person.names.flatMap(({ given, family }) => nameParts(`${given.join(' ')} ${family}`));
  const isOwn = (part: string) =>
    own.some(
      (each) =>
        nameAsRead(each) === nameAsRead(part) ||
        areNicknames(each, part) ||
        (!isKnownGivenName(part) && (compareNames(part, each, false)?.value ?? 0) >= 0.6),
    );
  return page.told.some(
    ({ kind, value }) => kind === 'name' && nameParts(value).some((part) => isKnownGivenName(part) && !isOwn(part)),
  );
}

function boxOf(page: PageReading, kind: Told['kind']): Box | undefined {
  return page.told.find((told) => told.kind === kind)?.box;
}
