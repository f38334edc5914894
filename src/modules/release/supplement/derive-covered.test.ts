import { describe, expect, it } from 'vitest';
import { deriveCovered } from './derive-covered.ts';

const note = (date: string | null) => ({ date, typeCode: 'progress-note' });
const year = { from: '2026-01-01', to: '2026-12-31', typeCodes: null };

describe('whether a released scope covered a document', () => {
  it('goes by its date, both days included', () => {
    expect(
      ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((date) => deriveCovered(year, note(date))),
    ).toEqual([false, true, true, false]);
  });
  it('goes by its type where types were chosen', () => {
    expect(deriveCovered({ ...year, typeCodes: ['progress-note'] }, note('2026-03-03'))).toBe(true);
    expect(deriveCovered({ ...year, typeCodes: ['laboratory-report'] }, note('2026-03-03'))).toBe(false);
  });
  it('counts a document without a date, and a scope without days', () => {
    expect(deriveCovered(year, note(null))).toBe(true);
    expect(deriveCovered({ from: null, to: null, typeCodes: null }, note('1999-01-01'))).toBe(true);
  });
});
