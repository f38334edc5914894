import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read-json.ts';
import { evaluateProfile, JUDGED } from './evaluate-profile.ts';
import { evaluateWhole } from './evaluate-whole.ts';

const EXAMPLES = join(import.meta.dirname, '../../../../../shared/data/fhir-conformance/us-core-examples');
const UNJUDGED = new Set(['resourceType', 'id', 'meta', 'text']);
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const judged = (profile: string, resource: object) =>
  evaluateProfile(resource as JsonObject & { resourceType: string }, profile)?.map(({ code, at }) => `${code} ${at}`);

const GOOD = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:mrn', value: '1' }],
  name: [{ family: 'A' }],
  gender: 'female',
};

const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const category = (code: string) => [
  { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code }] },
];
const quantity = (code: string) => ({ value: 70, unit: code, system: 'http://unitsofmeasure.org', code });
const WEIGHT = {
  resourceType: 'Observation',
  status: 'final',
  category: category('vital-signs'),
  code: loinc('29463-7'),
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-11-29',
  valueQuantity: quantity('kg'),
};
const part = (code: string, unit = 'mm[Hg]') => ({ code: loinc(code), valueQuantity: quantity(unit) });
const PRESSURE = {
  ...WEIGHT,
  valueQuantity: undefined,
  code: loinc('85354-9'),
  component: [part('8480-6'), part('8462-4')],
};

const provenance = (onBehalfOf: object | undefined) => ({
  resourceType: 'Provenance',
  target: [{ reference: 'DocumentReference/1' }],
  recorded: '2026-11-29T10:00:00Z',
  agent: [{ who: { reference: 'Practitioner/1' }, onBehalfOf }],
});

