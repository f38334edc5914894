import { describe, expect, it } from 'vitest';
import { deriveProgress, type ReadingFacts } from './derive-progress.ts';

const MINUTE = 60_000;
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 23) + minutes * MINUTE);
const pace = { reading: 2 * MINUTE, stalledAfter: 10 * MINUTE };
const attempt = (more: Partial<NonNullable<ReadingFacts['attempt']>>) => ({
  ...{ beganAt: at(0), step: 'reading', pages: 120, pagesDone: 0, movedAt: at(0), ended: null, reason: null },
  ...more,
});
const facts = (more: Partial<NonNullable<ReadingFacts['attempt']>>) =>
  ({ receivedAt: at(0), ahead: 0, attempt: attempt(more) }) as ReadingFacts;

describe('how far a file is', () => {
  it('tells pages, and the time left by its own pages', () => {
    expect(deriveProgress(facts({ pagesDone: 40, movedAt: at(4) }), pace, at(4))).toEqual({
      ...{ step: 'reading', pages: 120, pagesDone: 40, ahead: 0, left: 8 * MINUTE, stalled: false, waitsFor: null },
    });
  });

  it('goes by what is usual while too few pages are read, and says nothing once that has passed', () => {
    expect(deriveProgress(facts({ pagesDone: 1, movedAt: at(1) }), pace, at(1)).left).toBe(MINUTE);
    expect(deriveProgress(facts({ pagesDone: 1, movedAt: at(1) }), pace, at(3)).left).toBeNull();
  });

  it('stalls at five times the median when nothing moves, not while a thick volume is read page by page', () => {
    expect(deriveProgress(facts({ pagesDone: 60, movedAt: at(11) }), pace, at(11.5)).stalled).toBe(false);
    expect(deriveProgress(facts({ pagesDone: 60, movedAt: at(9) }), pace, at(11)).stalled).toBe(true);
    expect(deriveProgress({ receivedAt: at(0), ahead: 4 }, pace, at(11)).stalled).toBe(true);
  });

  it('says what it waits for when the file is not at fault', () => {
    const after = (ended: 'waits' | 'fault' | 'lost', reason: string | null) =>
      deriveProgress(facts({ ended, reason }), pace, at(1));
    expect(after('waits', 'no-space')).toMatchObject({ step: 'waiting', waitsFor: 'space' });
    expect(after('waits', 'stopped').waitsFor).toBe('restart');
    expect(after('lost', null).waitsFor).toBe('restart');
    expect(after('fault', null).waitsFor).toBe('fault');
  });
});
