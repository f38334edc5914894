import type { FacilityFacts } from '../../directory/index.ts';
import type { LoadedRequest } from '../load-request.ts';
import type { LoadedRights } from '../rights/load-rights.ts';

/** What an invoice asks money for: the copies of a request, or an accounting (45 CFR 164.528(c)(2)). */
export interface Charged {
  readonly of: 'request' | 'rights';
  readonly id: string;
  readonly number: string;
  readonly patientId: string | null;
  readonly facility: FacilityFacts;
  readonly labels: bigint;
  readonly today: string;
  readonly asker: { readonly name: string | null; readonly isPatient: boolean };
  /** Of copies: the case, which may wait for the payment. */
  readonly request: LoadedRequest | null;
}

export function chargedCopies(request: LoadedRequest): Charged {
  const { id, number, patientId, facility, labels, today, row } = request;
  return {
    ...{ of: 'request', id, number, patientId, facility, labels, today, request },
    asker: { name: row.requester_name, isPatient: row.requester_class === 'individual' },
  };
}

export function chargedAccounting({ id, number, patientId, facility, labels, today, row }: LoadedRights): Charged {
  return {
    ...{ of: 'rights', id, number, patientId, facility, labels, today, request: null },
    asker: { name: row.asker_name, isPatient: row.asker_is_patient },
  };
}

/** As the news name it. */
export function namedInNews({ of, id }: Pick<Charged, 'of' | 'id'>) {
  return of === 'request' ? { requestId: id, rightsId: null } : { requestId: null, rightsId: id };
}

/** As the column of an invoice names it. */
export const columnOf = ({ of }: Pick<Charged, 'of'>) => (of === 'request' ? 'request_id' : 'rights_id');
