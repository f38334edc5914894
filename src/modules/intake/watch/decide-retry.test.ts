import { describe, expect, it } from 'vitest';
import { decideHopeless, decideRetry, MOST_FAULTS, MOST_LOST } from './decide-retry.ts';

const damaged = { reason: 'damaged', detail: 'The file is damaged.' } as const;

describe('what becomes of a file that was refused', () => {
  it('is tried three times, then a person has to look', () => {
    expect(decideRetry(damaged, { refused: 0, faults: 0, lost: 0 })).toEqual({ next: 'again' });
    expect(decideRetry(damaged, { refused: 1, faults: 0, lost: 0 })).toEqual({ next: 'again' });
    expect(decideRetry(damaged, { refused: 2, faults: 0, lost: 0 })).toEqual({ next: 'set-aside', refusal: damaged });
  });

  it('uses no try up for a full disk or a stop, however often', () => {
    for (const reason of ['no-space', 'stopped'] as const)
      expect(decideRetry({ reason, detail: '' }, { refused: 2, faults: 30, lost: 60 })).toEqual({ next: 'later' });
  });

  it('is set aside when reading it never comes to an end', () => {
    expect(decideHopeless({ refused: 0, faults: MOST_FAULTS - 1, lost: MOST_LOST - 1 })).toBeUndefined();
    expect(decideHopeless({ refused: 0, faults: MOST_FAULTS, lost: 0 })?.reason).toBe('crashed');
    expect(decideHopeless({ refused: 0, faults: 0, lost: MOST_LOST })?.reason).toBe('crashed');
  });
});
