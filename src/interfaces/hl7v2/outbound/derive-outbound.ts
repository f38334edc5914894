import { components, composeHeader, composeSegment, type Header, written } from '../../../../packages/hl7/index.ts';
import type { IdentifierFacts, NameFacts, PatientFacts } from '../../../modules/patients/index.ts';

export interface DocumentTold {
  readonly id: string;
  readonly typeCode: string;
  readonly typeName: string;
  readonly title: string | undefined;
  /** YYYY-MM-DD */
  readonly date: string | undefined;
  readonly author: string | undefined;
  readonly signed: boolean;
}

export interface FileTold {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

type About = Omit<Header, 'type'> & {
  readonly event: string;
  /** How an identifier system is called in messages (CX.4.1); without a name its address stands as CX.4.2. */
  readonly authorities: ReadonlyMap<string, string>;
};

/** HL7 table 0203. */
const TYPES: Readonly<Record<IdentifierFacts['kind'], string>> = {
  mrn: 'MR',
  ssn: 'SS',
  'drivers-licence': 'DL',
  passport: 'PPN',
  insurance: 'MA',
  national: 'NI',
  other: 'PI',
};
/** HL7 table 0200. */
const USES: Readonly<Record<NameFacts['use'], string>> = {
  legal: 'L',
  previous: 'NOUSE',
  maiden: 'M',
  'name-used': 'D',
  alias: 'A',
  'newborn-placeholder': 'NB',
  'unknown-placeholder': 'U',
};
const SEXES = { male: 'M', female: 'F', other: 'O', unknown: 'U' } as const;
const STRUCTURES: Readonly<Record<string, string>> = { A28: 'ADT_A05', A31: 'ADT_A05', A40: 'ADT_A39' };

/** A28, A31 with what is known of a person; A40 with the numbers that were merged away. */
export function deriveAdt(about: About, person: PatientFacts, retired: readonly IdentifierFacts[]): string {
  return [
    composeHeader({ ...about, type: `ADT^${about.event}^${STRUCTURES[about.event] ?? 'ADT_A05'}` }),
    composeSegment('EVN', { 1: about.event, 2: about.at }),
    pidOf(about, person),
    ...(about.event === 'A40' ? [composeSegment('MRG', { 1: numbers(about, retired) })] : []),
    // ADT_A05 has a required visit; N: none is meant.
    ...(about.event === 'A40' ? [] : [composeSegment('PV1', { 2: 'N' })]),
  ].join('');
}

/** T02 new, T08 changed, both with content; T11 withdrawn. */
export function deriveMdm(
  about: About,
  person: PatientFacts,
  document: DocumentTold,
  files: readonly FileTold[],
): string {
  const withdrawn = about.event === 'T11';
  return [
    composeHeader({ ...about, type: `MDM^${about.event}^${withdrawn ? 'MDM_T01' : 'MDM_T02'}` }),
    composeSegment('EVN', { 1: about.event, 2: about.at }),
    pidOf(about, person),
    composeSegment('PV1', { 2: 'N' }),
    composeSegment('TXA', {
      1: '1',
      2: components(document.typeCode, document.typeName),
      3: files.every(({ mediaType }) => mediaType.startsWith('text/plain')) ? 'TX' : 'AP',
      4: (document.date ?? '').replaceAll('-', ''),
      9: components(undefined, document.author),
      12: components(document.id, 'CHARTKEEPER'),
      16: written(document.title),
      17: document.signed ? 'AU' : 'DO',
      19: withdrawn ? 'CA' : 'AV',
    }),
    ...files.flatMap((file, at) => observation(at + 1, document, file)),
  ].join('');
}

function pidOf(about: About, person: PatientFacts): string {
  const address = person.contacts.filter(({ kind }) => kind === 'address');
  const phones = person.contacts.filter(({ kind }) => kind === 'phone');
  return composeSegment('PID', {
    1: '1',
    3: numbers(about, person.identifiers),
    5: namesInOrder(person).map((name) =>
      components(
        name.family,
        name.given[0],
        name.given.slice(1).join(' '),
        name.suffix?.join(' '),
        name.prefix?.join(' '),
        undefined,
        name.to === undefined ? USES[name.use] : USES.previous,
      ),
    ),
    7: dayOf(person),
    8: SEXES[person.sex],
    11: address.map((each) =>
      components(each.lines?.[0], each.lines?.slice(1).join(' '), each.city, each.state, each.postalCode, each.country),
    ),
    13: phones.map((each) => components(each.value)),
    15: components(person.language),
    29: (person.death?.on ?? '').replaceAll('-', ''),
    30: person.death === undefined ? '' : 'Y',
  });
}

/** The first is the one that counts: receivers of old versions read no other. */
function namesInOrder({ names }: PatientFacts): NameFacts[] {
  const rank = (name: NameFacts) => (name.to !== undefined ? 2 : name.use === 'legal' ? 0 : 1);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

function dayOf({ birthDate, birthDatePrecision }: PatientFacts): string {
  const length = { day: 8, month: 6, year: 4 }[birthDatePrecision ?? 'day'];
  return (birthDate ?? '').replaceAll('-', '').slice(0, length);
}

function numbers({ authorities }: About, identifiers: readonly IdentifierFacts[]): string[] {
  return identifiers.map(({ system, value, kind }) => {
    const name = authorities.get(system);
    const oid = /^urn:oid:([\d.]+)$/.exec(system)?.[1];
    const authority =
      name === undefined ? `&${oid ?? written(system)}&${oid === undefined ? 'URI' : 'ISO'}` : written(name);
    return `${written(value)}^^^${authority}^${TYPES[kind]}`;
  });
}

function observation(number: number, { typeCode, typeName }: DocumentTold, { mediaType, bytes }: FileTold): string[] {
  const name = components(typeCode, typeName);
  if (mediaType.startsWith('text/plain'))
    return bytes
      .toString('utf8')
      .split(/\r?\n/)
      .map((line, at) => composeSegment('OBX', { 1: `${number + at}`, 2: 'TX', 3: name, 5: written(line), 11: 'F' }));
  const [family = '', subtype = ''] = mediaType.split(';')[0]?.split('/') ?? [];
  return [
    composeSegment('OBX', {
      1: `${number}`,
      2: 'ED',
      3: name,
      5: `^${written(family)}^${written(subtype.toUpperCase())}^Base64^${bytes.toString('base64')}`,
      11: 'F',
    }),
  ];
}
