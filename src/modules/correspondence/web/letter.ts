import { type BodyOf, type ResponseOf } from '../../../platform/http/contract.ts';
import { useAct, type ActOptions, type ActResult } from '../../../ui/api/reads.tsx';
import { type Endpoint } from '../../../platform/http/contract.ts';
import { type Tone } from '../../../ui/theme.ts';
import { contract } from '../contract.ts';

export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];

export type OutboxEntry = ResponseOf<typeof contract.outbox>['entries'][number];
export type Delivery = OutboxEntry['delivery'];
export type Letter = ResponseOf<typeof contract.ofCase>['letters'][number];
export type Template = ResponseOf<typeof contract.listTemplates>['templates'][number];
export type Facts = BodyOf<typeof contract.draft>['facts'];

export const STATE_TONES: Readonly<Record<Delivery['state'], Tone>> = {
  delayed: 'info',
  'to-print': 'attention',
  waiting: 'info',
  sending: 'info',
  retrying: 'attention',
  'in-doubt': 'danger',
  sent: 'good',
  printed: 'good',
  failed: 'danger',
  cancelled: 'neutral',
};

/** Not on its way yet, so it can be taken back. */
export function canTakeBack({ state }: Pick<Delivery, 'state'>): boolean {
  return ['delayed', 'to-print', 'waiting', 'retrying'].includes(state);
}

/** An act on letters: every list that shows them is read again. */
export function useLetterAct<E extends Endpoint>(endpoint: E, options: ActOptions<E> = {}): ActResult<E> {
  return useAct(endpoint, { changes: [contract.outbox, contract.ofCase, contract.ofPatient], ...options });
}
