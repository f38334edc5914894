import { describe, expect, it } from 'vitest';
import { SURFACES, TONE_COLOURS, TONES, theme } from './theme.ts';

/** WCAG 2.2, relative luminance and contrast ratio. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

describe.each(['light', 'dark'] as const)('In the %s scheme', (scheme) => {
  const surfaces = SURFACES[scheme];

  it.each(['ink', 'soft', 'accent', 'error'] as const)('%s is readable on every ground it may stand on', (ink) => {
    for (const ground of ['ground', 'surface', 'raised', 'chosen'] as const) {
      expect(contrast(surfaces[ink], surfaces[ground]), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(TONES)('a %s mark is readable', (tone) => {
    const { ground, ink } = TONE_COLOURS[scheme][tone];
    expect(contrast(ink, ground)).toBeGreaterThanOrEqual(4.5);
  });
});

it('The filled button is readable in both schemes', () => {
  const desk = theme.colors?.['desk'] ?? [];
  expect(contrast(desk[7] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(desk[6] ?? '', '#ffffff')).toBeGreaterThanOrEqual(4.5);
});
