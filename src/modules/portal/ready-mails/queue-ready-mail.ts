import { sql } from 'kysely';
import type { Act, EmittedEvent } from '../../../platform/act.ts';
import type { Queries } from '../../../platform/db/database.ts';
import { maskOf } from '../../access/index.ts';
import { readPatient } from '../../patients/index.ts';
import { readOwnRequests } from '../../release/index.ts';

export const MAIL_READY = 'portal.mail-ready';

/** Whether anybody at all could be told by mail: most hand-overs are of requests that came another way. */
export async function doesAnybodyReadMail(queries: Queries): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`
    SELECT EXISTS (SELECT 1 FROM portal.account WHERE mail_address IS NOT NULL) AS any`.execute(queries);
  return rows[0]?.any ?? false;
}

/** A hand-over by link to whoever asked for it in the portal: they are told by mail, once for each hand-over. */
export async function queueReadyMail(act: Act, event: EmittedEvent): Promise<void> {
  // Declared by release.
  const { disclosureId, patientId, requestId } = event.payload as {
    disclosureId: string;
    patientId: string;
    requestId: string | null;
  };
  if (requestId === null) return;
  const accountId = await accountThatAsked(act, requestId);
  if (accountId === undefined) return;
  const [request] = await readOwnRequests(act, [requestId]);
  if (request === undefined || request.packets.every((packet) => packet.disclosureId !== disclosureId)) return;
  const { facilityId, labels } = await readPatient(act, patientId);
  const queued = await act.tx
    .insertInto('portal.ready_mail')
    .values({
      patient_id: patientId,
      disclosure_id: disclosureId,
      facility_id: facilityId,
      labels: maskOf(labels),
      request_id: requestId,
      account_id: accountId,
      queued_at: act.now,
    })
    .onConflict((conflict) => conflict.columns(['patient_id', 'disclosure_id']).doNothing())
    .returning('disclosure_id')
    .executeTakeFirst();
  act.note({
    patientIds: [patientId],
    subjectIds: [requestId, disclosureId],
    detail: { queued: queued !== undefined },
  });
  if (queued !== undefined) act.enqueue(MAIL_READY, { patientId, disclosureId }, { key: `ready-mail-${disclosureId}` });
}

/** Of what goes to somebody named nothing lies in the portal. */
async function accountThatAsked(act: Act, requestId: string): Promise<string | undefined> {
  const own = await act.tx
    .selectFrom('portal.ask')
    .select('account_id')
    .where('request_id', '=', requestId)
    .where('goes_to', '=', 'me')
    .executeTakeFirst();
  if (own !== undefined) return own.account_id;
  const requesters = await act.tx
    .selectFrom('portal.requester_ask')
    .select('account_id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return requesters?.account_id;
}
