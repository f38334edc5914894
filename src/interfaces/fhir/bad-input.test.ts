import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../../test/world/world.ts';
import { feedOf, FHIR } from './feed.fixture.ts';
import type { ImportResult } from './index.ts';

const MIB = 1024 * 1024;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface Outcome {
  resourceType: string;
  issue: { severity: string; diagnostics: string; expression?: string[]; details: { coding: { code: string }[] } }[];
}
const send = <T = Outcome>(path: string, text: string) => world.callAs<T>(feedOf(world), 'POST', path, text, FHIR);
const stored = async () =>
  (
    await world.sql<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM fhir.resource) AS resources, (SELECT count(*)::int FROM patients.patient) AS patients,
              (SELECT count(*)::int FROM documents.document) AS documents, (SELECT count(*)::int FROM fhir.source) AS sources`,
    )
  )[0];

const bundle = (entries: unknown[], type = 'transaction') => ({ resourceType: 'Bundle', type, entry: entries });
const patient = (id: string, more: object = {}) => ({
  fullUrl: `urn:uuid:${id}`,
  resource: { resourceType: 'Patient', id, name: [{ family: 'Hostile', given: ['Test'] }], ...more },
  request: { method: 'POST', url: 'Patient' },
});
const reference = (attachment: object, more: object = {}) => ({
  resource: {
    resourceType: 'DocumentReference',
    status: 'current',
    subject: { reference: 'urn:uuid:p' },
    content: [{ attachment }],
    ...more,
  },
  request: { method: 'POST', url: 'DocumentReference' },
});
const base64 = (text: string) => Buffer.from(text).toString('base64');
const NOTE = { contentType: 'text/plain', data: base64('A note.') };
const with2 = (second: unknown) => JSON.stringify(bundle([patient('p'), second]));

/** What arrives, the code it is refused with, the place that is named. */
const BAD: [string, () => string, string, string | undefined][] = [
  [
    'a reference to nothing',
    () => with2({ resource: { resourceType: 'Basic', code: { text: 'x' }, subject: { reference: 'Patient/nobody' } } }),
    'fhir/dangling-reference',
    'Bundle.entry[1].resource.subject.reference',
  ],
  [
    'a document of a patient who does not exist',
    () => with2(reference(NOTE, { subject: { reference: 'Patient/0d2f4b6e-1111-4222-8333-444455556666' } })),
    'fhir/dangling-reference',
    'Bundle.entry[1].resource.subject.reference',
  ],
  [
    'a resource type that R4 does not have',
    () => with2({ resource: { resourceType: 'Chart' } }),
    'fhir/unknown-type',
    'Bundle.entry[1].resource',
  ],
  [
    'a key named twice',
    () => with2('KEY').replace('"KEY"', '{"resource":{"resourceType":"Basic","id":"a","id":"b"}}'),
    'fhir/duplicate-key',
    undefined,
  ],
  [
    'a fullUrl named twice',
    () => JSON.stringify(bundle([patient('p'), { ...patient('q'), fullUrl: 'urn:uuid:p' }])),
    'fhir/duplicate-entry',
    'Bundle.entry[1]',
  ],
  ['a text that breaks off', () => with2(reference(NOTE)).slice(0, -40), 'fhir/not-json', undefined],
  [
    'a nesting of 100,000 levels',
    () => with2('DEEP').replace('"DEEP"', '['.repeat(100_000)),
    'fhir/too-deep',
    undefined,
  ],
  ['no JSON at all', () => 'MSH|^~\\&|ADT|A01', 'fhir/not-json', undefined],
  ['nothing but white space', () => '   ', 'fhir/not-json', undefined],
  ['no object', () => '"Bundle"', 'fhir/not-a-bundle', undefined],
  [
    'the character NUL in a string',
    () => with2('NUL').replace('"NUL"', JSON.stringify(patient('q', { name: [{ family: 'A\u0000B' }] }))),
    'fhir/invalid-element',
    undefined,
  ],
  [
    'base64 that is none',
    () => with2(reference({ contentType: 'text/plain', data: 'not*base64!' })),
    'fhir/invalid-element',
    'Bundle.entry[1].resource.content[0].attachment.data',
  ],
  [
    'base64 that breaks off',
    () => with2(reference({ contentType: 'text/plain', data: base64('A note of some length.').slice(0, -3) })),
    'fhir/invalid-element',
    'Bundle.entry[1].resource.content[0].attachment.data',
  ],
  [
    'a Binary that is not base64',
    () => with2({ resource: { resourceType: 'Binary', contentType: 'text/plain', data: '%%%' } }),
    'fhir/invalid-element',
    'Bundle.entry[1].resource.data',
  ],
  [
    'a program that claims to be text',
    () =>
      with2(reference({ contentType: 'text/plain', data: Buffer.from('7f454c4602010100', 'hex').toString('base64') })),
    'fhir/attachment-mismatch',
    'Bundle.entry[1].resource.content[0].attachment.contentType',
  ],
  [
    'a web page that claims to be a PDF',
    () => with2(reference({ contentType: 'application/pdf', data: base64('<html><script>1</script></html>') })),
    'fhir/attachment-mismatch',
    'Bundle.entry[1].resource.content[0].attachment.contentType',
  ],
  [
    'content that is no list',
    () => with2(reference({}, { content: { attachment: NOTE } })),
    'fhir/invalid-element',
    'Bundle.entry[1].resource.content',
  ],
  [
    'a name of a million letters',
    () => JSON.stringify(bundle([patient('p', { name: [{ family: 'x'.repeat(1_000_000) }] })])),
    'fhir/invalid-element',
    'Patient.name',
  ],
  [
    'a number of five thousand digits',
    () => JSON.stringify(bundle([patient('p', { identifier: [{ system: 's', value: '9'.repeat(5_000) }] })])),
    'fhir/invalid-element',
    'Patient.identifier',
  ],
  [
    'a fullUrl of a million letters',
    () => JSON.stringify(bundle([{ ...patient('p'), fullUrl: `urn:${'x'.repeat(1_000_000)}` }])),
    'fhir/invalid-element',
    'Bundle.entry[0].fullUrl',
  ],
  [
    'more entries than a bundle may have',
    () => JSON.stringify(bundle(Array.from({ length: 20_001 }, () => ({ resource: { resourceType: 'Basic' } })))),
    'fhir/too-many-entries',
    'Bundle.entry',
  ],
  [
    'more patients than one transaction takes',
    () => JSON.stringify(bundle(Array.from({ length: 6_000 }, (_, n) => patient(`many-${n}`)))),
    'fhir/too-many-entries',
    'Bundle.entry',
  ],
];

describe('bundles that are refused', () => {
  it.each(BAD)(
    'over HTTP: %s, with the reason and the place, and nothing of it stays',
    async (_what, text, code, at) => {
      const before = await stored();
      const { status, body } = await send('/fhir/R4', text());
      expect([status >= 400 && status < 500, body.resourceType]).toEqual([true, 'OperationOutcome']);
      expect(body.issue[0]?.details.coding[0]?.code).toBe(code);
      expect(body.issue[0]?.diagnostics).toMatch(/^Nothing /);
      expect(body.issue[0]?.expression).toEqual(at === undefined ? undefined : [at]);
      expect(await stored()).toEqual(before);
    },
  );

  it.each(BAD)('from a file: %s, and the next file is taken', async (what, text, _code, at) => {
    const before = await stored();
    const { status, body } = await send<ImportResult>('/fhir/import', text());
    expect([status, body.stored]).toEqual([200, {}]);
    expect(body.refused).toEqual([{ at: at ?? 'file', reason: expect.stringContaining('Nothing ') as string }]);
    expect(await stored()).toEqual(before);
    const next = await send<ImportResult>(
      '/fhir/import',
      JSON.stringify(bundle([patient(what.replace(/\W+/g, '-').slice(0, 60))])),
    );
    expect(next.body.refused).toEqual([]);
  });

  it('refuses a value of 50 MB and bounded memory comes back', async () => {
    const text = with2(reference({ contentType: 'text/plain', data: 'A'.repeat(50 * MIB) }));
    const before = process.memoryUsage().rss;
    for (let n = 0; n < 4; n++) {
      const { status, body } = await send('/fhir/R4', text);
      expect([status, body.issue[0]?.details.coding[0]?.code]).toEqual([413, 'fhir/value-too-large']);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(600 * MIB);
  });

  it('reads markup made to be slow in a moment', async () => {
    const started = performance.now();
    for (const [contentType, text] of [
      ['text/html', `<html>${'<!--'.repeat(400_000)}`],
      ['text/html', `<html>${'<'.repeat(1_500_000)}`],
      ['application/xml', `<?xml ?>${'<![CDATA['.repeat(150_000)}`],
      ['text/html', `<html>${'<script>'.repeat(200_000)}`],
      ['application/rtf', `{\\rtf1 ${'{\\*'.repeat(400_000)}`],
      ['text/plain', `x${' '.repeat(1_500_000)}x`],
    ] as const) {
      const { status } = await send('/fhir/R4', with2(reference({ contentType, data: base64(text) })));
      expect([contentType, status]).toEqual([contentType, 200]);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it.each([
    ['Patient', { birthDate: '1980-02-31' }],
    ['Patient', { deceasedDateTime: 'yesterday' }],
    ['Patient', { deceasedDateTime: '2020-13-45' }],
    ['Patient', { name: [{ family: 'A', period: { start: 'never', end: '2020-02-31' } }] }],
    ['Patient', { name: [{ family: 7, given: 'x' }] }],
    ['Patient', { name: [{ family: '\ud800' }], communication: [{ language: { coding: 5 } }] }],
    ['Patient', { telecom: [{ system: 'phone', value: { a: 1 } }], address: [{ line: 'x' }] }],
    ['Patient', { identifier: [{ system: {}, value: [] }] }],
    ['Encounter', { period: { start: '99999-01-01', end: '0000-00-00' } }],
    ['Encounter', { class: 'AMB', type: 'x', participant: 3 }],
    ['Encounter', { identifier: [{ type: { coding: [{ code: 'VN' }] }, value: 'v'.repeat(9_000) }] }],
    ['Practitioner', { name: [{ family: 'x'.repeat(9_000) }] }],
    ['Practitioner', { name: 'x', identifier: {} }],
    ['Organization', { name: 'x'.repeat(9_000) }],
    ['Location', { name: 'x'.repeat(9_000), managingOrganization: 4 }],
    ['DocumentReference', { date: 'x', type: [], category: 'x', author: 'x', context: [], relatesTo: {} }],
    ['DocumentReference', { identifier: [{ value: 'x'.repeat(9_000) }], description: 'x'.repeat(9_000) }],
    [
      'DocumentReference',
      { context: { period: { start: '2026-05-01', end: '2026-04-01' } }, date: '+200000-01-01T00:00:00Z' },
    ],
    [
      'DocumentReference',
      { authenticator: { display: 'x'.repeat(9_000) }, docStatus: 'final', date: '2026-01-01T00:00:00Z' },
    ],
    [
      'DocumentReference',
      { meta: 'x', securityLabel: [{ coding: 'x' }], content: [{ attachment: { ...NOTE, title: 'x'.repeat(9_000) } }] },
    ],
  ])('takes or refuses a %s with nonsense in it, and never fails: %j', async (type, more) => {
    const common: Record<string, object> = {
      Patient: { name: [{ family: 'Nonsense' }] },
      Encounter: { status: 'finished', class: { code: 'AMB' }, subject: { reference: 'urn:uuid:p' } },
      DocumentReference: reference(NOTE).resource,
    };
    const { status } = await send('/fhir/R4', with2({ resource: { resourceType: type, ...common[type], ...more } }));
    expect([200, 400, 422]).toContain(status);
  });

  it('answers each bad entry of a batch in its place and stores the good ones', async () => {
    const before = await stored();
    const { status, body } = await send<{ entry: { response: { status: string; outcome?: Outcome } }[] }>(
      '/fhir/R4',
      JSON.stringify(
        bundle(
          [
            patient('batch'),
            { resource: { resourceType: 'Chart' } },
            'no object',
            reference({ contentType: 'application/pdf', data: base64('no PDF') }, { subject: undefined }),
            reference(NOTE, { subject: undefined }),
          ],
          'batch',
        ),
      ),
    );
    expect(status).toBe(200);
    expect(body.entry.map(({ response }) => response.status)).toEqual([
      '201 Created',
      '400',
      '400',
      '400',
      '201 Created',
    ]);
    expect(body.entry[1]?.response.outcome?.issue[0]?.expression).toEqual(['Bundle.entry[1].resource']);
    expect((await stored())?.['resources']).toBe((before?.['resources'] ?? 0) + 2);
  });

  it('without a token is answered in the words of a client, and told what to send', async () => {
    const nobody = undefined as never;
    const { status, headers, body } = await world.callAs<{ issue: { diagnostics: string }[] }>(
      nobody,
      'GET',
      '/fhir/R4/Patient',
    );
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="fhir"']);
    expect(body.issue[0]?.diagnostics).toContain('fetch a new one');
  });
});
