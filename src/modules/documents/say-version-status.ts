import type { Act } from '../../platform/act.ts';
import type { DocumentRef } from './document.ts';
import { countChange, loadStanding, noteDocument } from './load-document.ts';
import { problems } from './problems.ts';
import { lastStatusOf, type SaidStatus, writeVersionStatus } from './write-version-status.ts';

/**
 * Says what the version that stands is, where it did not come with it: that the report on file is only preliminary, or is
 * the final one after all. What was said before stays in its history.
 * @throws documents/changed-meanwhile, documents/nothing-changed, documents/entered-in-error, documents/not-found
 */
export async function sayVersionStatus(
  act: Act,
  input: DocumentRef & { readonly versionId: string; readonly said: SaidStatus },
): Promise<void> {
  const document = await loadStanding(act, input);
  if (document.currentVersionId !== input.versionId)
    throw problems.changedMeanwhile({
      detail: 'Nothing was changed: a newer version came. Reload the document and look at it first.',
    });
  const last = await lastStatusOf(act, document);
  if (last?.versionId === input.versionId && last.status === input.said.status)
    throw problems.nothingChanged({ detail: 'Nothing was changed: the version is marked so already.' });
  await writeVersionStatus(act, document, input.versionId, input.said);
  await countChange(act, document);
  noteDocument(act, input, { status: input.said.status });
  act.emit('documents.status-said', {
    patientId: document.patientId,
    documentId: document.documentId,
    versionId: input.versionId,
    status: input.said.status,
  });
}
