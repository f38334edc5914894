import type { Selectable } from 'kysely';
import type { DB } from '../../platform/db/types.generated.ts';
import type { DateText } from '../../../packages/rule-engine/index.ts';
import type { RequestFacts } from './derive-status.ts';

type StateRow = Omit<Selectable<DB['release.request_facts']>, 'request_id' | 'patient_id'>;

/**
 * The row of the view `release.request_facts` as deriveStatus takes it. An authorization that was good when it was recorded
 * and has run out since is not: the list says so before anybody opens the case.
 */
export function deriveRequestFacts(row: StateRow, today: DateText): RequestFacts {
  const expired = row.authority_expires_on !== null && row.authority_expires_on < today;
  return {
    cancelled: row.cancelled === true,
    closed: row.closed === true,
    patientIdentified: row.patient_identified === true,
    requesterVerified: row.requester_verified === true,
    // CHECK authority_result_is_known; and the view's own words for packet and hand_over.
    authority: expired ? 'defective' : (row.authority_result as RequestFacts['authority']),
    scopeChosen: row.scope_chosen === true,
    openDecisions: row.open_decisions ?? 0,
    included: row.included ?? 0,
    approved: row.approved === true,
    packet: (row.packet ?? 'none') as RequestFacts['packet'],
    handOver: (row.hand_over ?? 'none') as RequestFacts['handOver'],
    pends: row.pends ?? [],
  };
}
