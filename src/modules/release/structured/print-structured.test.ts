import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deriveEntryFacts } from './derive-entry-facts.ts';
import { CSV_COLUMNS, printBundle, rowsOfStructured } from './print-structured.ts';
import { STRUCTURED_TYPES, type StructuredEntry } from './source.ts';

const BUNDLES = join(import.meta.dirname, '../../../../../shared/data/fhir-synthea/bundles');
const entry = (content: Record<string, unknown>): StructuredEntry => ({
  ...{ patientId: 'p', type: String(content['resourceType']), id: 'e', version: 1, facilityId: 'f', labels: 0n },
  content,
});
const daysOf = (content: Record<string, unknown>) => {
  const { from, to } = deriveEntryFacts(entry({ resourceType: 'Observation', ...content }));
  return [from, to];
};
const rowOf = (content: Record<string, unknown>) =>
  rowsOfStructured([entry(content)]).map((cells) =>
    Object.fromEntries(cells.flatMap((cell, at) => (cell === '' ? [] : [[CSV_COLUMNS[at], cell]]))),
  );

describe('the days of an entry', () => {
  it('are all days that its date leaves open', () => {
    expect(daysOf({ effectiveDateTime: '2024' })).toEqual(['2024-01-01', '2024-12-31']);
    expect(daysOf({ effectiveDateTime: '2024-02' })).toEqual(['2024-02-01', '2024-02-29']);
    expect(daysOf({ effectiveDateTime: '2024-02-03T10:00:00-05:00' })).toEqual(['2024-02-03', '2024-02-03']);
    expect(daysOf({ effectivePeriod: { start: '2024-02-03', end: '2024-03' } })).toEqual(['2024-02-03', '2024-03-31']);
    expect(daysOf({ effectivePeriod: { end: '2024-03-01' } })).toEqual(['2024-03-01', '2024-03-01']);
  });

  it('are those of the care before those of the paper work, and none where nothing is said', () => {
    expect(daysOf({ issued: '2026-01-09T00:00:00Z', effectiveDateTime: '2026-01-02' })[0]).toBe('2026-01-02');
    expect(daysOf({ effectiveDateTime: 'soon', issued: '2026-01-09T00:00:00Z' })[0]).toBe('2026-01-09');
    expect(daysOf({})).toEqual([null, null]);
  });
});

describe('an entry as a row', () => {
  it('of blood pressure has one for itself and one for each component', () => {
    const part = (display: string, value: number) => ({
      code: { coding: [{ display }] },
      valueQuantity: { value, unit: 'mm[Hg]' },
    });
    const rows = rowOf({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'Blood pressure' },
      component: [part('Systolic', 131), part('Diastolic', 84)],
    });
    expect(rows.map(({ What, Value, Unit }) => [What, Value, Unit])).toEqual([
      ['Blood pressure', undefined, undefined],
      ['Systolic', '131', 'mm[Hg]'],
      ['Diastolic', '84', 'mm[Hg]'],
    ]);
  });

  it('says what was given, in which words, and that an allergy is confirmed', () => {
    expect(
      rowOf({
        resourceType: 'MedicationRequest',
        status: 'active',
        medicationCodeableConcept: { text: 'Lisinopril 10 mg' },
        dosageInstruction: [{ text: 'One a day' }],
        authoredOn: '2026-02-01',
        requester: { display: 'Dr. Ruiz' },
      }),
    ).toEqual([
      {
        ...{ Kind: 'MedicationRequest', From: '2026-02-01', What: 'Lisinopril 10 mg', Value: 'One a day' },
        ...{ Status: 'active', By: 'Dr. Ruiz', Id: 'e' },
      },
    ]);
    expect(
      rowOf({
        resourceType: 'AllergyIntolerance',
        code: { coding: [{ system: 'http://snomed.info/sct', code: '91936005', display: 'Penicillin' }] },
        clinicalStatus: { coding: [{ code: 'active' }] },
        verificationStatus: { coding: [{ code: 'confirmed' }] },
      }),
    ).toMatchObject([{ What: 'Penicillin', Code: '91936005', Status: 'active confirmed' }]);
  });

  it.skipIf(!existsSync(BUNDLES))('says of each entry of generated records what it is', () => {
    const entries = readdirSync(BUNDLES)
      .slice(0, 5)
      .flatMap((file) => {
        const text = gunzipSync(readFileSync(join(BUNDLES, file))).toString('utf8');
        const bundle = JSON.parse(text) as { entry: { resource: Record<string, unknown> }[] };
        return bundle.entry.map(({ resource }) => entry(resource));
      })
      .filter(({ type }) => (STRUCTURED_TYPES as readonly string[]).includes(type));
    expect(entries.length).toBeGreaterThan(500);
    const nameless = rowsOfStructured(entries).filter((cells) => cells[CSV_COLUMNS.indexOf('What')] === '');
    expect([...new Set(nameless.map(([kind]) => kind))]).toEqual([]);
    const undated = entries.filter((each) => deriveEntryFacts(each).from === null).map(({ type }) => type);
    expect([...new Set(undated)].sort()).toEqual(['Patient']);
    const { entry: printed } = JSON.parse(printBundle(entries, '2026-11-29T00:00:00.000Z')) as { entry: unknown[] };
    expect(printed).toHaveLength(entries.length);
  });
});
