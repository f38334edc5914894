import type { Act } from '../../../platform/act.ts';
import { findSources, type PacketSource } from '../find-sources.ts';
import { gatherDocuments } from '../gather-documents.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { findWords, placesOf } from './attach-redactions.ts';
import { readRedactions } from './read-redactions.ts';

export interface Redactable {
  readonly request: PatientRequest;
  readonly document: { readonly patientId: string; readonly documentId: string; readonly versionId: string };
  readonly labels: bigint;
  /** With what is redacted by now, which may be nothing. */
  readonly source: PacketSource & Required<Pick<PacketSource, 'redaction'>> & { readonly drawnOn: string };
}

/**
 * A document in the scope of a request, with the picture of its pages on which places are drawn.
 * @throws release/not-yet, release/document-unknown, release/scope-outdated, release/not-redactable
 */
export async function findRedactable(
  act: Act,
  input: { requestId: string; documentId: string },
  purpose: 'read' | 'work',
): Promise<Redactable> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, purpose));
  const scopeId = request.ids.scope;
  // One that was sent back counts: what is still to be redacted may be the reason.
  if (scopeId === null)
    throw problems.notYet({ detail: 'Nothing was changed. Choose the scope first: its documents can be redacted.' });
  const row = await act.tx
    .selectFrom('release.scope_document')
    .select(['document_patient_id', 'version_id', 'mark', 'labels'])
    .where('patient_id', '=', request.patientId)
    .where('scope_id', '=', scopeId)
    .where('document_id', '=', input.documentId)
    .executeTakeFirst();
  if (row === undefined)
    throw problems.documentUnknown({ detail: 'Nothing was changed. Reload the scope of this request.' });
  const [gathered] = await gatherDocuments(act, request.patientId, [input.documentId]);
  if (gathered === undefined || gathered.summary.currentVersionId !== row.version_id)
    throw problems.scopeOutdated({
      detail: 'Nothing was changed: the document has a newer version. Choose the scope anew, then redact it.',
    });
  const document = { patientId: row.document_patient_id, documentId: input.documentId, versionId: row.version_id };
  const [source] = await findSources(act, request.patientId, [row], [gathered]);
  if (source?.drawnOn === undefined)
    throw problems.notRedactable({
      detail: 'Nothing was changed: no picture of its pages can be made. Withhold the document as a whole instead.',
    });
  const counting = (await readRedactions(act, request)).filter(
    ({ undone, documentId, versionId, drawnOn }) =>
      undone === null && documentId === input.documentId && versionId === row.version_id && drawnOn === source.drawnOn,
  );
  act.note({ subjectIds: [input.documentId] });
  return {
    request,
    document,
    labels: BigInt(row.labels),
    source: {
      ...source,
      drawnOn: source.drawnOn,
      redaction: { places: placesOf(counting), words: await findWords(act, document, source) },
    },
  };
}
