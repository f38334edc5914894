import { describe, expect, it } from 'vitest';
import { deriveAccount } from './derive-account.ts';

const said = (number: string, into: string, minute: number) => ({
  ...{ facilityId: 'F', number, into, saidAs: String(minute) },
  saidAt: new Date(Date.UTC(2026, 10, 20, 0, minute)),
});

describe('the number of an account', () => {
  it('is its own where nothing was said, and at another facility', () => {
    expect(deriveAccount('F', 'A', [])).toEqual({ now: 'A', all: ['A'] });
    expect(deriveAccount('G', 'A', [said('A', 'B', 1)])).toEqual({ now: 'A', all: ['A'] });
  });

  it('is the last one, in whatever order the changes came', () => {
    const changes = [said('A', 'B', 1), said('C', 'B', 2), said('B', 'D', 3)];
    for (const order of [changes, changes.toReversed()])
      for (const number of ['A', 'B', 'C', 'D']) {
        const account = deriveAccount('F', number, order);
        expect(account.now).toBe('D');
        expect([...account.all].sort()).toEqual(['A', 'B', 'C', 'D']);
      }
  });

  it('is the former one again where the change was taken back', () => {
    const changes = [said('A', 'B', 1), said('B', 'A', 2)];
    expect(deriveAccount('F', 'A', changes).now).toBe('A');
    expect(deriveAccount('F', 'B', changes.toReversed()).now).toBe('A');
  });
});
