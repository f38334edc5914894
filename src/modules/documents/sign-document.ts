import type { Act } from '../../platform/act.ts';
import type { SignerRole } from './catalogue/document-type.ts';
import type { DocumentRef, NewSignature } from './document.ts';
import { type LoadedDocument, loadStanding, noteDocument } from './load-document.ts';
import { findOrigin } from './outside/load-origin.ts';
import { problems } from './problems.ts';
import { writeSignatures } from './write-signatures.ts';

export interface SignDocument extends DocumentRef {
  /** The version that was read: a signature binds what the signer saw. */
  readonly versionId: string;
  readonly role: SignerRole;
}

/**
 * The actor signs, here and now.
 * @throws documents/changed-meanwhile, documents/already-signed, documents/entered-in-error, documents/signed-elsewhere
 */
export async function signDocument(act: Act, input: SignDocument): Promise<{ signatureId: string }> {
  if ((await findOrigin(act, input)) !== undefined)
    throw problems.signedElsewhere({
      detail: 'Nothing was signed. Whoever made it answers for it; say in its review what is kept for care here.',
    });
  const signer = { name: act.actor.name };
  return putSignature(act, input, { role: input.role, signer, signedAt: act.now, how: 'electronic' });
}

export interface RecordSignature extends SignDocument {
  readonly signature: Omit<NewSignature, 'how' | 'role'> & { readonly how: 'ink' | 'stamp' | 'source-system' };
}

/**
 * A clerk records a signature seen on the page, or one that the source system tells of.
 * @throws as signDocument, and documents/not-yet-happened
 */
export async function recordSignature(act: Act, input: RecordSignature): Promise<{ signatureId: string }> {
  if (input.signature.signedAt > act.now)
    throw problems.notYetHappened({ detail: 'Nothing was recorded. Check the date of the signature.', at: 'signedAt' });
  return putSignature(act, input, { ...input.signature, role: input.role });
}

async function putSignature(act: Act, input: SignDocument, signature: NewSignature): Promise<{ signatureId: string }> {
  const document = await loadStanding(act, input);
  if (document.currentVersionId !== input.versionId)
    throw problems.changedMeanwhile({
      detail: 'Nothing was signed. The document has a newer version than the one you read: open it and sign that.',
    });
  await mustBeFirst(act, document, signature);
  const [signatureId = ''] = await writeSignatures(act, document, input.versionId, [signature]);
  noteDocument(act, input, { role: signature.role, how: signature.how });
  act.emit('documents.signed', {
    patientId: document.patientId,
    documentId: document.documentId,
    versionId: input.versionId,
    role: signature.role,
  });
  return { signatureId };
}

async function mustBeFirst(act: Act, document: LoadedDocument, signature: NewSignature): Promise<void> {
  const same = await act.tx
    .selectFrom('documents.signature')
    .select('id')
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('version_id', '=', document.currentVersionId)
    .where('role', '=', signature.role)
    .where('signer_name', '=', signature.signer.name)
    .limit(1)
    .executeTakeFirst();
  if (same !== undefined)
    throw problems.alreadySigned({
      detail: 'Nothing was changed: the signature stands since before. Reload to see it.',
    });
}
