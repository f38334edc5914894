import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read-json.ts';
import { evaluateProfile } from './evaluate-profile.ts';

const EXAMPLES = join(import.meta.dirname, '../../../../../shared/data/fhir-conformance/us-core-examples');
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition/';
const judged = (profile: string, resource: object) =>
  evaluateProfile(resource as JsonObject & { resourceType: string }, profile)?.map(({ code, at }) => `${code} ${at}`);

const GOOD = {
  resourceType: 'Patient',
  identifier: [{ system: 'urn:mrn', value: '1' }],
  name: [{ family: 'A' }],
  gender: 'female',
};

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
  ])('%s with %s', (profile, _what, resource, expected) => {
    expect(judged(US_CORE + profile, JSON.parse(JSON.stringify(resource)) as object)).toEqual(expected);
  });

  it.skipIf(!existsSync(EXAMPLES))(
    'finds its own published examples good, and each without what it demands bad',
    () => {
      let examples = 0;
      const bad: string[] = [];
      for (const file of readdirSync(EXAMPLES).filter((name) => name.endsWith('.json'))) {
        const resource = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as JsonObject;
        const meta = resource.meta as { profile?: string[] } | undefined;
        for (const profile of meta?.profile ?? []) {
          const found = judged(profile, resource);
          if (found === undefined) continue;
          examples += 1;
          bad.push(...found.map((issue) => `${file}: ${issue}`));
          expect(judged(profile, { resourceType: resource.resourceType })?.length).toBeGreaterThan(0);
        }
      }
      process.stdout.write(`US Core: ${examples} published examples judged by their profile\n`);
      expect(bad).toEqual([]);
      expect(examples).toBeGreaterThan(20);
    },
  );
});
