import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, findType, headingKey, typeForHeading, typeForLoinc } from './catalogue.ts';
import { DESTINATIONS } from './catalogue/document-type.ts';

function repeated(values: readonly (string | number)[]): (string | number)[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

describe('the catalogue of document types', () => {
  it('names at least 120 types that may be filed in a chart', () => {
    expect(DOCUMENT_TYPES.filter((type) => type.notPartOfRecord === undefined).length).toBeGreaterThanOrEqual(120);
  });

  it('gives no number, code, LOINC code, name or alias to two types', () => {
    expect(repeated(DOCUMENT_TYPES.map((type) => type.number))).toEqual([]);
    expect(repeated(DOCUMENT_TYPES.map((type) => type.code))).toEqual([]);
    expect(repeated(DOCUMENT_TYPES.flatMap((type) => (type.loinc === undefined ? [] : [type.loinc])))).toEqual([]);
    expect(
      repeated(DOCUMENT_TYPES.flatMap((type) => [...new Set([type.name, ...type.aliases].map(headingKey))])),
    ).toEqual([]);
  });

  it('carries only LOINC codes whose check digit is right', () => {
    for (const { loinc } of DOCUMENT_TYPES) if (loinc !== undefined) expect(checkDigitIsRight(loinc), loinc).toBe(true);
  });

  it('recognises a page by its heading, however it is set', () => {
    expect(typeForHeading('HISTORY & PHYSICAL EXAMINATION:')?.code).toBe('history-and-physical');
    expect(typeForHeading('Discharge  Summary')?.code).toBe('discharge-summary');
    expect(typeForHeading('Grocery list')).toBeUndefined();
  });

  it('knows what a LOINC code of a feed stands for', () => {
    expect(typeForLoinc('34117-2')?.code).toBe('history-and-physical');
    expect(typeForLoinc('51847-2')?.code).toBe('assessment-and-plan');
  });

  it('sends incident reports, attorney letters and records requests to their desks', () => {
    expect(findType('incident-report')?.notPartOfRecord).toBe('risk');
    expect(findType('attorney-letter')?.notPartOfRecord).toBe('legal');
    expect(findType('records-request')?.notPartOfRecord).toBe('release');
    for (const type of DOCUMENT_TYPES.filter((each) => each.notPartOfRecord !== undefined)) {
      expect(type.inLegalHealthRecord || type.inDesignatedRecordSet, type.code).toBe(false);
      expect(Object.keys(DESTINATIONS)).toContain(type.notPartOfRecord);
    }
  });

  it('keeps psychotherapy notes out of the designated record set and under their own label (45 CFR 164.501)', () => {
    const type = findType('psychotherapy-notes');
    expect(type?.inDesignatedRecordSet).toBe(false);
    expect(type?.sensitivity).toContain('psychotherapy-notes');
  });
});

/** Mod 10 as LOINC numbers carry it: digits from the right, every other one doubled. */
function checkDigitIsRight(loinc: string): boolean {
  const [number = '', check = ''] = loinc.split('-');
  const sum = [...number]
    .reverse()
    .map((digit, at) => (at % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return (10 - (sum % 10)) % 10 === Number(check);
}
