import { type Endpoint, type ResponseOf } from '../../../../platform/http/contract.ts';
import { type ActOptions, type ActResult, useAct } from '../../../../ui/api/reads.tsx';
import { type Tone } from '../../../../ui/theme.ts';
import { contract } from '../../contract.ts';
import { payerContract, type PayerState } from '../../payers/contract.ts';

export type PayerCase = ResponseOf<typeof payerContract.payerCase>;
export type Destination = NonNullable<PayerCase['destination']>;
export type Submission = PayerCase['submissions'][number];
export type Appeal = PayerCase['appeals'][number];
export type ListedDestination = ResponseOf<typeof payerContract.destinations>['destinations'][number];

export const STATE_TONES: Readonly<Record<PayerState, Tone>> = {
  preparing: 'info',
  'to-prove': 'attention',
  'to-appeal': 'attention',
  waiting: 'info',
  accepted: 'good',
  rejected: 'danger',
  paid: 'good',
  denied: 'danger',
  recouped: 'danger',
};

/** An act on what is handed in: the case, its lists and its clocks are read again. */
export function usePayerAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, {
    changes: [payerContract.payerCase, payerContract.payerCases, contract.open, contract.list],
    ...options,
  });
}

const MEGA = 1_000_000;
export function printMega(bytes: number): string {
  return String(Number((bytes / MEGA).toFixed(bytes < MEGA ? 2 : 1)));
}
