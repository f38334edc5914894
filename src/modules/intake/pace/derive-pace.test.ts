import { describe, expect, it } from 'vitest';
import { derivePace, type StepTimes } from './derive-pace.ts';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23) + minutes * MINUTE);
const item = (read: number | null, separated: number | null = null, filed: number | null = null): StepTimes => ({
  receivedAt: at(0),
  readAt: read === null ? null : at(read),
  separatedAt: separated === null ? null : at(separated),
  filedAt: filed === null ? null : at(filed),
});

describe('the pace of intake', () => {
  it('is the median of each step, so that one slow file changes nothing', () => {
    const pace = derivePace([item(1, 2, 10), item(2, 3, 11), item(3, 4, 12), item(2, 3, 11), item(500, 501, 900)]);
    expect(pace).toEqual({ reading: 2 * MINUTE, separating: MINUTE, indexing: 8 * MINUTE, stalledAfter: 10 * MINUTE });
  });

  it('counts indexing from the reading where nothing was separated', () => {
    expect(derivePace(Array.from({ length: 5 }, () => item(1, null, 5))).indexing).toBe(4 * MINUTE);
  });

  it('is not known of few, and an item stalls after three minutes at the earliest', () => {
    expect(derivePace([item(60), item(null)])).toEqual({
      ...{ reading: null, separating: null, indexing: null, stalledAfter: 3 * MINUTE },
    });
    expect(derivePace(Array.from({ length: 6 }, () => item(0.1))).stalledAfter).toBe(3 * MINUTE);
  });
});
