import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read-json.ts';
import { evaluateStructure } from './evaluate-structure.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data/fhir-conformance');
const judged = (resource: object) =>
  evaluateStructure(resource as JsonObject & { resourceType: string }).map(({ code, at }) => `${code} ${at}`);

describe('the structure of a resource', () => {
  it.each([
    [
      'a good patient',
      {
        resourceType: 'Patient',
        gender: 'female',
        name: [{ family: 'A', _given: [{ extension: [{ url: 'urn:x', valueCode: 'y' }] }], given: [null] }],
      },
      [],
    ],
    ['an unknown element', { resourceType: 'Patient', colour: 'red' }, ['structure Patient.colour']],
    ['a code outside its list', { resourceType: 'Patient', gender: 'femal' }, ['code-invalid Patient.gender']],
    ['one that should be a list', { resourceType: 'Patient', name: { family: 'A' } }, ['structure Patient.name']],
    ['a list that should be one', { resourceType: 'Patient', gender: ['male'] }, ['structure Patient.gender']],
    ['a missing element', { resourceType: 'Observation', status: 'final' }, ['required Observation.code']],
    [
      'two of one choice',
      { resourceType: 'Patient', deceasedBoolean: true, deceasedDateTime: '2020' },
      ['structure Patient'],
    ],
    ['a day that is none', { resourceType: 'Patient', birthDate: '2021-02-30' }, ['value Patient.birthDate']],
    [
      'a string for a number',
      { resourceType: 'Patient', multipleBirthInteger: '1' },
      ['value Patient.multipleBirthInteger'],
    ],
    ['an empty object', { resourceType: 'Patient', contact: [{}] }, ['invariant Patient.contact[0]']],
    [
      'a contained one that is not there',
      { resourceType: 'Patient', managingOrganization: { reference: '#o' } },
      ['invariant Patient.managingOrganization'],
    ],
    [
      'an extension of nothing',
      { resourceType: 'Patient', extension: [{ url: 'urn:x' }] },
      ['invariant Patient.extension[0]'],
    ],
    [
      'a time that runs backwards',
      { resourceType: 'Encounter', status: 'finished', class: { code: 'AMB' }, period: { start: '2025', end: '2024' } },
      ['invariant Encounter.period'],
    ],
  ])('with %s', (_what, resource, expected) => {
    expect(judged(resource)).toEqual(expected);
  });

  it.skipIf(!existsSync(DATA))('of the US Core examples is found good', () => {
    const folder = join(DATA, 'us-core-examples');
    const bad = readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) =>
        judged(JSON.parse(readFileSync(join(folder, name), 'utf8')) as object).map((issue) => `${name}: ${issue}`),
      );
    // A text without its div: not valid in base R4 (Narrative.div is 1..1), whatever the guide says of its example.
    expect(bad).toEqual(['diagnosticreport-cbc.json: required DiagnosticReport.text.div']);
  });
});
