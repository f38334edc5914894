import { describe, expect, it } from 'vitest';
import { deriveVersionStatuses } from './derive-version-status.ts';

describe('what the versions of a document are', () => {
  it('is what was said of each', () => {
    expect(deriveVersionStatuses(['preliminary', 'final', 'corrected'])).toEqual(['preliminary', 'final', 'corrected']);
  });
  it('stays preliminary when a better copy of a preliminary report comes', () => {
    expect(deriveVersionStatuses(['preliminary', null, null, 'final'])).toEqual([
      'preliminary',
      'preliminary',
      'preliminary',
      'final',
    ]);
  });
  it('is not made up where nobody said anything', () => {
    expect(deriveVersionStatuses([null, null])).toEqual([null, null]);
    expect(deriveVersionStatuses(['final', null, 'amended', null])).toEqual(['final', null, 'amended', null]);
  });
});
