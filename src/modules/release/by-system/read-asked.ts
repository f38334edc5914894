import type { Act } from '../../../platform/act.ts';
import type { CancellationReason } from '../cancel-request.ts';
import type { Status } from '../derive-status.ts';
import { loadRequest } from '../load-request.ts';
import type { OutcomeKind } from '../outcomes/kinds.ts';
import { isAsked } from './ask-by-system.ts';

/** How a case stands, in what a system that asked may know: no word of what was found, withheld or written. */
export interface AskedState {
  readonly number: string;
  readonly status: Status;
  /** For whom it waits. */
  readonly pends: readonly string[];
  readonly ending: OutcomeKind | null;
  readonly handedOver: boolean;
  readonly cancelledFor: CancellationReason | null;
}

/** Undefined where no system asked for it, or it may not be seen. @throws release/own-record */
export async function readAsked(act: Act, id: string): Promise<AskedState | undefined> {
  if (!(await isAsked(act, id))) return undefined;
  const request = await loadRequest(act, id, 'read');
  const cancelled = await act.tx
    .selectFrom('release.cancellation')
    .select('reason_code')
    .where('request_id', '=', id)
    .executeTakeFirst();
  return {
    number: request.number,
    status: request.status,
    pends: request.facts.pends,
    ending: request.answer.ending as OutcomeKind | null, // CHECK outcome_kind_is_known
    handedOver: request.answer.handedOver || request.facts.handOver === 'confirmed',
    cancelledFor: (cancelled?.reason_code ?? null) as CancellationReason | null, // CHECK cancellation_reason_is_known
  };
}
