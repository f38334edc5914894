import { describe, expect, it } from 'vitest';
import { type Quality } from './derive-quality.ts';
import { deriveQualityScore } from './derive-quality-score.ts';

const good: Quality = {
  dpi: 300,
  mean: 240,
  contrast: 0.8,
  blur: 2,
  skew: 0,
  coverage: 0.05,
  specks: 0.1,
  cutLetters: 0,
  blank: false,
};
const score = (more: Partial<Quality>, confidence: number | null = 95) =>
  deriveQualityScore({ ...good, ...more }, confidence, 'ocr');

describe('The score of a page', () => {
  it('is whole for a good scan, and there is none for a blank page', () => {
    expect(score({})).toEqual({ score: 1, weaknesses: [] });
    expect(score({ blank: true })).toBeUndefined();
  });

  it.each([
    ['low-dpi', { dpi: 96 }, 95],
    ['low-contrast', { contrast: 0.2, mean: 180 }, 95],
    ['blur', { blur: 8 }, 95],
    ['cut-edge', { cutLetters: 8 }, 95],
    ['too-dark', { mean: 70 }, 95],
    ['low-confidence', {}, 45],
  ] as const)('names %s, alone, and falls', (weakness, more, confidence) => {
    const found = score(more, confidence);
    expect(found?.weaknesses).toEqual([weakness]);
    expect(found?.score).toBeLessThan(0.8);
  });

  it('names faint ink on white paper as too light', () => {
    expect(score({ mean: 245, contrast: 0.1 })?.weaknesses).toContain('too-light');
  });

  it('names several, worst first, and never leaves 0 to 1', () => {
    const found = score({ dpi: 60, blur: 20, contrast: 0.05, mean: 40, cutLetters: 99 }, 0);
    expect(found?.weaknesses[0]).toBe('low-confidence');
    expect(found?.score).toBeGreaterThanOrEqual(0);
    expect(found?.weaknesses).toHaveLength(6);
  });

  it('does not blame words set in type by the file itself', () => {
    expect(deriveQualityScore({ ...good, blur: 9 }, null, 'text-layer')).toEqual({ score: 1, weaknesses: [] });
  });
});
