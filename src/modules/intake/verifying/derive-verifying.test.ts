import { describe, expect, it } from 'vitest';
import { compareEntries } from './compare-entries.ts';
import { deriveDraw } from './derive-draw.ts';
import { deriveErrorRate } from './derive-error-rate.ts';
import { deriveVerifyShare } from './derive-verify-share.ts';

describe('The share of filings to verify', () => {
  it('is what the site demands as long as nothing is wrong', () => {
    expect(deriveVerifyShare(0.05, [])).toBe(0.05);
    expect(deriveVerifyShare(0.05, Array<boolean>(40).fill(false))).toBe(0.05);
  });

  it('rises with every error up to all of them', () => {
    const once = deriveVerifyShare(0.05, [true]);
    const twice = deriveVerifyShare(0.05, [true, true]);
    expect(once).toBeCloseTo(0.15);
    expect(twice).toBeGreaterThan(once);
    expect(deriveVerifyShare(0.05, Array<boolean>(9).fill(true))).toBe(1);
  });

  it('falls again with clean ones, never below what the site demands', () => {
    const after = (clean: number) => deriveVerifyShare(0.05, [true, ...Array<boolean>(clean).fill(false)]);
    expect(after(5)).toBeLessThan(after(1));
    expect(after(200)).toBeGreaterThanOrEqual(0.05);
    expect(after(200)).toBeCloseTo(0.05);
  });

  it('stays none where the site verifies none, and all where it verifies all', () => {
    expect(deriveVerifyShare(0, [true, true])).toBe(0);
    expect(deriveVerifyShare(1, [true, false])).toBe(1);
  });
});

describe('The draw', () => {
  it('is the same each time and spreads over all documents', () => {
    expect(deriveDraw('a')).toBe(deriveDraw('a'));
    const drawn = Array.from({ length: 2000 }, (_each, n) => deriveDraw(`document ${n}`)).filter((x) => x < 0.1).length;
    expect(drawn).toBeGreaterThan(150);
    expect(drawn).toBeLessThan(250);
  });
});

describe('Two entries', () => {
  const entry = { patientId: 'p', encounterId: 'e', typeCode: 'discharge-summary', date: '2026-11-14' };
  it('agree or differ field by field; an encounter goes with its patient', () => {
    expect(compareEntries(entry, entry)).toEqual([]);
    expect(compareEntries(entry, { ...entry, encounterId: null, date: null })).toEqual(['encounter', 'date']);
    expect(compareEntries(entry, { ...entry, patientId: 'q', encounterId: 'f' })).toEqual(['patient']);
  });
});

describe('The error rate', () => {
  it('comes with the interval of Clopper and Pearson', () => {
    const { low, high, rate } = deriveErrorRate(100, 5);
    expect(rate).toBe(0.05);
    // Clopper CJ, Pearson ES: 5 of 100 at 95 %.
    expect(low).toBeCloseTo(0.0164, 3);
    expect(high).toBeCloseTo(0.1128, 3);
    expect(deriveErrorRate(0, 0)).toMatchObject({ low: 0, high: 1 });
  });
});
