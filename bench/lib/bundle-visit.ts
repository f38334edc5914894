const VITALS = ['8302-2 Height cm', '29463-7 Weight kg', '8480-6 Systolic mm[Hg]', '2093-3 Cholesterol mg/dL'] as const;
const CONDITIONS = ['44054006 Diabetes', '59621000 Hypertension', '195662009 Pharyngitis', '70704007 Sprain'] as const;
const SNOMED = 'http://snomed.info/sct';
const CODE = 'http://terminology.hl7.org/CodeSystem';

export interface Fact {
  readonly resourceType: string;
  readonly id: string;
}

interface Visit {
  readonly id: () => string;
  readonly random: () => number;
  readonly patient: Fact;
  readonly clinic: Fact;
  readonly physician: Fact;
  /** ISO 8601. */
  readonly at: string;
}

const to = (fact: Fact) => ({ reference: `urn:uuid:${fact.id}` });
const coded = (system: string, code: string, display: string) => ({
  coding: [{ system, code, display }],
  text: display,
});
const half = (text: string) => [text.slice(0, text.indexOf(' ')), text.slice(text.indexOf(' ') + 1)] as const;

/** What is written of one visit: the encounter, four vital signs, a condition, a procedure, a report, the bill. */
export function visitOf({ id, random, patient, clinic, physician, at }: Visit): Fact[] {
  const period = { start: at, end: at.replace('T09', 'T10') };
  const encounter = {
    resourceType: 'Encounter',
    id: id(),
    status: 'finished',
    class: { system: `${CODE}/v3-ActCode`, code: 'AMB' },
    type: [coded(SNOMED, '185349003', 'Encounter for check up (procedure)')],
    subject: to(patient),
    participant: [{ individual: to(physician) }],
    period,
    serviceProvider: to(clinic),
  };
  const about = { subject: to(patient), encounter: to(encounter) };
  const vitals = VITALS.map((vital) => {
    const [code, rest] = half(vital);
    const [display, unit] = half(rest);
    return {
      resourceType: 'Observation',
      id: id(),
      status: 'final',
      category: [coded(`${CODE}/observation-category`, 'vital-signs', 'vital-signs')],
      code: coded('http://loinc.org', code, display),
      ...about,
      effectiveDateTime: at,
      issued: at,
      valueQuantity: { value: 40 + random() * 150, unit, system: 'http://unitsofmeasure.org', code: unit },
    };
  });
  const [code, display] = half(CONDITIONS[Math.floor(random() * CONDITIONS.length)] ?? CONDITIONS[0]);
  const condition = {
    resourceType: 'Condition',
    id: id(),
    clinicalStatus: { coding: [{ system: `${CODE}/condition-clinical`, code: 'resolved' }] },
    verificationStatus: { coding: [{ system: `${CODE}/condition-ver-status`, code: 'confirmed' }] },
    code: coded(SNOMED, code, display),
    ...about,
    onsetDateTime: at,
    recordedDate: at,
  };
  const procedure = {
    resourceType: 'Procedure',
    id: id(),
    status: 'completed',
    code: coded(SNOMED, '428191000124101', 'Documentation of current medications'),
    ...about,
    performedPeriod: period,
  };
  const report = {
    resourceType: 'DiagnosticReport',
    id: id(),
    status: 'final',
    code: coded('http://loinc.org', '57698-3', 'Lipid panel'),
    ...about,
    effectiveDateTime: at,
    issued: at,
    result: vitals.map(to),
  };
  return [
    encounter,
    ...vitals,
    condition,
    procedure,
    report,
    ...billOf(id, { patient, clinic, encounter, at, period }),
  ];
}

/** The claim, and what the insurer answered to each line of it: most of a bundle's bytes. */
function billOf(
  id: () => string,
  visit: { patient: Fact; clinic: Fact; encounter: Fact; at: string; period: object },
): Fact[] {
  const product = coded(SNOMED, '185349003', 'Encounter for check up (procedure)');
  const common = {
    status: 'active',
    type: coded(`${CODE}/claim-type`, 'institutional', 'Institutional'),
    use: 'claim',
    patient: to(visit.patient),
    billablePeriod: visit.period,
    created: visit.at,
    provider: to(visit.clinic),
  };
  const claim = {
    resourceType: 'Claim',
    id: id(),
    ...common,
    priority: coded(`${CODE}/processpriority`, 'normal', 'Normal'),
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'private' } }],
    item: [1, 2, 3].map((sequence) => ({ sequence, productOrService: product, encounter: [to(visit.encounter)] })),
  };
  const explanation = {
    resourceType: 'ExplanationOfBenefit',
    id: id(),
    ...common,
    insurer: { display: 'private' },
    claim: to(claim),
    outcome: 'complete',
    insurance: [{ focal: true, coverage: { display: 'private' } }],
    item: [1, 2, 3].map((sequence) => ({
      sequence,
      category: coded(`${CODE}/ex-benefitcategory`, '1', 'Medical care'),
      productOrService: product,
      servicedPeriod: visit.period,
      locationCodeableConcept: coded(`${CODE}/ex-serviceplace`, '19', 'Off campus, outpatient hospital'),
      encounter: [to(visit.encounter)],
      adjudication: ['submitted', 'eligible', 'deductible', 'benefit'].map((what, place) => ({
        category: coded(`${CODE}/adjudication`, what, `Line ${what} amount`),
        amount: { value: 129.16 * (place + 1), currency: 'USD' },
      })),
    })),
  };
  return [claim, explanation];
}
