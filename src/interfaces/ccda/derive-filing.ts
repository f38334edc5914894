import { type Coding, deriveDay, deriveMoment, type Header, type Identifier } from '../../../packages/cda/index.ts';
import { type DocumentType, typeForHeading, typeForLoinc } from '../../modules/documents/index.ts';

/** What the header of a CDA document says in our words. */
export interface FilingFacts {
  readonly typeCode: string;
  /** False: the catalogue has no such type, and it is filed with what came from elsewhere. */
  readonly recognised: boolean;
  readonly date: string | undefined;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly signature: { readonly name: string; readonly at: Date } | undefined;
  /** confidentialityCode R or V (HL7 Confidentiality). */
  readonly restricted: boolean;
  readonly serviceFrom: string | undefined;
  readonly serviceTo: string | undefined;
  readonly custodian: string | undefined;
  readonly number: string | undefined;
  readonly set: { readonly number: string; readonly version: number | undefined } | undefined;
  /** Numbers of the documents that it replaces; a set stands for all its versions. */
  readonly replaces: readonly { readonly number?: string; readonly set?: string }[];
  /** Of those that it adds to (relatedDocument APND). */
  readonly appends: FilingFacts['replaces'];
  readonly patientNumbers: readonly { readonly system: string; readonly value: string }[];
  readonly visitNumbers: readonly string[];
}

const LOINC = '2.16.840.1.113883.6.1';
const UNRECOGNISED = 'outside-records';
const MAX_TITLE = 200;

export function deriveFiling(header: Header): FilingFacts {
  const type = typeOf(header.code) ?? typeForHeading(header.title ?? '') ?? typeForHeading(header.template ?? '');
  const fileable = type?.notPartOfRecord === undefined ? type : undefined;
  const title = header.title ?? header.code[0]?.display;
  const signedAt = deriveMoment(header.legalAuthenticator?.at);
  const set = numberOf(header.setId);
  return {
    typeCode: fileable?.code ?? UNRECOGNISED,
    recognised: fileable !== undefined,
    date: deriveDay(header.effectiveTime),
    title: header.related.some(({ kind }) => kind === 'APND')
      ? `Addendum: ${title ?? 'clinical document'}`.slice(0, MAX_TITLE)
      : title?.slice(0, MAX_TITLE),
    author: (header.authors[0]?.name ?? header.legalAuthenticator?.name)?.slice(0, MAX_TITLE),
    signature:
      header.legalAuthenticator !== undefined && signedAt?.includes('T') === true
        ? { name: header.legalAuthenticator.name.slice(0, MAX_TITLE), at: new Date(signedAt) }
        : undefined,
    restricted: header.confidentiality === 'R' || header.confidentiality === 'V',
    serviceFrom: deriveDay(header.encounter?.from),
    serviceTo: deriveDay(header.encounter?.to),
    custodian: header.custodian?.slice(0, MAX_TITLE),
    number: numberOf(header.id),
    set: set === undefined ? undefined : { number: set, version: header.version },
    replaces: parentsOf(header, 'RPLC'),
    appends: parentsOf(header, 'APND'),
    patientNumbers: header.patient.identifiers.flatMap(({ root, extension }) =>
      extension === undefined ? [] : [{ system: `urn:oid:${root}`, value: extension }],
    ),
    visitNumbers: (header.encounter?.identifiers ?? []).flatMap(({ extension }) => extension ?? []),
  };
}

function typeOf(codes: readonly Coding[]): DocumentType | undefined {
  for (const { code, system } of codes) {
    const found = system === LOINC && code !== undefined ? typeForLoinc(code) : undefined;
    if (found !== undefined) return found;
  }
  return typeForHeading(codes.find(({ display }) => display !== undefined)?.display ?? '');
}

function parentsOf(header: Header, kind: Header['related'][number]['kind']): FilingFacts['replaces'] {
  return header.related
    .filter((related) => related.kind === kind)
    .map((related) => {
      const [number, set] = [numberOf(related.id), numberOf(related.setId)];
      return { ...(number === undefined ? {} : { number }), ...(set === undefined ? {} : { set }) };
    });
}

/** An instance identifier as one word. */
function numberOf(identifier: Identifier | undefined): string | undefined {
  return identifier === undefined ? undefined : `${identifier.root}^${identifier.extension ?? ''}`;
}
