import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { PatientRequest } from '../load-request.ts';
import { readScope, type ScopedDocument } from '../read-scope.ts';
import type { CareDocument } from './gather-care.ts';
import { careProblems } from './problems.ts';

const ROWS_AT_ONCE = 1_000;
const NOT_CHOSEN = 'Not among what was chosen for the continuity of care';
const HELD = 'Held back: nobody looked at it, consented to it or judged it for this';
const LOOKED_AT = 'Looked at by whoever sends it, for treatment';

/**
 * Turns the ticks into decisions of a person on the documents of a scope: what the rules allow and nobody ticked stays
 * out, what they left open goes only where it was ticked. Written at once, since a chart may have thousands.
 * @throws release/record-changed
 */
export async function settleAbstract(
  act: Act,
  request: PatientRequest,
  input: { readonly scopeId: string; readonly chosen: readonly CareDocument[]; readonly emergency: string },
): Promise<void> {
  const wanted = new Set(input.chosen.map(({ documentId }) => documentId));
  const { documents } = await readScope(act, request, input.scopeId);
  for (const document of documents)
    if (wanted.has(document.documentId) && document.decision === 'withhold')
      throw careProblems.recordChanged({
        detail: 'Nothing was sent. A document that you chose may not go any more: look again.',
        at: 'documentIds',
      });
  const settled = documents.flatMap((document) => {
    const settlement = settlementOf(document, wanted.has(document.documentId), input.emergency);
    return settlement === undefined ? [] : [{ document, ...settlement }];
  });
  const labels = await labelsOf(act, request, input.scopeId);
  for (let at = 0; at < settled.length; at += ROWS_AT_ONCE)
    await act.tx
      .insertInto('release.settlement')
      .values(
        settled.slice(at, at + ROWS_AT_ONCE).map(({ document, decision, reason }) => ({
          patient_id: request.patientId,
          id: newId(),
          facility_id: request.facility.id,
          labels: labels.get(document.documentId) ?? request.labels,
          request_id: request.id,
          scope_id: input.scopeId,
          document_id: document.documentId,
          decision,
          reason,
          professional: null,
          recorded_at: act.now,
          recorded_by: act.actor.id,
        })),
      )
      .execute();
}

function settlementOf(
  { decision }: ScopedDocument,
  isChosen: boolean,
  emergency: string,
): { readonly decision: 'include' | 'withhold'; readonly reason: string } | undefined {
  if (decision === 'withhold' || (decision === 'include' && isChosen)) return undefined;
  if (decision === 'include') return { decision: 'withhold', reason: NOT_CHOSEN };
  if (!isChosen) return { decision: 'withhold', reason: HELD };
  return {
    decision: 'include',
    reason: decision === 'needs-consent' ? `Medical emergency (42 CFR 2.51): ${emergency}` : LOOKED_AT,
  };
}

async function labelsOf(act: Act, request: PatientRequest, scopeId: string): Promise<ReadonlyMap<string, bigint>> {
  const rows = await act.tx
    .selectFrom('release.scope_document')
    .select(['document_id', 'labels'])
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .execute();
  return new Map(rows.map((row) => [row.document_id, BigInt(row.labels)]));
}
