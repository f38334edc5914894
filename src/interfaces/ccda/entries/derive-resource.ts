import { child, childrenOf, identifiersOf, said, type XmlElement } from '../../../../packages/cda/index.ts';
import { type Concept, conceptOf, quantityOf, textOf, timesOf, valueOf, type WordsById } from './derive-values.ts';

/** A fact without its patient, id and source. Undefined values are left away when it is stored. */
export type Fact = { readonly resourceType: string } & Readonly<Record<string, unknown>>;

export interface Mapped {
  readonly element: XmlElement;
  readonly fact: Fact;
}

/** Entry templates of C-CDA, `2.16.840.1.113883.10.20.22.4.x`; the number is the same in R1.1 and R2.1. */
const ENTRY = '2.16.840.1.113883.10.20.22.4.';
const TERMS = 'http://terminology.hl7.org/CodeSystem/';

export function isOf(element: XmlElement, ...numbers: readonly number[]): boolean {
  return childrenOf(element, 'templateId').some((each) => numbers.some((n) => said(each, 'root') === `${ENTRY}${n}`));
}

function within(element: XmlElement, name: string, number: number): XmlElement[] {
  return [...childrenOf(element, 'entryRelationship'), ...childrenOf(element, 'component')]
    .flatMap((each) => childrenOf(each, name))
    .filter((each) => isOf(each, number));
}

/** What one entry means as FHIR R4; nothing where the template is not known, or says nothing that FHIR could hold. */
export function deriveResources(entry: XmlElement, words: WordsById): Mapped[] {
  if (isOf(entry, 30)) return within(entry, 'observation', 7).flatMap((each) => allergy(entry, each, words));
  if (isOf(entry, 3)) return within(entry, 'observation', 4).flatMap((each) => condition(entry, each, words));
  if (isOf(entry, 16)) return medication(entry, words);
  if (isOf(entry, 52)) return immunization(entry, words);
  if (isOf(entry, 12, 13, 14)) return procedure(entry, words);
  if (isOf(entry, 1))
    return within(entry, 'observation', 2).flatMap((each) => observation(each, 'laboratory', words, entry));
  if (isOf(entry, 26))
    return within(entry, 'observation', 27).flatMap((each) => observation(each, 'vital-signs', words, entry));
  if (isOf(entry, 38, 78, 85)) return observation(entry, 'social-history', words);
  if (isOf(entry, 49)) return encounter(entry, words);
  return [];
}

/** Allergy concern (22.4.30) with its observation (22.4.7). */
function allergy(concern: XmlElement, element: XmlElement, words: WordsById): Mapped[] {
  const substance = childrenOf(element, 'participant')
    .map((each) => child(each, 'participantRole', 'playingEntity'))
    .find((each) => each !== undefined);
  const reaction = reactions(element, words);
  const code = substanceOf(conceptOf(child(substance, 'code'), words), reaction);
  if (code === undefined) return [];
  const { start, end } = timesOf(child(element, 'effectiveTime'));
  const fact: Fact = {
    resourceType: 'AllergyIntolerance',
    ...standing(concern, end, 'allergyintolerance', isNegated(element)),
    code,
    type: conceptOf(child(element, 'value'), words)?.coding?.some(
      ({ code: c }) => c === '235719002' || c === '59037007',
    )
      ? 'intolerance'
      : 'allergy',
    onsetDateTime: start,
    reaction: reaction.length === 0 ? undefined : reaction,
  };
  return [{ element, fact }];
}

/**
 * Senders let the substance refer to the words of its reaction (HL7's own sample does): the allergy would be called Nausea.
 * Then the words of its code are taken.
 */
function substanceOf(code: Concept | undefined, found: readonly Reaction[]): Concept | undefined {
  const isReaction = found.some(({ manifestation }) => manifestation.some(({ text }) => text === code?.text));
  if (code?.text === undefined || !isReaction) return code;
  const { text: _wrong, ...coded } = code;
  const text = coded.coding?.find(({ display }) => display !== undefined)?.display;
  return text === undefined ? coded : { ...coded, text };
}

