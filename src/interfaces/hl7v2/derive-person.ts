import { getAllIn, getIn, type Message, said, type Segment } from '../../../packages/hl7/index.ts';
import type {
  ContactFacts,
  IdentifierFacts,
  IdentifierKind,
  NameFacts,
  NameUse,
  PatientFacts,
} from '../../modules/patients/index.ts';
import { deriveDay } from './derive-moment.ts';
import type { Mapping } from './mapping.ts';

/** HL7 table 0203. */
const KINDS: Readonly<Record<string, IdentifierKind>> = {
  MR: 'mrn',
  SS: 'ssn',
  DL: 'drivers-licence',
  PPN: 'passport',
  MC: 'insurance',
  MA: 'insurance',
  MB: 'insurance',
  NI: 'national',
  NH: 'national',
  NNUSA: 'national',
};
/** HL7 table 0200. */
const USES: Readonly<Record<string, NameUse>> = {
  M: 'maiden',
  B: 'maiden',
  N: 'alias',
  A: 'alias',
  S: 'alias',
  NB: 'newborn-placeholder',
  NOUSE: 'previous',
};
/** Types of a number that may be the one of the sender's index where none is said to be the medical record number. */
const INDEX_TYPES = new Set(['', 'MR', 'PI', 'PT', 'MRN', 'EPI']);
const MAX_REPETITIONS = 100;
const MAX_NUMBER = 200;
const MAX_WORDS = 200;

export type Aspect = 'name' | 'birth' | 'sex' | 'language' | 'phones' | 'address' | 'death' | 'mother';

/** What a PID says of a person. Undefined: nothing is said, and nothing changes; null: the value is to be deleted. */
export interface PersonSaid {
  readonly identifiers: readonly IdentifierFacts[];
  readonly name: readonly NameFacts[] | undefined;
  readonly birth: { readonly day: string; readonly precision: 'day' | 'month' | 'year' } | null | undefined;
  readonly sex: PatientFacts['sex'] | undefined;
  readonly language: string | null | undefined;
  readonly phones: readonly ContactFacts[] | undefined;
  readonly address: readonly ContactFacts[] | undefined;
  readonly death: { readonly on?: string } | null | undefined;
  /** PID-21: her number. */
  readonly mother: IdentifierFacts | null | undefined;
}

export interface Numbering {
  readonly mapping: Mapping;
  /** System of the medical record numbers of the facility that is fed. */
  readonly mrnSystem: string;
  /** MSH-3 or MSH-4: whose numbers they are where no authority is named. */
  readonly sender: string;
}

export function derivePerson(message: Message, pid: Segment, numbering: Numbering): PersonSaid {
  const placeholder = getIn(message, pid, 'PID-31') === 'Y';
  const deleted = (path: string) => said(message, path).said === 'delete';
  const names = repetitions(message, pid, 'PID-5').map((_, at) =>
    nameAt(message, pid, `PID-5[${at + 1}]`, placeholder),
  );
  const spoken = names.filter((name) => (name.family ?? '') !== '' || name.given.length > 0);
  return {
    identifiers: deriveNumbers(message, pid, numbering),
    name: spoken.length === 0 ? undefined : withOneLegal(spoken),
    birth: deleted('PID-7') ? null : deriveDay(getIn(message, pid, 'PID-7.1')),
    sex: sexOf(getIn(message, pid, 'PID-8.1')),
    language: deleted('PID-15') ? null : getIn(message, pid, 'PID-15.1')?.slice(0, 35),
    phones: phonesOf(message, pid, deleted('PID-13')),
    address: addressesOf(message, pid, deleted('PID-11')),
    death: deathOf(message, pid),
    mother: deleted('PID-21') ? null : identifyingOf(numbersOf([cxAt(message, pid, 'PID-21')], numbering)),
  };
}

/** PID-3, then the older places PID-2, PID-4 and PID-19. */
export function deriveNumbers(message: Message, pid: Segment, numbering: Numbering): IdentifierFacts[] {
  const listed = listedAt(message, pid, 'PID-3');
  const older = ['PID-2', 'PID-4'].map((path) => cxAt(message, pid, path));
  const ssn = getIn(message, pid, 'PID-19.1');
  return numbersOf([...listed, ...(listed.some((each) => each.value !== '') ? [] : older)], numbering).concat(
    ssn === undefined || ssn.replace(/\D/g, '').length !== 9
      ? []
      : [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: ssn, kind: 'ssn' }],
  );
}

/** MRG-1: the numbers of the registration that goes. */
export function deriveRetiredNumbers(message: Message, mrg: Segment, numbering: Numbering): IdentifierFacts[] {
  return numbersOf(listedAt(message, mrg, 'MRG-1'), numbering);
}

/** The numbers of a list of which several may be of the facility: all that have the authority and type of the first one. */
export function deriveListedNumbers(
  message: Message,
  segment: Segment,
  field: 'PID-3' | 'MRG-1',
  numbering: Numbering,
): IdentifierFacts[] {
  const isOursToo = (each: Cx, own: Cx) => each.authority === own.authority && each.type === own.type;
  return numbersOf(listedAt(message, segment, field), numbering, isOursToo);
}

