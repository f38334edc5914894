import { expect, it } from 'vitest';
import { seededRandom, shuffled } from './index.ts';

it('the same seed gives the same numbers from 0 to below 1, another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 1_000 }, seededRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7).every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = draw(7).reduce((sum, number) => sum + number, 0) / 1_000;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});

it('a shuffled list holds what it held, and the list itself stays', () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8];
  const mixed = shuffled(list, seededRandom(3));
  expect(mixed).not.toEqual(list);
  expect([...mixed].sort()).toEqual(list);
  expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
