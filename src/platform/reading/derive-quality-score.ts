import { type Quality } from './derive-quality.ts';

/** What is wrong with the picture of a page, each with its own remedy. */
export type Weakness = 'low-dpi' | 'low-contrast' | 'blur' | 'cut-edge' | 'too-dark' | 'too-light' | 'low-confidence';

export interface QualityScore {
  /** 0 nothing can be made of it, 1 as good as a scan gets. */
  readonly score: number;
  /** Worst first. */
  readonly weaknesses: readonly Weakness[];
}

/** Between `good` (costs nothing) and `poor` (costs all of its weight) the loss grows evenly. Weak from a third of it on. */
const MEASURES = {
  /** 300 is asked for, 200 is fax quality and read, below 150 letters fall apart. */
  'low-dpi': { good: 200, poor: 90, weight: 0.5 },
  'low-contrast': { good: 0.45, poor: 0.15, weight: 0.6 },
  blur: { good: 4, poor: 9, weight: 0.6 },
  /** Letters that touch an edge of the sheet. */
  'cut-edge': { good: 1, poor: 6, weight: 0.5 },
  'too-dark': { good: 150, poor: 60, weight: 0.5 },
  'too-light': { good: 0.25, poor: 0.08, weight: 0.5 },
  'low-confidence': { good: 80, poor: 40, weight: 0.7 },
} as const satisfies Record<Weakness, { good: number; poor: number; weight: number }>;
const WEAK_FROM = 1 / 3;

/** Undefined for a blank page: there is nothing on it to be read well or badly. */
export function deriveQualityScore(
  quality: Quality,
  confidence: number | null,
  source: 'text-layer' | 'ocr' | 'blank',
): QualityScore | undefined {
  if (quality.blank) return undefined;
  const measured: Partial<Record<Weakness, number | undefined>> = {
    'low-dpi': quality.dpi,
    'low-contrast': quality.contrast,
    'cut-edge': quality.cutLetters,
    'too-dark': quality.mean,
    // Faint ink on white paper: light as a whole, and with little between the two.
    ...(quality.mean > 235 ? { 'too-light': quality.contrast } : {}),
    // Set in type by the file itself: neither blurred by a lens nor doubted by a recogniser.
    ...(source === 'ocr' ? { blur: quality.blur, 'low-confidence': confidence ?? undefined } : {}),
  };
  const losses = (Object.keys(MEASURES) as Weakness[]).flatMap((weakness) => {
    const value = measured[weakness];
    if (value === undefined) return [];
    const { good, poor, weight } = MEASURES[weakness];
    const loss = Math.min(1, Math.max(0, (value - good) / (poor - good)));
    return loss === 0 ? [] : [{ weakness, loss, cost: loss * weight }];
  });
  const score = losses.reduce((left, { cost }) => left * (1 - cost), 1);
  return {
    score: Math.round(score * 100) / 100,
    weaknesses: losses
      .filter(({ loss }) => loss >= WEAK_FROM)
      .sort((a, b) => b.cost - a.cost)
      .map(({ weakness }) => weakness),
  };
}
