import { describe, expect, it } from 'vitest';
import { derivePrecision } from './derive-precision.ts';

const judged = (probability: number, one: boolean, times: number) =>
  Array.from({ length: times }, () => ({ probability, one }));

describe('the cut-off that the verdicts propose', () => {
  it('is the lowest from which nine of ten pairs were one person', () => {
    const { steps, proposed } = derivePrecision([
      ...judged(0.55, true, 2),
      ...judged(0.55, false, 8),
      ...judged(0.85, true, 19),
      ...judged(0.85, false, 1),
    ]);
    expect(proposed).toBe(0.6);
    expect(steps[0]).toEqual({ from: 0.5, judged: 30, one: 21, lost: 0 });
    expect(steps[1]).toEqual({ from: 0.6, judged: 20, one: 19, lost: 2 });
  });

  it('is not proposed from fewer than twenty verdicts, nor where twins fill the queue', () => {
    expect(derivePrecision(judged(0.99, true, 19)).proposed).toBeNull();
    expect(derivePrecision([...judged(0.995, true, 40), ...judged(0.995, false, 10)]).proposed).toBeNull();
    expect(derivePrecision([]).proposed).toBeNull();
  });
});
