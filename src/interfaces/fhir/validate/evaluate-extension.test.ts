import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { evaluateWhole } from './evaluate-whole.ts';
import type { Json } from '../read-json.ts';

const DATA = join(import.meta.dirname, '../../../../../shared/data');
const EXPORT = join(DATA, 'fhir-bulk-uscore');
const URL = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const extended = (...extension: object[]) => ({ resourceType: 'Patient', extension });
const race = (...extension: object[]) => ({ url: `${URL}us-core-race`, extension });
const category = (code: string) => ({
  url: 'ombCategory',
  valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code },
});
const text = { url: 'text', valueString: 'White' };
const wrong = (resource: object) => evaluateWhole(resource as Json, []).issues.map(({ what }) => what);

describe('an extension of US Core', () => {
  it.each([
    ['a race', extended(race(category('2106-3'), category('2028-9'), text)), []],
    ['a race without words', extended(race(category('2106-3'))), [/lacks text/]],
    ['a race that is none', extended(race(category('9999-9'), text)), [/9999-9 in ombCategory/]],
    ['two races apart', extended(race(text), race(text)), [/us-core-race more than once/]],
    ['a race of a visit', { resourceType: 'Location', extension: [race(text)] }, [/does not belong in Location/]],
    ['a race as words only', extended({ url: `${URL}us-core-race`, valueString: 'White' }), [/lacks text/]],
    ['a sex at birth', extended({ url: `${URL}us-core-birthsex`, valueCode: 'F' }), []],
    ['a sex at birth in words', extended({ url: `${URL}us-core-birthsex`, valueString: 'female' }), [/no valueCode/]],
    ['a sex at birth that is none', extended({ url: `${URL}us-core-birthsex`, valueCode: 'female' }), [/none of F, M/]],
    [
      'a tribe twice in one',
      extended({
        url: `${URL}us-core-tribal-affiliation`,
        extension: [1, 2].map(() => ({ url: 'tribalAffiliation', valueCodeableConcept: { text: 'a' } })),
      }),
      [/2 times, at most 1/],
    ],
    ['one that is not of US Core', extended({ url: 'urn:x', valueString: 'a' }), []],
  ])('with %s', (_what, resource, expected) => {
    expect(wrong(resource)).toEqual(expected.map((each) => expect.stringMatching(each) as string));
  });

  it.skipIf(!existsSync(EXPORT))('is found good in a published export, with the profiles that it claims', () => {
    const bad = new Map<string, number>();
    let judged = 0;
    for (const file of readdirSync(EXPORT).filter((name) => name.endsWith('.ndjson.gz') && name !== 'log.ndjson.gz'))
      for (const line of gunzipSync(readFileSync(join(EXPORT, file)))
        .toString('utf8')
        .trim()
        .split('\n')) {
        judged += 1;
        const resource = JSON.parse(line) as { resourceType: string };
        for (const what of wrong(resource)) {
          const words = `${resource.resourceType}: ${what}`;
          bad.set(words, (bad.get(words) ?? 0) + 1);
        }
      }
    process.stdout.write(`US Core export: ${judged} resources, found wrong: ${JSON.stringify([...bad], null, 1)}\n`);
    expect([...bad.keys()]).toEqual([]);
  });
});
