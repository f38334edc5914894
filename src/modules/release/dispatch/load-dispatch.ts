import type { Act } from '../../../platform/act.ts';
import { loadRequest } from '../load-request.ts';
import { dispatchProblems } from './problems.ts';

/** A dispatch for work, with its request locked. @throws release/dispatch-unknown, release/dispatch-ended, release/own-record */
export async function loadDispatch(act: Act, disclosureId: string) {
  const row = await act.tx
    .selectFrom('release.dispatch')
    .selectAll()
    .where('disclosure_id', '=', disclosureId)
    .executeTakeFirst();
  if (row === undefined || row.way === 'pick-up')
    throw dispatchProblems.dispatchUnknown({ detail: 'Nothing was changed. Reload the print run.' });
  const request = await loadRequest(act, row.request_id, 'any-work');
  const ended = await act.tx
    .selectFrom('release.confirmation')
    .select('outcome')
    .where('patient_id', '=', row.patient_id)
    .where('disclosure_id', '=', disclosureId)
    .executeTakeFirst();
  return { row, request, outcome: ended?.outcome ?? null };
}
