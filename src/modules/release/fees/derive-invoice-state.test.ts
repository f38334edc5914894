import { describe, expect, it } from 'vitest';
import { decideHasCardNumber } from './decide-reference.ts';
import { deriveAge, deriveInvoiceState, type Entry } from './derive-invoice-state.ts';

const at = (today: string, ...entries: Entry[]) =>
  deriveInvoiceState({ total: 1_000, dueOn: '2026-06-30', entries }, today);
const paid = (amount: number): Entry => ({ kind: 'payment', amount });

describe('how an invoice stands', () => {
  it.each([
    ['open on its last day', at('2026-06-30'), 'open', 1_000, 0],
    ['overdue the day after', at('2026-07-01'), 'overdue', 1_000, 1],
    ['paid in part', at('2026-06-01', paid(400)), 'part-paid', 600, 0],
    ['overdue although paid in part', at('2026-07-31', paid(400)), 'overdue', 600, 31],
    ['paid', at('2026-07-31', paid(1_000)), 'paid', 0, 0],
    ['overpaid', at('2026-07-31', paid(1_200)), 'overpaid', -200, 0],
    ['given back', at('2026-07-31', paid(1_200), { kind: 'refund', amount: 200 }), 'paid', 0, 0],
    [
      'returned by the bank',
      at('2026-07-01', paid(1_000), { kind: 'payment-returned', amount: 1_000 }),
      'overdue',
      1_000,
      1,
    ],
    ['waived', at('2026-07-31', { kind: 'waiver', amount: 1_000 }), 'forgiven', 0, 0],
    ['credited', at('2026-07-31', { kind: 'credit', amount: 1_000 }), 'credited', 0, 0],
    [
      'credited after it was paid',
      at('2026-07-31', paid(1_000), { kind: 'credit', amount: 1_000 }),
      'overpaid',
      -1_000,
      0,
    ],
  ])('%s', (_name, derived, state, balance, daysLate) => {
    expect(derived).toEqual({ state, balance, daysLate });
  });

  it('is aged from the due day', () => {
    expect([0, 1, 30, 31, 60, 61, 90, 91].map(deriveAge)).toEqual([
      ...['not-due', 'late-30', 'late-30', 'late-60', 'late-60', 'late-90', 'late-90', 'late-over-90'],
    ]);
  });
});

describe('the number of a card', () => {
  it.each(['4111 1111 1111 1111', 'card 4111-1111-1111-1111 ok', '378282246310005'])('is known in "%s"', (words) => {
    expect(decideHasCardNumber(words)).toBe(true);
  });
  it.each(['check 10442', 'transfer 2026-11-28 00017', '4111 1111 1111 1112', '', '(555) 010-4477'])(
    'is not in "%s"',
    (words) => {
      expect(decideHasCardNumber(words)).toBe(false);
    },
  );
});
