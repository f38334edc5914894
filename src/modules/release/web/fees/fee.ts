import { type Endpoint, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { type Tone } from '../../../../ui/theme.ts';
import { contract } from '../../contract.ts';
import { feeContract } from '../../fees/contract.ts';
import { rightsContract } from '../../rights/contract.ts';

export type Fee = ResponseOf<typeof feeContract.fee>;
export type FeeInput = Fee['input'];
export type FeeQuote = NonNullable<Fee['quote']>;
export type FeeLine = FeeQuote['lines'][number];
export type Invoice = Fee['invoices'][number];

export const INVOICE_TONES: Readonly<Record<Invoice['state'], Tone>> = {
  open: 'info',
  'part-paid': 'info',
  overdue: 'danger',
  overpaid: 'attention',
  paid: 'good',
  forgiven: 'neutral',
  credited: 'neutral',
  replaced: 'neutral',
};

/** The invoice that asks for money or holds some; credited and replaced ones are history. */
export function standing(fee: Pick<Fee, 'invoices'>): Invoice | undefined {
  return fee.invoices.find(({ credited }) => !credited);
}

/** An act on a fee: the fee, the case (which may wait for payment) and the open invoices are read again. */
export function useFeeAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [feeContract.fee, feeContract.invoices, contract.open, rightsContract.rights],
    ...options,
  });
}
