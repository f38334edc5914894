import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read-json.ts';
import { evaluateStructure } from './evaluate-structure.ts';

const wrong = (resource: object) =>
  evaluateStructure(resource as JsonObject & { resourceType: string }).map(({ at, what }) => `${at} ${what}`);
const patient = (more: object) => ({ resourceType: 'Patient', ...more });
const bundle = (type: string, ...entry: object[]) => ({ resourceType: 'Bundle', type, entry });
const text = (div: string) => patient({ text: { status: 'generated', div: `<div>${div}</div>` } });
const UUID = '7b1c8f0e-0000-4000-8000-000000000002';
const A = 'http://a.example/Patient/1';
const item = (more: object) => ({
  resourceType: 'Questionnaire',
  status: 'draft',
  item: [{ linkId: '1', type: 'group', ...more }],
});
const codes = (more: object) => ({ resourceType: 'CodeSystem', status: 'draft', content: 'complete', ...more });

describe('a rule of R4', () => {
  it.each([
    [
      'a code that is only said to be unknown',
      patient({ _gender: { extension: [{ url: 'urn:x', valueCode: 'unknown' }] } }),
      /gender has no code/,
    ],
    ['an element with neither value nor extensions', patient({ _birthDate: { id: 'a' } }), /birthDate .*ele-1/],
    [
      'an extension under a word',
      patient({ extension: [{ url: 'age', valueString: '3' }] }),
      /extension\[0\] has a url/,
    ],
    [
      'an extension of one version',
      patient({ extension: [{ url: 'urn:x|1', valueString: '3' }] }),
      /extension\[0\] has a url/,
    ],
    [
      'an identifier that is no URI',
      patient({ identifier: [{ system: 'urn:ietf:rfc:3986', value: '1.2' }] }),
      /is a URI by its system/,
    ],
    ['a UUID in capitals', patient({ identifier: [{ system: 'urn:uuid:0A', value: '1' }] }), /system is no uri/],
    [
      'a profile at no absolute address',
      patient({ meta: { profile: ['StructureDefinition/x'] } }),
      /profile\[0\] is no absolute URL/,
    ],
    [
      'a code of a list of R4 that it does not have',
      patient({ meta: { tag: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Pat' }] } }),
      /Pat, which resource-types/,
    ],
    ['a contact of nobody', patient({ contact: [{ gender: 'male' }] }), /pat-1/],
    ['a telephone of no kind', patient({ telecom: [{ value: '1' }] }), /cpt-2/],
    ['a narrative of nothing', text('<p> </p>'), /txt-2/],
    ['a narrative that runs something', text('a<script>b</script>'), /txt-1/],
    ['a link inside that is not there', text('<a href="#b">b</a>'), /leads nowhere/],
    ['a link by a name only', text('<a href="urn:uuid:1">b</a>'), /leads nowhere/],
    [
      'a value and why there is none',
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'a' },
        valueString: 'a',
        dataAbsentReason: { text: 'b' },
      },
      /obs-6/,
    ],
    ['an entry of nothing', bundle('collection', { fullUrl: A }), /bdl-5/],
    ['an entry without its address', bundle('collection', { resource: patient({ id: '1' }) }), /without fullUrl/],
    [
      'an address of another resource',
      bundle('collection', { fullUrl: A, resource: patient({ id: '2' }) }),
      /ends in Patient\/1/,
    ],
    [
      'one address twice',
      bundle(
        'collection',
        { fullUrl: A, resource: patient({ id: '1' }) },
        { fullUrl: A, resource: patient({ id: '1' }) },
      ),
      /bdl-7/,
    ],
    ['a document without its first page', { resourceType: 'Bundle', type: 'document' }, /bdl-9/],
    ['a request in what asks nothing', bundle('collection', { request: { method: 'GET', url: 'Patient/1' } }), /bdl-3/],
    [
      'a reference that means another type',
      bundle(
        'collection',
        { fullUrl: A, resource: patient({ id: '1', managingOrganization: { reference: `Organization/${UUID}` } }) },
        { fullUrl: `urn:uuid:${UUID}`, resource: { resourceType: 'Location', id: '2' } },
      ),
      /in its entry 0, which is a Location/,
    ],
    [
      'a question that depends on one inside it',
      item({
        enableWhen: [{ question: '2', operator: '=', answerBoolean: true }],
        item: [{ linkId: '2', type: 'boolean' }],
      }),
      /holds itself/,
    ],
    [
      'two conditions without a word between',
      item({ enableWhen: [1, 2].map(() => ({ question: '0', operator: '=', answerBoolean: true })) }),
      /que-12/,
    ],
    [
      'a property twice',
      codes({
        property: [
          { code: 'a', type: 'code' },
          { code: 'a', type: 'code' },
        ],
      }),
      /property a twice/,
    ],
    ['a property of another kind', codes({ property: [{ code: 'inactive', type: 'code' }] }), /inactive as code/],
    ['concepts that are not present', codes({ content: 'not-present', concept: [{ code: 'a' }] }), /not present/],
    [
      'a parameter unlike its origin',
      {
        resourceType: 'SearchParameter',
        url: 'urn:x',
        name: 'x',
        status: 'draft',
        description: 'x',
        code: 'name',
        base: ['Organization'],
        type: 'token',
        derivedFrom: 'http://hl7.org/fhir/SearchParameter/Organization-name',
      },
      /derived from a string/,
    ],
  ])('refuses %s, and nothing else in it', (_what, resource, expected) => {
    expect(wrong(resource)).toEqual([expect.stringMatching(expected)]);
  });

  it.each([
    [
      'a collection of two that name each other',
      bundle(
        'collection',
        { fullUrl: A, resource: patient({ id: '1', managingOrganization: { reference: 'Organization/2' } }) },
        { fullUrl: 'http://a.example/Organization/2', resource: { resourceType: 'Organization', id: '2', name: 'B' } },
      ),
    ],
    [
      'an organization elsewhere with the number of a patient here',
      bundle('searchset', {
        fullUrl: A,
        resource: patient({ id: '1', managingOrganization: { reference: 'Organization/1' } }),
      }),
    ],
    [
      'a transaction without addresses',
      bundle('transaction', { resource: patient({}), request: { method: 'POST', url: 'Patient' } }),
    ],
    ['a picture for a narrative', text('<img src="#p"/>')],
    [
      'a link to what it contains',
      {
        ...text('<a href="#o">b</a>'),
        contained: [{ resourceType: 'Organization', id: 'o', name: 'B' }],
        managingOrganization: { reference: '#o' },
      },
    ],
    [
      'parts of an extension by their own names',
      patient({ extension: [{ url: 'urn:x', extension: [{ url: 'part', valueString: 'a' }] }] }),
    ],
    [
      'an address of a server that is no place of a resource',
      bundle('collection', { fullUrl: 'http://a.example/fhir/x', resource: patient({ id: '2' }) }),
    ],
  ])('lets %s stand', (_what, resource) => {
    expect(wrong(resource)).toEqual([]);
  });
});
