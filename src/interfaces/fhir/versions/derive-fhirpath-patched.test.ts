import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { child, childrenOf, isRefusal, readXml, said, type XmlElement } from '../../../../packages/cda/index.ts';
import type { Json, JsonObject } from '../read-json.ts';
import { shapeOf } from '../validate/evaluate-structure.ts';
import { deriveChanged } from './derive-fhirpath-patched.ts';

const CASES = join(import.meta.dirname, '../../../../../shared/data/fhir-conformance/r4/patch/fhir-patch-tests.xml');

const PATIENT = {
  resourceType: 'Patient',
  identifier: [
    { value: '1', system: 'urn:mrn' },
    { value: '2', system: 'urn:mrn' },
  ],
  name: [{ family: 'A', given: ['B', 'C'] }],
  deceasedBoolean: false,
};
const operation = (parts: Readonly<Record<string, JsonObject>>) => ({
  resourceType: 'Parameters',
  parameter: [{ name: 'operation', part: Object.entries(parts).map(([name, value]) => ({ name, ...value })) }],
});
const at = (type: string, path: string, more: Readonly<Record<string, JsonObject>> = {}) =>
  operation({ type: { valueCode: type }, path: { valueString: path }, ...more });

describe('a FHIRPath Patch', () => {
  it.each([
    [
      'adds a list that was not there',
      at('add', 'Patient', { name: { valueString: 'telecom' }, value: { valueContactPoint: { value: '5' } } }),
      { telecom: [{ value: '5' }] },
    ],
    [
      'adds to a list',
      at('add', 'Patient.name', { name: { valueString: 'given' }, value: { valueString: 'D' } }),
      { name: [{ family: 'A', given: ['B', 'C', 'D'] }] },
    ],
    [
      'adds a choice by its stem',
      at('add', 'Patient', { name: { valueString: 'multipleBirth' }, value: { valueInteger: 2 } }),
      { multipleBirthInteger: 2 },
    ],
    [
      'replaces a choice',
      at('replace', 'Patient.deceased', { value: { valueBoolean: true } }),
      { deceasedBoolean: true },
    ],
    [
      'deletes one of a list',
      at('delete', 'Patient.identifier[0]'),
      { identifier: [{ value: '2', system: 'urn:mrn' }] },
    ],
    ['deletes a list with its last', at('delete', 'Patient.name[0]'), { name: undefined }],
    [
      'deletes the one that says so',
      at('delete', "Patient.identifier.where(value = '1' and system = 'urn:mrn')"),
      { identifier: [{ value: '2', system: 'urn:mrn' }] },
    ],
    ['deletes none where none says so', at('delete', "Patient.identifier.where(value = '9')"), {}],
    [
      'replaces a part of the last',
      at('replace', 'Patient.identifier.last().value', { value: { valueString: 'a.b (c)' } }),
      {
        identifier: [
          { value: '1', system: 'urn:mrn' },
          { value: 'a.b (c)', system: 'urn:mrn' },
        ],
      },
    ],
    [
      'adds below the one that says so',
      at('add', "Patient.name.where(family = 'A')", { name: { valueString: 'prefix' }, value: { valueString: 'Dr.' } }),
      { name: [{ family: 'A', given: ['B', 'C'], prefix: ['Dr.'] }] },
    ],
    ['deletes what is not there', at('delete', 'Patient.birthDate'), {}],
    [
      'moves',
      at('move', 'Patient.identifier', { source: { valueInteger: 1 }, destination: { valueInteger: 0 } }),
      {
        identifier: [
          { value: '2', system: 'urn:mrn' },
          { value: '1', system: 'urn:mrn' },
        ],
      },
    ],
  ])('%s', (_what, patch, changed) => {
    const expected = JSON.parse(JSON.stringify({ ...PATIENT, ...changed })) as object;
    expect(deriveChanged(PATIENT, patch as JsonObject)).toEqual(expected);
  });

  it.each([
    ['no Parameters', { resourceType: 'Patient' }],
    ['no operation', { resourceType: 'Parameters', parameter: [{ name: 'other' }] }],
    ['no type', operation({ path: { valueString: 'Patient.name' } })],
    ['another resource', at('delete', 'Group.name')],
    ['more than one', at('delete', 'Patient.identifier')],
    ['other FHIRPath', at('delete', "Patient.identifier.where(value ~ '1')")],
    ['more than one by what they are', at('delete', "Patient.identifier.where(system = 'urn:mrn')")],
    [
      'a list by what several of it are',
      at('move', "Patient.identifier.where(system = 'urn:mrn')", {
        source: { valueInteger: 1 },
        destination: { valueInteger: 0 },
      }),
    ],
    ['a path without end', at('delete', `Patient.name.where(${"family = 'A' and ".repeat(100)}family = 'A')`)],
    ['nothing between two dots', at('delete', 'Patient..birthDate')],
    ['an open bracket', at('delete', "Patient.identifier.where(value = '1'")],
    ['the whole resource', at('delete', 'Patient')],
    ['a place that is not there', at('replace', 'Patient.identifier[7]', { value: { valueString: 'x' } })],
    ['no value', at('replace', 'Patient.identifier[0]')],
    ['no list', at('insert', 'Patient.deceased', { index: { valueInteger: 0 }, value: { valueBoolean: true } })],
    [
      'a place beyond the list',
      at('insert', 'Patient.identifier', { index: { valueInteger: 9 }, value: { valueIdentifier: {} } }),
    ],
    ['no place', at('move', 'Patient.identifier', { source: { valueInteger: -1 } })],
    [
      'what is there and does not repeat',
      at('add', 'Patient', { name: { valueString: 'deceased' }, value: { valueBoolean: true } }),
    ],
    ['a key of objects', at('add', 'Patient', { name: { valueString: '__proto__' }, value: { valueString: 'x' } })],
    ['a key of objects', at('add', 'Patient', { name: { valueString: 'constructor' }, value: { valueString: 'x' } })],
  ])('that names %s is refused and changes nothing', (_what, patch) => {
    const before = JSON.stringify(PATIENT);
    expect(() => deriveChanged(PATIENT, patch as JsonObject)).toThrow(/fhir\/invalid-patch/);
    expect(JSON.stringify(PATIENT)).toBe(before);
  });

  it.skipIf(!existsSync(CASES))('does what the published cases expect', () => {
    // The reader is one of CDA, which calls what has that namespace by its plain name.
    const text = readFileSync(CASES, 'utf8').replace(/ xmlns=("[^"]*"|'[^']*')/g, '');
    const root = readXml(Buffer.from(text.replace('<tests>', '<tests xmlns="urn:hl7-org:v3">')));
    if (isRefusal(root)) throw new Error('The cases are no XML.');
    let tried = 0;
    for (const each of childrenOf(root, 'case')) {
      const name = said(each, 'name') ?? '';
      const input = resourceOf(first(child(each, 'input')));
      const patch = resourceOf(first(child(each, 'diff')));
      const output = first(child(each, 'output'));
      tried += 1;
      if (output === undefined) expect(() => deriveChanged(input, patch), name).toThrow(/fhir\/invalid-patch/);
      else expect([name, plain(deriveChanged(input, patch))]).toEqual([name, plain(resourceOf(output))]);
    }
    process.stdout.write(`FHIRPath Patch: ${tried} published cases\n`);
    expect(tried).toBeGreaterThan(30);
  });
});

function first(element: XmlElement | undefined): XmlElement | undefined {
  return element?.children.find((each) => typeof each !== 'string');
}

/** Narratives are not compared: they are XML in XML, which this test does not print. */
function plain(resource: JsonObject): unknown {
  return JSON.parse(JSON.stringify(resource, (key, value: unknown) => (key === 'div' ? undefined : value)));
}

/** Of the FHIR XML of the cases, without extensions of primitives and narratives. */
function resourceOf(element: XmlElement | undefined): JsonObject {
  if (element === undefined) throw new Error('A case has no resource.');
  return { resourceType: element.name, ...partsOf(element, element.name, []) };
}

function partsOf(element: XmlElement, type: string, path: readonly string[]): JsonObject {
  const parts: JsonObject = {};
  for (const each of element.children.filter((one) => typeof one !== 'string')) {
    const names = [...path, each.name];
    const value = valueOf(each, type, names);
    if (shapeOf(type, names)?.repeats !== true) parts[each.name] = value;
    else parts[each.name] = [...(Array.isArray(parts[each.name]) ? (parts[each.name] as Json[]) : []), value];
  }
  return parts;
}

function valueOf(element: XmlElement, type: string, names: readonly string[]): Json {
  if (element.name === 'div') return '<div/>';
  const value = said(element, 'value');
  if (value === undefined) return partsOf(element, type, names);
  if (/Integer$/.test(element.name)) return Number(value);
  return value;
}