describe('a profile of US Core', () => {
  it.each([
    ['us-core-patient', 'what it demands', GOOD, []],
    ['us-core-patient|6.1.0', 'no name', { ...GOOD, name: undefined }, ['required Patient.name']],
    [
      'us-core-patient',
      'a number without its system',
      { ...GOOD, identifier: [...GOOD.identifier, { value: '2' }] },
      ['required Patient.identifier[1].system'],
    ],
    [
      'us-core-patient',
      'a name that is only said to be unknown',
      { ...GOOD, name: undefined, _name: [{ extension: [{ url: 'x', valueCode: 'unknown' }] }] },
      [],
    ],
    ['us-core-patient', 'another type', { resourceType: 'Group' }, ['structure Group']],
    [
      'us-core-condition-encounter-diagnosis',
      'another category',
      { resourceType: 'Condition', code: {}, category: [{ coding: [{ code: 'problem-list-item' }] }] },
      ['code-invalid Condition.category'],
    ],
    ['us-core-patient', 'no gender', { ...GOOD, gender: undefined }, ['required Patient.gender']],
    ['us-core-patient|9.0.0', 'no gender', { ...GOOD, gender: undefined }, []],
    ['us-core-unheard-of', 'anything', GOOD, undefined],
    ['us-core-measured', 'what is no profile of the guide', GOOD, undefined],
    ['us-core-body-weight', 'what it demands', WEIGHT, []],
    [
      'us-core-body-weight',
      'no code of that measure',
      { ...WEIGHT, code: loinc('8302-2') },
      ['code-invalid Observation.code'],
    ],
    [
      'us-core-body-weight',
      'the category of another list',
      { ...WEIGHT, category: [{ coding: [{ system: 'urn:own', code: 'vital-signs' }] }] },
      ['code-invalid Observation.category'],
    ],
    [
      'us-core-body-weight',
      'a unit outside its list',
      { ...WEIGHT, valueQuantity: { ...WEIGHT.valueQuantity, code: '[stone_av]' } },
      ['code-invalid Observation.valueQuantity.code'],
    ],
    [
      'us-core-body-weight',
      'a month for a day',
      { ...WEIGHT, effectiveDateTime: '2026-11' },
      ['invariant Observation.effectiveDateTime'],
    ],
    ['us-core-body-weight', 'no value', { ...WEIGHT, valueQuantity: undefined }, ['invariant Observation.value[x]']],
    [
      'us-core-body-weight',
      'no value and why',
      { ...WEIGHT, valueQuantity: undefined, dataAbsentReason: { text: 'refused' } },
      [],
    ],
    [
      'us-core-body-weight',
      'no time',
      { ...WEIGHT, effectiveDateTime: undefined },
      ['required Observation.effective*'],
    ],
    [
      'us-core-body-weight',
      'another kind of subject',
      { ...WEIGHT, subject: { reference: 'Location/1' } },
      ['structure Observation.subject'],
    ],
    ['us-core-body-weight', 'a subject named elsewhere', { ...WEIGHT, subject: { reference: 'urn:uuid:1' } }, []],
    ['us-core-blood-pressure', 'both values', PRESSURE, []],
    [
      'us-core-blood-pressure',
      'one value only',
      { ...PRESSURE, component: PRESSURE.component.slice(0, 1) },
      ['required Observation.component[8462-4]'],
    ],
    [
      'us-core-blood-pressure',
      'a value in another unit',
      { ...PRESSURE, component: [PRESSURE.component[0], part('8462-4', 'kPa')] },
      ['code-invalid Observation.component[1].valueQuantity.code'],
    ],
    [
      'us-core-smokingstatus',
      'a status outside its list, and a number',
      {
        ...WEIGHT,
        status: 'preliminary',
        category: category('social-history'),
        code: loinc('72166-2'),
      },
      ['code-invalid Observation.status', 'invariant Observation.value[x]'],
    ],
    [
      'us-core-careteam',
      'a participant without a role',
      {
        resourceType: 'CareTeam',
        subject: { reference: 'Patient/1' },
        participant: [{ member: { reference: 'Device/1' } }],
      },
      ['required CareTeam.participant[0].role', 'structure CareTeam.participant[0].member'],
    ],
    [
      'us-core-documentreference',
      'a document without a file',
      {
        resourceType: 'DocumentReference',
        type: {},
        category: [{}],
        subject: { reference: 'Patient/1' },
        content: [{ attachment: { contentType: 'text/plain' } }],
      },
      ['invariant DocumentReference.content.attachment'],
    ],
    [
      'us-core-medicationrequest',
      'an order of nobody',
      { resourceType: 'MedicationRequest', intent: 'order', subject: { reference: 'Patient/1' } },
      ['invariant MedicationRequest.requester'],
    ],
    [
      'us-core-practitionerrole',
      'nobody, and no way to reach them',
      { resourceType: 'PractitionerRole', code: [{ text: 'nurse' }] },
      ['invariant PractitionerRole.practitioner', 'invariant PractitionerRole.telecom'],
    ],
    [
      'us-core-practitionerrole',
      'no telephone and a number of no kind',
      { resourceType: 'PractitionerRole', practitioner: { reference: 'Organization/1' }, telecom: [{ value: '1' }] },
      ['structure PractitionerRole.practitioner', 'required PractitionerRole.telecom[0].system'],
    ],
    [
      'us-core-medicationdispense',
      'no day on which it was handed over',
      { resourceType: 'MedicationDispense', status: 'completed', subject: { reference: 'Patient/1' } },
      ['invariant MedicationDispense.whenHandedOver'],
    ],
    [
      'us-core-medicationdispense',
      'nobody whom it is for',
      { resourceType: 'MedicationDispense', status: 'cancelled', context: { reference: 'Patient/1' } },
      ['required MedicationDispense.subject', 'structure MedicationDispense.context'],
    ],
    [
      'us-core-provenance',
      'a practitioner who acted for an organization',
      provenance({ reference: 'Organization/1' }),
      [],
    ],
    [
      'us-core-provenance',
      'a practitioner who acted for nobody',
      provenance(undefined),
      ['invariant Provenance.agent.onBehalfOf'],
    ],
    [
      'us-core-questionnaireresponse',
      'nobody whom it is about',
      {
        resourceType: 'QuestionnaireResponse',
        questionnaire: 'urn:q',
        authored: '2026',
        author: { reference: 'Group/1' },
      },
      ['required QuestionnaireResponse.subject', 'structure QuestionnaireResponse.author'],
    ],
    [
      'pediatric-bmi-for-age',
      'what it demands',
      { ...WEIGHT, code: loinc('59576-9'), valueQuantity: quantity('%') },
      [],
    ],
    [
      'pediatric-bmi-for-age',
      'kilograms',
      { ...WEIGHT, code: loinc('59576-9') },
      ['code-invalid Observation.valueQuantity.code'],
    ],
    [
      'head-occipital-frontal-circumference-percentile',
      'the code of another measure',
      { ...WEIGHT, valueQuantity: quantity('%') },
      ['code-invalid Observation.code'],
    ],
    [
      'us-core-average-blood-pressure',
      'one value, at a moment',
      {
        ...PRESSURE,
        code: loinc('96607-7'),
        effectiveDateTime: undefined,
        effectiveInstant: '2026-11-29T10:00:00Z',
        component: [part('96608-5')],
      },
      ['structure Observation.effectiveInstant', 'required Observation.component[96609-3]'],
    ],
    [
      'us-core-observation-sexual-orientation',
      'words for a code',
      { ...WEIGHT, code: loinc('76690-7'), valueQuantity: undefined, valueString: 'a' },
      ['structure Observation.valueString'],
    ],
    [
      'us-core-adi-documentreference',
      'a document that is nowhere',
      {
        resourceType: 'DocumentReference',
        type: {},
        category: [{}],
        subject: { reference: 'Patient/1' },
        authenticator: { reference: 'Patient/1' },
        content: [{ attachment: {} }],
      },
      ['structure DocumentReference.authenticator', 'invariant DocumentReference.content.attachment'],
    ],
  ])('%s with %s', (profile, _what, resource, expected) => {
    expect(judged(US_CORE + profile, JSON.parse(JSON.stringify(resource)) as object)).toEqual(expected);
  });

  it('of a vital sign holds in base R4 by its code, though it is not claimed', () => {
    const of = (resource: object) =>
      evaluateWhole(JSON.parse(JSON.stringify(resource)) as JsonObject, []).issues.map(({ at }) => at);
    expect(of(WEIGHT)).toEqual([]);
    expect(of({ ...WEIGHT, valueQuantity: quantity('[stone_av]') })).toEqual(['Observation.valueQuantity.code']);
    expect(of({ ...PRESSURE, category: undefined })).toEqual(['Observation.category']);
    expect(of({ ...WEIGHT, code: loinc('718-7'), category: undefined })).toEqual([]);
  });

  it('warns, and no more, where the definition was not read', () => {
    const plan = {
      resourceType: 'CarePlan',
      text: { status: 'empty' },
      category: [
        { coding: [{ system: 'http://hl7.org/fhir/us/core/CodeSystem/careplan-category', code: 'assess-plan' }] },
      ],
    };
    expect(evaluateProfile(plan, `${US_CORE}us-core-careplan`)?.map(({ severity, at }) => [severity, at])).toEqual([
      ['warning', 'CarePlan.text.status'],
    ]);
  });

  it.skipIf(!existsSync(EXAMPLES))('finds its own published examples good, and bad without what it demands', () => {
    let examples = 0;
    const bad: string[] = [];
    const profiles = new Set<string>();
    let refused = 0;
    for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))) {
      const resource = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as JsonObject;
      const meta = resource.meta as { profile?: string[] } | undefined;
      for (const profile of meta?.profile ?? []) {
        const found = judged(profile, resource);
        if (found === undefined) continue;
        examples += 1;
        bad.push(...found.map((issue) => `${file}: ${issue}`));
        profiles.add(profile);
        const whole = judged(profile, resource) ?? [];
        for (const element of Object.keys(resource).filter((name) => !UNJUDGED.has(name))) {
          const less = { ...resource, [element]: undefined };
          if ((judged(profile, JSON.parse(JSON.stringify(less)) as object) ?? []).length > whole.length) refused += 1;
        }
      }
    }
    process.stdout.write(
      `US Core: ${examples} published examples of ${profiles.size} profiles judged (of ${JUDGED.length}); ${refused} times refused without one of their elements\n`,
    );
    expect(bad).toEqual([]);
    expect(examples).toBeGreaterThan(80);
    expect(refused).toBeGreaterThan(examples);
  });
});
