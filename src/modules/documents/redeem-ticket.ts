import type { Act } from '../../platform/act.ts';
import { secretHash } from '../../platform/ids.ts';
import { findRenditions, type Rendition } from './find-renditions.ts';
import { problems } from './problems.ts';

/**
 * The rendition that a ticket leads to, for the actor and session it was given to. May be used again until it expires:
 * browsers ask twice.
 * @throws documents/ticket-expired (unknown, expired and another's answer alike)
 */
export async function redeemTicket(act: Act, secret: string): Promise<Rendition> {
  const ticket = await act.tx
    .selectFrom('documents.ticket as t')
    .innerJoin('documents.rendition as r', (join) =>
      join.onRef('r.patient_id', '=', 't.patient_id').onRef('r.id', '=', 't.rendition_id'),
    )
    .select(['t.patient_id', 't.rendition_id', 'r.document_id', 't.session_hash'])
    .where('t.secret_hash', '=', secretHash(secret))
    .where('t.expires_at', '>', act.now)
    .where('t.actor_id', '=', act.actor.id)
    .executeTakeFirst();
  if (ticket === undefined || ticket.session_hash !== (act.actor.sessionHash ?? null)) throw expired();
  const renditions = await findRenditions(act, {
    patientId: ticket.patient_id,
    documentIds: [ticket.document_id],
    kinds: ['original', 'searchable', 'redacted'],
    everyVersion: true,
  });
  const rendition = renditions.find((each) => each.id === ticket.rendition_id);
  if (rendition === undefined) throw expired();
  act.note({
    patientIds: [ticket.patient_id],
    subjectIds: [ticket.document_id],
    count: 1,
    detail: { rendition: rendition.kind },
  });
  return rendition;
}

function expired() {
  return problems.ticketExpired({
    detail: 'Download links are good for two minutes and for you alone. Ask for the download again.',
  });
}
