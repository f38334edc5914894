import {
  child,
  childrenOf,
  codingsOf,
  deriveMoment,
  said,
  wordsOf,
  type XmlElement,
} from '../../../../packages/cda/index.ts';

/** Code systems by OID (HL7 Terminology, NamingSystem); others stay `urn:oid:`. */
const SYSTEMS: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': 'http://loinc.org',
  '2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  '2.16.840.1.113883.6.88': 'http://www.nlm.nih.gov/research/umls/rxnorm',
  '2.16.840.1.113883.6.90': 'http://hl7.org/fhir/sid/icd-10-cm',
  '2.16.840.1.113883.6.103': 'http://hl7.org/fhir/sid/icd-9-cm',
  '2.16.840.1.113883.6.12': 'http://www.ama-assn.org/go/cpt',
  '2.16.840.1.113883.6.69': 'http://hl7.org/fhir/sid/ndc',
  '2.16.840.1.113883.12.292': 'http://hl7.org/fhir/sid/cvx',
};
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export interface Concept {
  readonly coding?: readonly { readonly system?: string; readonly code?: string; readonly display?: string }[];
  readonly text?: string;
}

/** Words of a narrative block by their ID: what entries refer to. */
export type WordsById = ReadonlyMap<string, string>;

export function collectWords(section: XmlElement): WordsById {
  const words = new Map<string, string>();
  const walk = (element: XmlElement): void => {
    const id = said(element, 'ID');
    const text = id === undefined ? undefined : wordsOf(element);
    if (id !== undefined && text !== undefined && !words.has(id)) words.set(id, text);
    for (const each of element.children) if (typeof each !== 'string') walk(each);
  };
  for (const text of childrenOf(section, 'text')) walk(text);
  return words;
}

/** A code with its translations, and the words that its sender shows for it; undefined where nothing is said. */
export function conceptOf(element: XmlElement | undefined, words: WordsById): Concept | undefined {
  if (element === undefined) return undefined;
  const coding = codingsOf(element)
    .filter(({ code }) => code !== undefined)
    .map(({ code, system, display }) => ({
      ...(system === undefined ? {} : { system: SYSTEMS[system] ?? `urn:oid:${system}` }),
      ...(code === undefined ? {} : { code }),
      ...(display === undefined ? {} : { display }),
    }));
  const text = textOf(child(element, 'originalText'), words) ?? codingsOf(element)[0]?.display;
  if (coding.length === 0 && text === undefined) return undefined;
  return { ...(coding.length === 0 ? {} : { coding }), ...(text === undefined ? {} : { text }) };
}

/** Its own words, else those of the narrative that it refers to. */
export function textOf(element: XmlElement | undefined, words: WordsById): string | undefined {
  const reference = said(child(element, 'reference'), 'value');
  return wordsOf(element) ?? (reference === undefined ? undefined : words.get(reference.replace(/^#/, '')));
}

/** FHIR value[x] of an observation's value, by its xsi:type. */
export function valueOf(element: XmlElement | undefined, words: WordsById): Record<string, unknown> {
  if (element === undefined) return {};
  const value = said(element, 'value');
  switch (said(element, 'xsi:type')?.replace(/^\w+:/, '')) {
    case 'PQ':
    case 'REAL':
    case 'MO':
      return { valueQuantity: quantityOf(element) };
    case 'INT':
      return value !== undefined && /^-?\d{1,9}$/.test(value) ? { valueInteger: Number(value) } : {};
    case 'CD':
    case 'CE':
    case 'CO':
    case 'CV':
      return { valueCodeableConcept: conceptOf(element, words) };
    case 'IVL_PQ':
      return { valueRange: { low: quantityOf(child(element, 'low')), high: quantityOf(child(element, 'high')) } };
    case 'TS':
      return { valueDateTime: deriveMoment(value) };
    case 'BL':
      return value === 'true' || value === 'false' ? { valueBoolean: value === 'true' } : {};
    default:
      return { valueString: textOf(element, words) ?? value };
  }
}

export function quantityOf(element: XmlElement | undefined): Record<string, unknown> | undefined {
  const value = said(element, 'value');
  if (value === undefined || !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value)) return undefined;
  const unit = said(element, 'unit');
  return {
    value: Number(value),
    ...(unit === undefined ? {} : { unit, system: 'http://unitsofmeasure.org', code: unit }),
  };
}

/** When: a moment, or a period where both ends or only one of them are said. */
export function timesOf(element: XmlElement | undefined): {
  readonly at: string | undefined;
  readonly start: string | undefined;
  readonly end: string | undefined;
} {
  const at = deriveMoment(said(element, 'value') ?? said(child(element, 'center'), 'value'));
  const [low, high] = [child(element, 'low'), child(element, 'high')];
  return { at, start: deriveMoment(said(low, 'value')) ?? at, end: deriveMoment(said(high, 'value')) };
}

export function identifierOf(root: string, extension: string | undefined): Record<string, string> {
  if (extension !== undefined) return { system: `urn:oid:${root}`, value: extension };
  return { system: 'urn:ietf:rfc:3986', value: UUID.test(root) ? `urn:uuid:${root}` : `urn:oid:${root}` };
}
