import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import type { Denial } from './basis/decide-denial.ts';
import { mustHaveGround } from './basis/must-have-ground.ts';
import { loadRequest, mustHavePatient } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

/**
 * A person decides on a document that the rules left open, or takes one out that they allow. What the law or the authority
 * withholds cannot be included here: that needs another authority or another scope.
 * @throws release/not-yet, release/document-unknown, release/law-withholds, release/ground-missing, release/too-late
 */
export async function settleDocument(
  act: Act,
  input: {
    requestId: string;
    documentId: string;
    decision: 'include' | 'withhold';
    reason: string;
    professional?: string | undefined;
    /** Why the individual's own access is refused; asked only there. */
    ground?: Denial['denial_ground'] | undefined;
    /** Somebody else's, asked for by nobody, or there twice: taking it out refuses the individual nothing. */
    refusesNothing?: boolean;
  },
): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const scopeId = request.ids.scope;
  if (scopeId === null || !request.facts.scopeChosen)
    throw problems.notYet({ detail: 'Nothing was saved. Choose the scope first.' });
  if (request.facts.approved)
    throw problems.tooLate({ detail: 'Nothing was saved: the release was approved as it stood. Send it back first.' });
  const document = await act.tx
    .selectFrom('release.scope_document')
    .select(['decision', 'labels'])
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .where('document_id', '=', input.documentId)
    .executeTakeFirst();
  if (document === undefined)
    throw problems.documentUnknown({ detail: 'Nothing was saved. Reload the scope of this request.' });
  if (input.decision === 'include' && document.decision === 'withhold')
    throw problems.lawWithholds({
      detail:
        'Nothing was saved. The reasons beside the document say what withholds it; record another authority or choose another scope.',
    });
  if (input.decision === 'include' && document.decision === 'needs-professional' && input.professional === undefined)
    throw problems.lawWithholds({
      detail: 'Nothing was saved. Name the licensed professional who judged it.',
      citations: ['45 CFR 164.524(a)(3)'],
      at: 'professional',
    });
  const ground =
    input.decision === 'withhold' && document.decision !== 'withhold' && input.refusesNothing !== true
      ? await mustHaveGround(act, request, { ground: input.ground, professional: input.professional })
      : null;
  await act.tx
    .insertInto('release.settlement')
    .values({
      patient_id: request.patientId,
      id: newId(),
      facility_id: request.facility.id,
      labels: document.labels,
      request_id: request.id,
      scope_id: scopeId,
      document_id: input.documentId,
      decision: input.decision,
      reason: input.reason,
      professional: input.professional ?? null,
      denial_ground: ground,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [input.documentId], detail: { from: document.decision, to: input.decision } });
  // Its pages count no more, or again: who looks at the findings sees it at once.
  act.emit('release.document-settled', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
}
