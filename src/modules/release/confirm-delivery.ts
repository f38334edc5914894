import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { reopenSent } from './components/record-component-steps.ts';
import { loadRequest } from './load-request.ts';
import { meetClocks } from './meet-clocks.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

export interface ConfirmDelivery {
  readonly disclosureId: string;
  readonly outcome: 'handed-over' | 'not-handed-over';
  readonly how: string;
}

/**
 * Says what became of a hand-over. When it reached the recipient and nothing else is owed, the clock of the request is met as
 * of the moment the hand-over was begun, which is when we acted. What never left takes its links along, and the parts of the
 * case that went with it are owed again. Saying the same twice is saying it once.
 * @throws release/hand-over-unknown, release/already-confirmed, release/own-record
 */
export async function confirmDelivery(act: Act, input: ConfirmDelivery): Promise<void> {
  const disclosure = await act.tx
    .selectFrom('release.disclosure')
    .select(['patient_id', 'request_id', 'facility_id', 'labels', 'disclosed_at'])
    .where('id', '=', input.disclosureId)
    .executeTakeFirst();
  if (disclosure === undefined || disclosure.request_id === null)
    throw problems.handOverUnknown({ detail: 'Nothing was saved. Reload the request.' });
  const request = await loadRequest(act, disclosure.request_id, 'any-work');
  const before = await act.tx
    .selectFrom('release.confirmation')
    .select('outcome')
    .where('patient_id', '=', disclosure.patient_id)
    .where('disclosure_id', '=', input.disclosureId)
    .executeTakeFirst();
  if (before?.outcome === input.outcome) return;
  if (before !== undefined)
    throw problems.alreadyConfirmed({
      detail:
        'Nothing was saved: it was confirmed otherwise before. If that was wrong, record a disclosure that says what happened.',
    });
  await act.tx
    .insertInto('release.confirmation')
    .values({
      patient_id: disclosure.patient_id,
      id: newId(),
      facility_id: disclosure.facility_id,
      labels: disclosure.labels,
      disclosure_id: input.disclosureId,
      outcome: input.outcome,
      how: input.how,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (input.outcome === 'not-handed-over') {
    await revokeLinksOf(act, disclosure.patient_id, input);
    await reopenSent(act, { id: input.disclosureId, requestId: request.id, how: input.how });
  } else if (request.answer.openComponents === 0) await meetClocks(act, request.id, disclosure.disclosed_at);
  act.note({ subjectIds: [input.disclosureId], detail: { outcome: input.outcome } });
  act.emit('release.delivered', {
    disclosureId: input.disclosureId,
    patientId: disclosure.patient_id,
    requestId: request.id,
    outcome: input.outcome,
  });
  await refreshWorklist(act, request.id);
}

async function revokeLinksOf(act: Act, patientId: string, { disclosureId, how }: ConfirmDelivery): Promise<void> {
  await act.tx
    .updateTable('release.link')
    .set({ revoked_at: act.now, revoked_by: act.actor.id, revoke_reason: how })
    .where('patient_id', '=', patientId)
    .where('disclosure_id', '=', disclosureId)
    .where('revoked_at', 'is', null)
    .execute();
}

/** @throws release/link-unknown, release/own-record */
export async function revokeLink(act: Act, input: { linkId: string; reason: string }): Promise<void> {
  const link = await act.tx
    .selectFrom('release.link')
    .select(['patient_id', 'request_id', 'revoked_at'])
    .where('id', '=', input.linkId)
    .executeTakeFirst();
  if (link === undefined) throw problems.linkUnknown({ detail: 'Nothing was changed. Reload the request.' });
  await loadRequest(act, link.request_id, 'any-work');
  if (link.revoked_at !== null) return;
  await act.tx
    .updateTable('release.link')
    .set({ revoked_at: act.now, revoked_by: act.actor.id, revoke_reason: input.reason })
    .where('patient_id', '=', link.patient_id)
    .where('id', '=', input.linkId)
    .execute();
  act.note({ subjectIds: [input.linkId] });
}
