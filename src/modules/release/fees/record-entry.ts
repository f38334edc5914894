import { printCents } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { namedInNews } from './charged.ts';
import { decideHasCardNumber } from './decide-reference.ts';
import { endWait, loadInvoice, mustStand, writeEntries, type NewEntry } from './load-invoice.ts';
import { feeProblems } from './problems.ts';

export interface RecordEntry {
  readonly invoiceId: string;
  readonly kind: 'payment' | 'payment-returned' | 'refund' | 'waiver' | 'write-off';
  readonly amount: number;
  readonly method?: NewEntry['method'];
  readonly reference?: string | undefined;
  readonly reason?: string | undefined;
}

/**
 * Money came, went back, or is forgiven. More than is asked for may be paid, since it was; what is too much is given back.
 * Nothing more can be forgiven than is open, nor given back than is too much.
 * @throws release/card-number, release/invoice-credited, release/invoice-paid, release/more-than-open,
 *   release/not-overpaid, release/not-paid-before
 */
export async function recordEntry(act: Act, input: RecordEntry): Promise<{ balance: number }> {
  if ([input.reference, input.reason].some((words) => words !== undefined && decideHasCardNumber(words)))
    throw feeProblems.cardNumber({
      detail: 'Nothing was saved. Card numbers are never kept here: enter the receipt number of the terminal.',
      at: 'reference',
    });
  const invoice = await loadInvoice(act, input.invoiceId);
  const { balance, paid } = invoice;
  switch (input.kind) {
    case 'payment':
      mustStand(invoice);
      if (balance <= 0) throw feeProblems.invoicePaid({ detail: 'Nothing was saved. Reload to see what was paid.' });
      break;
    case 'waiver':
    case 'write-off':
      mustStand(invoice);
      if (input.amount > balance)
        throw feeProblems.moreThanOpen({
          detail: `Nothing was saved: ${printCents(Math.max(balance, 0), 'USD')} is open.`,
          at: 'amountCents',
        });
      break;
    case 'refund':
      if (input.amount > -balance)
        throw feeProblems.notOverpaid({
          detail: `Nothing was saved: ${printCents(Math.max(-balance, 0), 'USD')} was paid too much.`,
          at: 'amountCents',
        });
      break;
    case 'payment-returned':
      if (input.amount > paid)
        throw feeProblems.notPaidBefore({
          detail: `Nothing was saved: ${printCents(Math.max(paid, 0), 'USD')} was paid.`,
          at: 'amountCents',
        });
  }
  const after = await writeEntries(act, invoice, [input]);
  if (after <= 0) await endWait(act, invoice);
  act.emit('release.invoice-entered', { ...namedInNews(invoice.charged), invoiceId: input.invoiceId });
  return { balance: after };
}
