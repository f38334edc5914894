import type { Act } from '../../platform/act.ts';
import type { BlobRef } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Author, DocumentRef } from './document.ts';
import { countChange, loadStanding, noteDocument } from './load-document.ts';
import { raiseLate } from './late/raise-late.ts';
import { problems } from './problems.ts';
import { nameBlobs, writeWords } from './write-version.ts';

export type AmendmentKind = 'amendment' | 'addendum' | 'correction' | 'late-entry';

/** What the four have in common. The words are put under the slot that findUnitSlot says, before the transaction. */
export interface NewAmendment extends DocumentRef {
  readonly blob: BlobRef;
  /** The same words in the clear, to be found by. */
  readonly text: string;
  readonly author: Author;
  readonly reason: string;
}

export const MAX_AMENDMENT_BYTES = 1_000_000;

/** Links what is said now to the version it speaks of; the document itself stays as it was. */
export async function writeAmendment(
  act: Act,
  input: NewAmendment,
  as: {
    kind: AmendmentKind;
    happenedAt?: Date;
    atRequestOf?: 'author' | 'patient' | 'facility';
    /** When and by whom it was said, where it comes along with a document that is moved. */
    recorded?: { at: Date; by: string };
  },
): Promise<{ amendmentId: string }> {
  if (input.reason.trim() === '' || input.text.trim() === '')
    throw problems.reasonMissing({ detail: 'Nothing was saved. Write what is to be said, and why now.', at: 'reason' });
  const document = await loadStanding(act, input);
  if (input.blob.slot !== document.keySlot)
    throw problems.blobOfOther({
      detail: 'Nothing was saved. Try again.',
      internal: 'amendment put under another slot',
    });
  const common = {
    patient_id: document.patientId,
    facility_id: document.facilityId,
    labels: document.labels,
    document_id: document.documentId,
    version_id: document.currentVersionId,
    recorded_at: as.recorded?.at ?? act.now,
    recorded_by: as.recorded?.by ?? act.actor.id,
  };
  const renditionId = newId();
  const amendmentId = newId();
  await nameBlobs(act, [input.blob]);
  await act.tx
    .insertInto('documents.rendition')
    .values({
      ...common,
      id: renditionId,
      kind: 'amendment',
      media_type: 'text/plain; charset=utf-8',
      blob_address: input.blob.address,
    })
    .execute();
  await act.tx
    .insertInto('documents.amendment')
    .values({
      ...common,
      id: amendmentId,
      kind: as.kind,
      rendition_id: renditionId,
      author_name: input.author.name,
      author_practitioner_id: input.author.practitionerId ?? null,
      reason: input.reason.trim(),
      happened_at: as.happenedAt ?? null,
      at_request_of: as.atRequestOf ?? 'author',
    })
    .execute();
  await writeWords(act, document, document.currentVersionId, [{ number: 0, text: input.text }]);
  await countChange(act, document);
  noteDocument(act, input, { kind: as.kind });
  act.emit('documents.amended', {
    patientId: document.patientId,
    documentId: document.documentId,
    amendmentId,
    kind: as.kind,
  });
  // Told before and only carried along, it came in its time.
  if (as.recorded === undefined)
    await raiseLate(act, { ...document, versionId: document.currentVersionId, what: 'addition', amendmentId });
  return { amendmentId };
}