interface Reaction {
  readonly manifestation: readonly Concept[];
}

function reactions(element: XmlElement, words: WordsById): Reaction[] {
  return within(element, 'observation', 9).flatMap((each) => {
    const manifestation = conceptOf(child(each, 'value'), words);
    return manifestation === undefined ? [] : [{ manifestation: [manifestation] }];
  });
}

/** Problem concern (22.4.3) with its observation (22.4.4). */
function condition(concern: XmlElement, element: XmlElement, words: WordsById): Mapped[] {
  const code = conceptOf(child(element, 'value'), words);
  if (code === undefined) return [];
  const { start, end } = timesOf(child(element, 'effectiveTime'));
  const fact: Fact = {
    resourceType: 'Condition',
    ...standing(concern, end, 'condition', isNegated(element)),
    category: [{ coding: [{ system: `${TERMS}condition-category`, code: 'problem-list-item' }] }],
    code,
    onsetDateTime: start,
    abatementDateTime: end,
  };
  return [{ element, fact }];
}

/** Active or not by the concern; an end says that it is over. What is denied is refuted. */
function standing(concern: XmlElement, end: string | undefined, of: string, negated: boolean) {
  const status = said(child(concern, 'statusCode'), 'code');
  const clinical = end !== undefined ? 'resolved' : status === 'active' ? 'active' : 'inactive';
  return {
    clinicalStatus: { coding: [{ system: `${TERMS}${of}-clinical`, code: clinical }] },
    verificationStatus: { coding: [{ system: `${TERMS}${of}-ver-status`, code: negated ? 'refuted' : 'confirmed' }] },
  };
}

function isNegated(element: XmlElement): boolean {
  return said(element, 'negationInd') === 'true';
}

function drugOf(element: XmlElement, words: WordsById) {
  const product = child(element, 'consumable', 'manufacturedProduct');
  return {
    code: conceptOf(child(product, 'manufacturedMaterial', 'code'), words),
    lot: child(product, 'manufacturedMaterial', 'lotNumberText'),
  };
}

/** Medication activity (22.4.16). What was ordered is told from what is taken only by moodCode, and stays in the document. */
function medication(element: XmlElement, words: WordsById): Mapped[] {
  const { code } = drugOf(element, words);
  if (code === undefined) return [];
  const [time] = childrenOf(element, 'effectiveTime').filter(
    (each) => child(each, 'low') !== undefined || said(each, 'value') !== undefined,
  );
  const { start, end } = timesOf(time);
  const status = said(child(element, 'statusCode'), 'code');
  const fact: Fact = {
    resourceType: 'MedicationStatement',
    status: isNegated(element)
      ? 'not-taken'
      : ({ active: 'active', completed: 'completed', aborted: 'stopped', suspended: 'on-hold' }[status ?? ''] ??
        'unknown'),
    medicationCodeableConcept: code,
    effectivePeriod: start === undefined && end === undefined ? undefined : { start, end },
    dosage: dosage(element, words),
  };
  return [{ element, fact }];
}

function dosage(element: XmlElement, words: WordsById): unknown[] | undefined {
  const dose = quantityOf(child(element, 'doseQuantity'));
  const route = conceptOf(child(element, 'routeCode'), words);
  const text = textOf(child(element, 'text'), words);
  if (dose === undefined && route === undefined && text === undefined) return undefined;
  return [{ text, route, doseAndRate: dose === undefined ? undefined : [{ doseQuantity: dose }] }];
}

