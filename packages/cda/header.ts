import { child, childrenOf, said, wordsOf } from './find.ts';
import type { Refusal } from './refusal.ts';
import type { XmlElement } from './read-xml.ts';

/** An HL7 instance identifier (II). */
export interface Identifier {
  /** OID or UUID. */
  readonly root: string;
  readonly extension: string | undefined;
  readonly authority: string | undefined;
}

/** A coded value (CD, CE): its own code, then its translations. */
export interface Coding {
  readonly code: string | undefined;
  /** OID of the code system. */
  readonly system: string | undefined;
  readonly display: string | undefined;
}

export interface PersonName {
  readonly given: readonly string[];
  readonly family: string | undefined;
  readonly prefix: readonly string[];
  readonly suffix: readonly string[];
  /** In one line, as it is read out. */
  readonly text: string;
}

export interface Patient {
  readonly identifiers: readonly Identifier[];
  readonly names: readonly PersonName[];
  /** HL7 TS as written. */
  readonly birthTime: string | undefined;
  /** HL7 AdministrativeGender: M, F, UN. */
  readonly gender: string | undefined;
}

/** relatedDocument/@typeCode (CDA R2 4.2.3.1). */
export interface Related {
  readonly kind: 'APND' | 'RPLC' | 'XFRM';
  readonly id: Identifier | undefined;
  readonly setId: Identifier | undefined;
}

export interface Header {
  /** C-CDA by the template of the US realm header; R2.1 carries a version there. */
  readonly release: 'C-CDA R1.1' | 'C-CDA R2.1' | 'CDA';
  readonly id: Identifier | undefined;
  readonly setId: Identifier | undefined;
  readonly version: number | undefined;
  readonly code: readonly Coding[];
  /** What its document template is called, where it names exactly one. */
  readonly template: string | undefined;
  readonly title: string | undefined;
  readonly effectiveTime: string | undefined;
  /** HL7 Confidentiality: N, R, V. */
  readonly confidentiality: string | undefined;
  readonly patient: Patient;
  readonly authors: readonly { readonly name: string; readonly at: string | undefined }[];
  readonly custodian: string | undefined;
  readonly legalAuthenticator: { readonly name: string; readonly at: string | undefined } | undefined;
  readonly encounter:
    | {
        readonly identifiers: readonly Identifier[];
        readonly from: string | undefined;
        readonly to: string | undefined;
      }
    | undefined;
  readonly related: readonly Related[];
}

const US_REALM_HEADER = '2.16.840.1.113883.10.20.22.1.1';
/** Document templates of C-CDA R1.1 and R2.1, by their names there; an unstructured document (.10) may be of any kind. */
const DOCUMENT_TEMPLATES: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.10.20.22.1.2': 'Continuity of Care Document',
  '2.16.840.1.113883.10.20.22.1.3': 'History and Physical',
  '2.16.840.1.113883.10.20.22.1.4': 'Consultation',
  '2.16.840.1.113883.10.20.22.1.5': 'Diagnostic Imaging Report',
  '2.16.840.1.113883.10.20.22.1.6': 'Procedure Note',
  '2.16.840.1.113883.10.20.22.1.7': 'Operative Note',
  '2.16.840.1.113883.10.20.22.1.8': 'Discharge Summary',
  '2.16.840.1.113883.10.20.22.1.9': 'Progress Note',
  '2.16.840.1.113883.10.20.22.1.13': 'Transfer Summary',
  '2.16.840.1.113883.10.20.22.1.14': 'Referral Note',
  '2.16.840.1.113883.10.20.22.1.15': 'Care Plan',
};
const MAX_OF_A_KIND = 50;

/** @param root of the file @returns what the document says of itself, or why it cannot be filed to anybody */
export function readHeader(root: XmlElement): Header | Refusal {
  if (root.name !== 'ClinicalDocument')
    return {
      refused: 'other-root',
      detail:
        'It is XML, and no clinical document (CDA): its first element is another. Ask the sender for a C-CDA file.',
    };
  const targets = childrenOf(root, 'recordTarget').filter((each) => child(each, 'patientRole') !== undefined);
  const [target] = targets;
  if (target === undefined)
    return {
      refused: 'no-patient',
      detail:
        'It does not say whose it is (no recordTarget). It belongs in no record; ask the sender for it with its patient.',
    };
  if (targets.length > 1)
    return {
      refused: 'two-patients',
      detail: `It is about ${targets.length} patients (recordTarget), so it belongs in no one's record as it is. Ask the sender for one document for each.`,
    };
  const patient = patientOf(target);
  if (patient.identifiers.length === 0 && patient.names.length === 0)
    return {
      refused: 'nameless-patient',
      detail: 'Its patient has neither number nor name (only null flavors). Ask the sender who it is of.',
    };
  const encompassing = child(root, 'componentOf', 'encompassingEncounter');
  const legal = child(root, 'legalAuthenticator');
  const version = Number(said(child(root, 'versionNumber'), 'value'));
  return {
    release: releaseOf(root),
    id: identifierOf(child(root, 'id')),
    setId: identifierOf(child(root, 'setId')),
    version: Number.isSafeInteger(version) && version >= 0 ? version : undefined,
    code: codingsOf(child(root, 'code')),
    template: templateOf(root),
    title: wordsOf(child(root, 'title')),
    effectiveTime: said(child(root, 'effectiveTime'), 'value'),
    confidentiality: said(child(root, 'confidentialityCode'), 'code'),
    patient,
    authors: childrenOf(root, 'author')
      .slice(0, MAX_OF_A_KIND)
      .flatMap((each) => {
        const name = nameOfRole(child(each, 'assignedAuthor'));
        return name === undefined ? [] : [{ name, at: said(child(each, 'time'), 'value') }];
      }),
    custodian: wordsOf(child(root, 'custodian', 'assignedCustodian', 'representedCustodianOrganization', 'name')),
    legalAuthenticator: signerOf(legal),
    encounter:
      encompassing === undefined
        ? undefined
        : { identifiers: identifiersOf(encompassing), ...periodOf(child(encompassing, 'effectiveTime')) },
    related: childrenOf(root, 'relatedDocument').slice(0, MAX_OF_A_KIND).flatMap(relatedOf),
  };
}

