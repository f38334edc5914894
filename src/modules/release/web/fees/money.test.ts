import { describe, expect, it } from 'vitest';
import { parseMoney, printMoney, toField } from './money.ts';

describe('money at the desk', () => {
  it.each([
    ['12', 1_200],
    ['12.5', 1_250],
    ['$1,200.50', 120_050],
    ['0.29', 29],
    ['', 0],
    ['12.505', undefined],
    ['-1', undefined],
    ['1e3', undefined],
    ['twelve', undefined],
  ])('reads "%s" without a fraction on the way', (typed, cents) => {
    expect(parseMoney(typed)).toBe(cents);
  });
  it('writes what it reads', () => {
    expect([5, 120_050, 0, -75].map(printMoney)).toEqual(['$0.05', '$1,200.50', '$0.00', '−$0.75']);
    expect([0, 5, 1_250].map(toField)).toEqual(['', '0.05', '12.50']);
  });
});
