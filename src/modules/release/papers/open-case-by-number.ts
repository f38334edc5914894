import type { Act } from '../../../platform/act.ts';
import { kindProblems } from '../kind/problems.ts';
import { type LoadedRequest, loadRequest } from '../load-request.ts';
import { problems } from '../problems.ts';

/**
 * The open case with this number, its row locked, that papers can still join.
 * @throws release/case-unknown, release/too-late, release/ended, release/own-record
 */
export async function openCaseByNumber(act: Act, number: string): Promise<LoadedRequest> {
  const row = await act.tx
    .selectFrom('release.request')
    .select('id')
    .where('number_key', '=', number.trim().toLowerCase())
    .executeTakeFirst();
  if (row === undefined)
    throw kindProblems.caseUnknown({
      detail: 'Nothing was changed. Check the number; the case may be restricted.',
      at: 'number',
    });
  const into = await loadRequest(act, row.id, 'work');
  if (into.facts.handOver === 'begun' || into.facts.handOver === 'confirmed')
    throw problems.tooLate({ detail: `Nothing was changed: records of ${into.number} were handed over already.` });
  return into;
}
