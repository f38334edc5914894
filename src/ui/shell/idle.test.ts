import { describe, expect, it } from 'vitest';
import { idleState } from './idle.ts';

describe('A desk nobody touches', () => {
  const at = (minutes: number) => idleState(0, minutes * 60_000, 15 * 60);
  it('warns two minutes before fifteen are over, counting down', () => {
    expect(at(12.9)).toEqual({ kind: 'active' });
    expect(at(13)).toEqual({ kind: 'warning', secondsLeft: 120 });
    expect(at(14.5)).toEqual({ kind: 'warning', secondsLeft: 30 });
  });
  it('is over at fifteen', () => expect(at(15)).toEqual({ kind: 'over' }));
  it('a site with two minutes is warned half-way', () => {
    expect(idleState(0, 59_000, 120).kind).toBe('active');
    expect(idleState(0, 60_000, 120).kind).toBe('warning');
  });
});
