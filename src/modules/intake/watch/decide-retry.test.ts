import { describe, expect, it } from 'vitest';
import { decideHopeless, decideRetry, MOST_UNFINISHED } from './decide-retry.ts';

const damaged = { reason: 'damaged', detail: 'The file is damaged.' } as const;

describe('what becomes of a file that was refused', () => {
  it('is tried three times, then a person has to look', () => {
    expect(decideRetry(damaged, { refused: 0, unfinished: 0 })).toEqual({ next: 'again' });
    expect(decideRetry(damaged, { refused: 1, unfinished: 0 })).toEqual({ next: 'again' });
    expect(decideRetry(damaged, { refused: 2, unfinished: 0 })).toEqual({ next: 'set-aside', refusal: damaged });
  });

  it('uses no try up for a full disk or a stop, however often', () => {
    for (const reason of ['no-space', 'stopped'] as const)
      expect(decideRetry({ reason, detail: '' }, { refused: 2, unfinished: 30 })).toEqual({ next: 'later' });
  });

  it('is set aside when reading it never comes to an end', () => {
    expect(decideHopeless({ refused: 0, unfinished: MOST_UNFINISHED - 1 })).toBeUndefined();
    expect(decideHopeless({ refused: 0, unfinished: MOST_UNFINISHED })?.reason).toBe('crashed');
  });
});