function listedAt(message: Message, segment: Segment, field: 'PID-3' | 'MRG-1'): Cx[] {
  return repetitions(message, segment, field).map((_, at) => cxAt(message, segment, `${field}[${at + 1}]`));
}

/** The mother's number; what may be shared by many identifies nobody. */
function identifyingOf([number]: readonly IdentifierFacts[]): IdentifierFacts | undefined {
  return number !== undefined && ['mrn', 'other', 'national'].includes(number.kind) ? number : undefined;
}

interface Cx {
  readonly value: string;
  readonly authority: string | undefined;
  readonly oid: string | undefined;
  readonly type: string;
}

function cxAt(message: Message, segment: Segment, at: string): Cx {
  const oid = getIn(message, segment, `${at}.4.2`);
  return {
    value: (getIn(message, segment, `${at}.1`) ?? '').trim().slice(0, MAX_NUMBER),
    authority: getIn(message, segment, `${at}.4.1`),
    oid: oid !== undefined && /^\d+(\.\d+)+$/.test(oid) ? oid : undefined,
    type: (getIn(message, segment, `${at}.5`) ?? '').toUpperCase(),
  };
}

/** The first medical record number, or the first number of the index, is ours; others stay with who assigned them. */
function numbersOf(
  all: readonly Cx[],
  { mapping, mrnSystem, sender }: Numbering,
  isOursToo: (each: Cx, own: Cx) => boolean = (each, own) => each === own,
): IdentifierFacts[] {
  const numbers = all.filter((each) => each.value !== '');
  const systems = numbers.map((each) => mapping.meant('authority', each.authority));
  const own =
    numbers.find((each, at) => each.type === 'MR' && systems[at] === undefined) ??
    numbers.find((each, at) => INDEX_TYPES.has(each.type) && systems[at] === undefined);
  const seen = new Set<string>();
  return numbers.flatMap((each, at) => {
    const system =
      own !== undefined && isOursToo(each, own) && !systems.includes(mrnSystem)
        ? mrnSystem
        : (systems[at] ??
          (each.oid !== undefined
            ? `urn:oid:${each.oid}`
            : `urn:hl7v2:${encodeURIComponent(each.authority ?? sender)}:${encodeURIComponent(each.type || 'number')}`));
    const key = `${system} ${each.value}`;
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ system, value: each.value, kind: system === mrnSystem ? 'mrn' : (KINDS[each.type] ?? 'other') }];
  });
}

function nameAt(message: Message, pid: Segment, at: string, placeholder: boolean): NameFacts {
  const part = (component: string) => getIn(message, pid, `${at}.${component}`)?.trim().slice(0, MAX_WORDS);
  const list = (component: string) => {
    const text = part(component);
    return text === undefined || text === '' ? [] : [text];
  };
  return {
    use: placeholder ? 'unknown-placeholder' : (USES[(part('7') ?? '').toUpperCase()] ?? 'legal'),
    family: part('1.1'),
    given: [...list('2'), ...list('3')],
    suffix: list('4'),
    prefix: list('5'),
  };
}

/** Of several names said to be legal the first one is; the others are aliases. */
function withOneLegal(names: readonly NameFacts[]): NameFacts[] {
  const legal = names.find((name) => name.use === 'legal');
  return names.map((name) => (name.use === 'legal' && name !== legal ? { ...name, use: 'alias' } : name));
}

function sexOf(said: string | undefined): PatientFacts['sex'] | undefined {
  if (said === undefined) return undefined;
  const code = said.toUpperCase();
  return code === 'M' ? 'male' : code === 'F' ? 'female' : ['A', 'O', 'N', 'X'].includes(code) ? 'other' : 'unknown';
}

function phonesOf(message: Message, pid: Segment, deleted: boolean): ContactFacts[] | undefined {
  const of = (field: string, use: string) =>
    repetitions(message, pid, field).flatMap((_, at): ContactFacts[] => {
      const part = (component: number) =>
        getIn(message, pid, `${field}[${at + 1}].${component}`)
          ?.trim()
          .slice(0, MAX_WORDS);
      const email = part(4) ?? ((part(1) ?? '').includes('@') ? part(1) : undefined);
      if (email !== undefined && email !== '') return [{ kind: 'email', use, value: email }];
      const number =
        part(1) ?? ([part(5), part(6), part(7)].filter((each) => each !== undefined).join(' ') || undefined);
      return number === undefined || number === '' ? [] : [{ kind: 'phone', use, value: number }];
    });
  const phones = [...of('PID-13', 'home'), ...of('PID-14', 'work')];
  return phones.length > 0 || deleted ? phones : undefined;
}

