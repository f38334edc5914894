import type { Act } from '../../platform/act.ts';
import { newId, secretHash, secretToken } from '../../platform/ids.ts';
import type { DocumentRef } from './document.ts';
import { findRenditions } from './find-renditions.ts';
import { loadDocument, noteDocument } from './load-document.ts';
import { problems } from './problems.ts';

const TICKET_MS = 2 * 60 * 1000;

export interface Ticket {
  readonly secret: string;
  readonly expiresAt: Date;
}

/**
 * Leave to fetch one original, for this actor and session, for two minutes. The browser's own download cannot carry a
 * reason or a header; the ticket carries the decision that was taken here.
 * @throws documents/not-found
 */
export async function issueTicket(act: Act, input: DocumentRef & { readonly renditionId: string }): Promise<Ticket> {
  const document = await loadDocument(act, input, 'read');
  const renditions = await findRenditions(act, {
    patientId: input.patientId,
    documentIds: [input.documentId],
    kinds: ['original', 'searchable', 'redacted'],
    everyVersion: true,
  });
  const rendition = renditions.find((each) => each.id === input.renditionId);
  if (rendition === undefined) throw problems.notFound({ detail: 'Nothing was prepared. Reload the document.' });
  await act.tx
    .deleteFrom('documents.ticket')
    .where('patient_id', '=', input.patientId)
    .where('expires_at', '<', act.now)
    .execute();
  const secret = secretToken();
  const expiresAt = new Date(act.now.getTime() + TICKET_MS);
  await act.tx
    .insertInto('documents.ticket')
    .values({
      patient_id: input.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      rendition_id: rendition.id,
      secret_hash: secretHash(secret),
      actor_id: act.actor.id,
      session_hash: act.actor.sessionHash ?? null,
      issued_at: act.now,
      expires_at: expiresAt,
    })
    .execute();
  noteDocument(act, input, { rendition: rendition.kind });
  return { secret, expiresAt };
}
