import type { Act } from '../../../platform/act.ts';
import type { PatientRequest } from '../load-request.ts';
import type { StatedFacts } from './facts.ts';

export interface Statement {
  readonly facts: StatedFacts;
  readonly reason: string;
  readonly at: Date;
  readonly by: string;
}

/** What a person stated last; undefined where nobody did. */
export async function readStated(act: Act, request: PatientRequest): Promise<Statement | undefined> {
  const row = await act.tx
    .selectFrom('release.basis_statement')
    .select(['facts', 'reason', 'recorded_at', 'recorded_by'])
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // As state-facts.ts wrote them, checked by the contract.
  return {
    facts: row.facts as unknown as StatedFacts,
    reason: row.reason,
    at: row.recorded_at,
    by: row.recorded_by,
  };
}