function addressesOf(message: Message, pid: Segment, deleted: boolean): ContactFacts[] | undefined {
  const addresses = repetitions(message, pid, 'PID-11').flatMap((_, at): ContactFacts[] => {
    const part = (component: string) =>
      getIn(message, pid, `PID-11[${at + 1}].${component}`)
        ?.trim()
        .slice(0, MAX_WORDS);
    const lines = [part('1.1'), part('2')].filter((line): line is string => line !== undefined && line !== '');
    if (lines.length === 0 && part('3') === undefined && part('5') === undefined) return [];
    return [
      {
        kind: 'address',
        use: 'home',
        lines,
        city: part('3'),
        state: part('4'),
        postalCode: part('5'),
        country: part('6'),
      },
    ];
  });
  return addresses.length > 0 || deleted ? addresses : undefined;
}

function deathOf(message: Message, pid: Segment): PersonSaid['death'] {
  const on = deriveDay(getIn(message, pid, 'PID-29.1'));
  if (on !== undefined) return on.precision === 'day' ? { on: on.day } : {};
  const flag = getIn(message, pid, 'PID-30');
  return flag === 'Y' ? {} : flag === 'N' || said(message, 'PID-29').said === 'delete' ? null : undefined;
}

function repetitions(message: Message, segment: Segment, path: string): unknown[] {
  return getAllIn(message, segment, path).slice(0, MAX_REPETITIONS);
}

/** What the register is to say after this message, where `newest` names the parts that nothing later has said. */
export function derivePatientFacts(
  before: PatientFacts | undefined,
  now: PersonSaid,
  newest: ReadonlySet<string>,
  /** Day of the message, YYYY-MM-DD. */
  on: string,
): PatientFacts {
  const was: PatientFacts = before ?? { sex: 'unknown', names: [], identifiers: [], contacts: [] };
  const pick = <T>(aspect: Aspect, value: T | undefined, old: T): T =>
    value !== undefined && newest.has(aspect) ? value : old;
  const birth = pick<PersonSaid['birth']>('birth', now.birth, undefined);
  const death = pick<PersonSaid['death']>('death', now.death, undefined);
  const contacts = (kinds: readonly string[]) => was.contacts.filter((contact) => kinds.includes(contact.kind));
  return {
    birthDate: birth === undefined ? was.birthDate : birth?.day,
    birthDatePrecision: birth === undefined ? was.birthDatePrecision : birth?.precision,
    sex: pick('sex', now.sex, was.sex),
    language: pick<string | null | undefined>('language', now.language, was.language) ?? undefined,
    names: namesAfter(was.names, now.name ?? [], newest.has('name'), on),
    identifiers: union(was.identifiers, now.identifiers),
    contacts: [
      ...pick('phones', now.phones, contacts(['phone', 'email'])),
      ...pick('address', now.address, contacts(['address'])),
    ],
    death: death === undefined ? was.death : (death ?? undefined),
  };
}

/**
 * A name that is no longer said becomes a previous one; one that was said earlier and comes later is previous at once. A
 * placeholder stays what it was, and has ended where a later name took its place.
 */
function namesAfter(was: readonly NameFacts[], now: readonly NameFacts[], newest: boolean, on: string): NameFacts[] {
  if (now.length === 0) return [...was];
  const words = (name: NameFacts) => JSON.stringify([name.family ?? '', name.given]);
  const known = new Set(was.map(words));
  if (!newest && was.length > 0)
    return [
      ...was,
      ...now
        .filter((name) => !known.has(words(name)))
        .map((name) => {
          if (name.use === 'legal') return { ...name, use: 'previous' as const };
          const ended = name.use === 'unknown-placeholder' || was.some(({ use }) => use === name.use);
          return ended ? { ...name, to: on } : name;
        }),
    ];
  const spoken = new Set(now.map((name) => name.use));
  return [
    ...now,
    ...was.filter((name) => name.to !== undefined || !(spoken.has(name.use) || name.use === 'unknown-placeholder')),
  ];
}

function union(was: readonly IdentifierFacts[], now: readonly IdentifierFacts[]): IdentifierFacts[] {
  const known = new Set(was.map((each) => JSON.stringify([each.system, each.value])));
  return [...was, ...now.filter((each) => !known.has(JSON.stringify([each.system, each.value])))];
}

/** Two people rather than one: name and birth date are both said, both known, and both differ altogether. */
export function isAnotherPerson(before: PatientFacts, now: PersonSaid): boolean {
  const known = before.names.filter((name) => name.use !== 'unknown-placeholder' && name.use !== 'newborn-placeholder');
  const spoken = (now.name ?? []).filter((name) => name.use !== 'unknown-placeholder');
  if (now.birth === undefined || now.birth === null || before.birthDate === undefined) return false;
  if (known.length === 0 || spoken.length === 0 || now.birth.day === before.birthDate) return false;
  const parts = (names: readonly NameFacts[]) =>
    new Set(
      names.flatMap((name) => [name.family ?? '', ...name.given]).flatMap((part) => part.toLowerCase().split(/[\s-]+/)),
    );
  const ours = parts(known);
  return ![...parts(spoken)].some((part) => part.length > 1 && ours.has(part));
}
