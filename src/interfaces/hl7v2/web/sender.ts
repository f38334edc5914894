import { type ResponseOf } from '../../../platform/http/contract.ts';
import { type contract } from '../contract.ts';
import { type outboundContract } from '../outbound/contract.ts';

export type Sender = ResponseOf<typeof contract.senders>['senders'][number];
export type Destination = ResponseOf<typeof outboundContract.destinations>['destinations'][number];
export type InError = ResponseOf<typeof contract.errors>['messages'][number];

/** MSH-3 and MSH-4 as the sender writes them; `nameless`: the words for one that writes neither. */
export function senderName(
  { application, facility }: Pick<Sender, 'application' | 'facility'>,
  nameless: string,
): string {
  return [application, facility].filter((part) => part !== '').join(' · ') || nameless;
}

/** What moves by the second and makes no news of it. */
export const WATCH_MS = 5_000;