/** Immunization activity (22.4.52). FHIR demands a time; one that was never told stays in the document. */
function immunization(element: XmlElement, words: WordsById): Mapped[] {
  const { code, lot } = drugOf(element, words);
  const { start } = timesOf(child(element, 'effectiveTime'));
  if (code === undefined || start === undefined) return [];
  const fact: Fact = {
    resourceType: 'Immunization',
    status: isNegated(element) ? 'not-done' : 'completed',
    vaccineCode: code,
    occurrenceDateTime: start,
    lotNumber: textOf(lot, words),
  };
  return [{ element, fact }];
}

/** Procedure activity as act, observation or procedure (22.4.12, 13, 14). */
function procedure(element: XmlElement, words: WordsById): Mapped[] {
  const code = conceptOf(child(element, 'code'), words);
  if (code === undefined) return [];
  const { at, start, end } = timesOf(child(element, 'effectiveTime'));
  const status = said(child(element, 'statusCode'), 'code');
  const fact: Fact = {
    resourceType: 'Procedure',
    status: isNegated(element)
      ? 'not-done'
      : ({ completed: 'completed', active: 'in-progress', aborted: 'stopped', cancelled: 'not-done' }[status ?? ''] ??
        'unknown'),
    code,
    performedDateTime: end === undefined ? (at ?? start) : undefined,
    performedPeriod: end === undefined ? undefined : { start, end },
  };
  return [{ element, fact }];
}

/** Result (22.4.2), vital sign (22.4.27), social history (22.4.38, 78, 85). */
function observation(element: XmlElement, category: string, words: WordsById, organizer?: XmlElement): Mapped[] {
  const code = conceptOf(child(element, 'code'), words);
  const value = valueOf(child(element, 'value'), words);
  const hasValue = Object.values(value).some((each) => each !== undefined);
  if (code === undefined || !hasValue) return [];
  const own = timesOf(child(element, 'effectiveTime'));
  const { at, start, end } = own.start === undefined ? timesOf(child(organizer, 'effectiveTime')) : own;
  const status = said(child(element, 'statusCode'), 'code');
  const interpretation = childrenOf(element, 'interpretationCode').flatMap((each) => conceptOf(each, words) ?? []);
  const fact: Fact = {
    resourceType: 'Observation',
    status:
      { completed: 'final', active: 'registered', aborted: 'cancelled', cancelled: 'cancelled' }[status ?? ''] ??
      'unknown',
    category: [{ coding: [{ system: `${TERMS}observation-category`, code: category }] }],
    code,
    effectiveDateTime: end === undefined ? (at ?? start) : undefined,
    effectivePeriod: end === undefined ? undefined : { start, end },
    ...value,
    interpretation: interpretation.length === 0 ? undefined : interpretation,
    referenceRange: ranges(element, words),
  };
  return [{ element, fact }];
}

function ranges(element: XmlElement, words: WordsById): unknown[] | undefined {
  const found = childrenOf(element, 'referenceRange').flatMap((each) => {
    const range = child(each, 'observationRange');
    const value = child(range, 'value');
    const [low, high] = [quantityOf(child(value, 'low')), quantityOf(child(value, 'high'))];
    const text = textOf(child(range, 'text'), words);
    return low === undefined && high === undefined && text === undefined ? [] : [{ low, high, text }];
  });
  return found.length === 0 ? undefined : found;
}

/** Encounter activity (22.4.49): a visit elsewhere, kept as it was told; it never becomes a visit of ours. */
function encounter(element: XmlElement, words: WordsById): Mapped[] {
  const type = conceptOf(child(element, 'code'), words);
  const { start, end } = timesOf(child(element, 'effectiveTime'));
  if (type === undefined && start === undefined) return [];
  const fact: Fact = {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: `${TERMS}v3-NullFlavor`, code: 'UNK' },
    type: type === undefined ? undefined : [type],
    period: { start, end },
  };
  return [{ element, fact }];
}

/** What tells one entry of a document from another. */
export function keyOf(element: XmlElement): string | undefined {
  const [id] = identifiersOf(element);
  return id === undefined ? undefined : `${id.root}^${id.extension ?? ''}`;
}