function releaseOf(root: XmlElement): Header['release'] {
  const headers = childrenOf(root, 'templateId').filter((each) => said(each, 'root') === US_REALM_HEADER);
  if (headers.length === 0) return 'CDA';
  return headers.some((each) => said(each, 'extension') !== undefined) ? 'C-CDA R2.1' : 'C-CDA R1.1';
}

function templateOf(root: XmlElement): string | undefined {
  const names = childrenOf(root, 'templateId').flatMap((each) => DOCUMENT_TEMPLATES[said(each, 'root') ?? ''] ?? []);
  return new Set(names).size === 1 ? names[0] : undefined;
}

function patientOf(target: XmlElement): Patient {
  const role = child(target, 'patientRole');
  const person = child(role, 'patient');
  return {
    identifiers: identifiersOf(role),
    names: childrenOf(person, 'name').slice(0, MAX_OF_A_KIND).flatMap(nameOf),
    birthTime: said(child(person, 'birthTime'), 'value'),
    gender: said(child(person, 'administrativeGenderCode'), 'code'),
  };
}

export function identifiersOf(element: XmlElement | undefined): Identifier[] {
  return childrenOf(element, 'id')
    .slice(0, MAX_OF_A_KIND)
    .flatMap((each) => identifierOf(each) ?? []);
}

/** A null flavor, or a number without an authority, identifies nothing. */
function identifierOf(element: XmlElement | undefined): Identifier | undefined {
  const root = said(element, 'root');
  if (root === undefined || said(element, 'nullFlavor') !== undefined) return undefined;
  return {
    root: root.toLowerCase().slice(0, 200),
    extension: said(element, 'extension')?.slice(0, 200),
    authority: said(element, 'assigningAuthorityName')?.slice(0, 200),
  };
}

/** The code itself and its translations, without what says nothing. */
export function codingsOf(element: XmlElement | undefined): Coding[] {
  if (element === undefined) return [];
  return [element, ...childrenOf(element, 'translation').slice(0, MAX_OF_A_KIND)]
    .map((each) => ({
      code: said(each, 'code'),
      system: said(each, 'codeSystem'),
      display: said(each, 'displayName'),
    }))
    .filter(({ code, display }) => code !== undefined || display !== undefined);
}

export function nameOf(element: XmlElement | undefined): PersonName[] {
  if (element === undefined || said(element, 'nullFlavor') !== undefined) return [];
  const parts = (name: string) => childrenOf(element, name).flatMap((each) => wordsOf(each) ?? []);
  const [prefix, given, family, suffix] = [parts('prefix'), parts('given'), parts('family').join(' '), parts('suffix')];
  const structured = [...prefix, ...given, family, ...suffix].filter((part) => part !== '').join(' ');
  const text = structured === '' ? wordsOf(element) : structured;
  return text === undefined ? [] : [{ given, family: family === '' ? undefined : family, prefix, suffix, text }];
}

/** A person, else a device, else the organisation it speaks for. */
export function nameOfRole(role: XmlElement | undefined): string | undefined {
  const person = child(role, 'assignedPerson') ?? child(role, 'playingEntity');
  return (
    nameOf(child(person, 'name'))[0]?.text ??
    wordsOf(child(role, 'assignedAuthoringDevice', 'softwareName')) ??
    wordsOf(child(role, 'representedOrganization', 'name'))
  );
}

function signerOf(element: XmlElement | undefined): Header['legalAuthenticator'] {
  const name = nameOf(child(element, 'assignedEntity', 'assignedPerson', 'name'))[0]?.text;
  return name === undefined ? undefined : { name, at: said(child(element, 'time'), 'value') };
}

/** IVL_TS: low and high, or one moment. */
export function periodOf(element: XmlElement | undefined): { from: string | undefined; to: string | undefined } {
  return {
    from: said(child(element, 'low'), 'value') ?? said(element, 'value'),
    to: said(child(element, 'high'), 'value'),
  };
}

function relatedOf(element: XmlElement): Related[] {
  const kind = said(element, 'typeCode');
  const parent = child(element, 'parentDocument');
  if (kind !== 'APND' && kind !== 'RPLC' && kind !== 'XFRM') return [];
  return [{ kind, id: identifierOf(child(parent, 'id')), setId: identifierOf(child(parent, 'setId')) }];
}
