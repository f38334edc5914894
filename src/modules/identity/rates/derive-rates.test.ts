import { expect, it } from 'vitest';
import { deriveRates } from './derive-rates.ts';

const COUNTS = {
  ...{ registrations: 1_000, merged: 20, duplicatesWaiting: 64, duplicatesConfirmed: 16, overlapsWaiting: 3 },
  ...{ overlapsConfirmed: 2, overlaysOpen: 1, overlaysConfirmed: 1 },
};

it('each rate says what it is made of', () => {
  expect(deriveRates(COUNTS)).toEqual({
    duplicate: { numerator: 80, denominator: 1_000, percent: 8 },
    waiting: { numerator: 64, denominator: 980, percent: (64 / 980) * 100 },
    overlap: { numerator: 5, denominator: 1_000, percent: 0.5 },
    overlay: { numerator: 2, denominator: 1_000, percent: 0.2 },
  });
});

it('a register of nobody has no rate', () => {
  const nobody = { registrations: 0, merged: 0, duplicatesWaiting: 0, duplicatesConfirmed: 0 };
  expect(deriveRates({ ...COUNTS, ...nobody, overlaysOpen: 0 }).duplicate.percent).toBeNull();
});
