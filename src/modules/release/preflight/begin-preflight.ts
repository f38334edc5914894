import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { readScope, type ScopedDocument } from '../read-scope.ts';
import { isCarried } from '../care/is-carried.ts';
import { membersNow } from './know-patient.ts';
import { readPreflight } from './read-preflight.ts';

/**
 * Has every page that may leave gone over, also of documents that still need a decision. One that runs for the same
 * choice is not begun again.
 * @throws release/not-yet, release/too-late
 */
export async function beginPreflight(act: Act, input: { requestId: string }): Promise<{ preflightId: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const scopeId = request.ids.scope;
  if (scopeId === null || !request.facts.scopeChosen)
    throw problems.notYet({ detail: 'Nothing was begun. Choose the records first: their pages are gone over.' });
  if (request.facts.approved)
    throw problems.tooLate({ detail: 'Nothing was begun: the release was approved. Send it back first.' });
  const { state, row } = await readPreflight(act, request);
  if (state === 'running' && row !== undefined) return { preflightId: row.id };
  return { preflightId: await writePreflight(act, request, scopeId) };
}

/** As a consequence of news: nothing happens where nothing is to be gone over. */
export async function beginPreflightIfDue(act: Act, requestId: string): Promise<void> {
  const loaded = await loadRequest(act, requestId, 'any-work');
  const { facts, ids } = loaded;
  if (loaded.patientId === null || facts.cancelled || facts.closed || facts.handOver !== 'none') return;
  // What a second person approved was gone over before; only what one person sends for care is gone over after it (care/).
  if (facts.approved && !(await isCarried(act, loaded))) return;
  if (ids.scope === null || !facts.scopeChosen) return;
  const request = mustHavePatient(loaded);
  const { state } = await readPreflight(act, request);
  if (state === 'none' || state === 'stale') await writePreflight(act, request, ids.scope);
}

async function writePreflight(act: Act, request: PatientRequest, scopeId: string): Promise<string> {
  const { documents } = await readScope(act, request, scopeId);
  const leaving = mayLeave(documents, request.facts.approved);
  const preflightId = newId();
  await act.tx
    .insertInto('release.preflight')
    .values({
      patient_id: request.patientId,
      id: preflightId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      scope_id: scopeId,
      members: await membersNow(act, request.patientId),
      documents: leaving.length,
      pages: leaving.reduce((sum, { pages }) => sum + pages, 0),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [preflightId], count: leaving.length });
  act.enqueue(
    'release.run-preflight',
    { patientId: request.patientId, preflightId },
    { key: `release.run-preflight ${preflightId}` },
  );
  return preflightId;
}

/** Before the approval also what was taken out: it may be taken in again. After it, what leaves. */
export function mayLeave(documents: readonly ScopedDocument[], approved: boolean): ScopedDocument[] {
  return documents.filter(({ decision, effective }) => (approved ? effective : decision) !== 'withhold');
}
