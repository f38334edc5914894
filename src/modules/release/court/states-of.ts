import type { Act } from '../../../platform/act.ts';
import { deriveRequestFacts } from '../derive-request-facts.ts';
import { deriveStatus, type NextStep, type Status } from '../derive-status.ts';
import { readAnswers } from '../outcomes/read-answers.ts';

export interface CaseState {
  readonly status: Status;
  readonly next: NextStep;
  /** What the release rests on. */
  readonly basis: string | null;
}

/** Where each of these requests stands. */
export async function statesOf(
  act: Act,
  ids: readonly string[],
  todayOf: (row: { readonly facility_id: string }) => string,
): Promise<ReadonlyMap<string, CaseState>> {
  if (ids.length === 0) return new Map();
  const answers = await readAnswers(act, ids);
  const rows = await act.tx
    .selectFrom('release.request as r')
    .innerJoin('release.request_facts as f', 'f.request_id', 'r.id')
    .leftJoin('release.authority as a', (join) =>
      join.onRef('a.patient_id', '=', 'r.patient_id').onRef('a.id', '=', 'f.authority_id'),
    )
    .selectAll('f')
    .select(['r.id', 'r.facility_id', 'a.basis'])
    .where('r.id', 'in', [...ids])
    .where('f.request_id', 'in', [...ids])
    .execute();
  return new Map(
    rows.map((row) => {
      const { status, next } = deriveStatus(deriveRequestFacts(row, todayOf(row)), answers.get(row.id));
      return [row.id, { status, next, basis: row.basis }];
    }),
  );
}
