import type { Act } from '../../../platform/act.ts';
import type { AppealFacts, SubmissionFacts } from './derive-payer-state.ts';
import type { AppealLevel, SubmissionOutcome } from './kinds.ts';

const MOST = 200;

/** What was handed in for one case, oldest first, with proof and answers, and its appeals. */
export async function readSubmissions(act: Act, requestId: string) {
  const rows = await act.tx
    .selectFrom('release.submission as s')
    .innerJoin('release.destination as d', 'd.id', 's.destination_id')
    .select(['s.id', 's.attempt', 's.level', 's.appeal_id', 's.way', 's.handed_in_on', 's.their_number', 's.files'])
    .select(['d.name as destination', 's.recorded_at as at', 's.recorded_by as by'])
    .where('s.request_id', '=', requestId)
    .orderBy('s.recorded_at')
    .orderBy('s.id')
    .limit(MOST)
    .execute();
  const proofs = await act.tx
    .selectFrom('release.submission_proof')
    .select(['submission_id', 'kind', 'number', 'received_on', 'document_patient_id', 'document_id'])
    .select(['recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .limit(MOST)
    .execute();
  const outcomes = await act.tx
    .selectFrom('release.submission_outcome')
    .select(['submission_id', 'outcome', 'reason', 'answered_on', 'recorded_at as at', 'recorded_by as by'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  const appeals = await act.tx
    .selectFrom('release.appeal')
    .select(['id', 'level', 'due_on', 'reason', 'recorded_at as at', 'recorded_by as by'])
    .select(['dropped_at', 'dropped_by', 'drop_reason'])
    .where('request_id', '=', requestId)
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(MOST)
    .execute();
  return {
    submissions: rows.map((row) => ({
      ...row,
      proof: proofs.find((proof) => proof.submission_id === row.id) ?? null,
      outcomes: outcomes.filter((outcome) => outcome.submission_id === row.id),
    })),
    appeals,
  };
}
type Read = Awaited<ReturnType<typeof readSubmissions>>;

export function submissionFactsOf(row: Read['submissions'][number]): SubmissionFacts {
  const outcome = row.outcomes.at(-1)?.outcome ?? null;
  return {
    id: row.id,
    appealId: row.appeal_id,
    proved: row.proof !== null,
    outcome: outcome as SubmissionOutcome | null, // CHECK submission_outcome_is_known
  };
}

export function appealFactsOf(row: Read['appeals'][number]): AppealFacts {
  const level = row.level as AppealLevel; // CHECK appeal_level_is_known
  return { id: row.id, level, dueOn: row.due_on, dropped: row.dropped_at !== null };
}
