import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../read-json.ts';
import { evaluateStructure } from './evaluate-structure.ts';

/** What only a terminology server, a profile or a definition that is not published with R4 decides. */
const BEYOND =
  /Wrong Display Name|value set|CodeSystem|could not be found|\(from http(?!:\/\/hl7\.org\/fhir)|slic|Example URLs|Unable to resolve|Hyperlink/;
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
        name: [{ family: 'A', _given: [{ extension: [{ url: 'x', valueCode: 'y' }] }], given: [null] }],
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
      { resourceType: 'Patient', extension: [{ url: 'x' }] },
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

  it.skipIf(!existsSync(DATA))(
    'agrees with the reference validator where base R4 decides: the figure is printed',
    () => {
      interface Case {
        name: string;
        file: string;
        module: string;
        supporting: string[];
        profile?: unknown;
        expected: { fatal: number; error: number };
        issues: { severity: string; text: string }[];
      }
      const all = JSON.parse(readFileSync(join(DATA, 'validator-cases.json'), 'utf8')) as Case[];
      const wanted = new Set(['general', 'bundle', 'references', 'xhtml', 'json5', 'fmt', 'extensions']);
      const excluded: string[] = [];
      const differ: string[] = [];
      let agree = 0;
      for (const each of all) {
        const path = join(DATA, 'validator', each.file);
        const errors = each.issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
        const beyond = errors.length > 0 && errors.every(({ text }) => BEYOND.test(text));
        if (beyond || !wanted.has(each.module) || !each.file.endsWith('.json') || !existsSync(path)) {
          excluded.push(`${each.name} (${each.module})`);
          continue;
        }
        let found: number;
        try {
          found = judged(JSON.parse(readFileSync(path, 'utf8')) as object).length;
        } catch {
          found = 1;
        }
        const same = found > 0 === each.expected.fatal + each.expected.error > 0;
        if (same) agree += 1;
        else differ.push(`${each.name} (${each.module}): reference ${each.expected.error}, here ${found}`);
      }
      const judgedCases = agree + differ.length;
      process.stdout.write(
        `agreement ${agree} of ${judgedCases}; excluded ${excluded.length}: ${excluded.join(', ')}\ndiffer: ${differ.join('\n        ')}\n`,
      );
      expect(agree / judgedCases).toBeGreaterThan(0.85);
    },
  );
});
