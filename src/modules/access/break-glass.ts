import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { closeItem, openItem } from '../worklist/index.ts';
import { tellGlassBroken } from './glass-grants.ts';
import { problems } from './problems.ts';

const DEFAULT_MINUTES = 30;

export interface GlassRequest {
  readonly patientId: string;
  readonly facilityId: string;
  readonly labels: bigint;
  readonly reason: { readonly code: string; readonly text: string };
  readonly minutes?: number;
}

/**
 * Opens a restricted record in need; the caller found the patient by its whole MRN, since names do not lead here. The
 * grant opens reading only, ends by itself, is in the log at once and waits for a privacy officer's review.
 */
export async function breakGlass(
  act: Act,
  request: GlassRequest,
): Promise<{ patientId: string; grantId: string; until: string }> {
  const grantId = newId();
  const until = new Date(act.now.getTime() + (request.minutes ?? DEFAULT_MINUTES) * 60_000);
  await act.tx
    .insertInto('access.glass_grant')
    .values({
      patient_id: request.patientId,
      id: grantId,
      facility_id: request.facilityId,
      labels: request.labels.toString(),
      actor_id: act.actor.id,
      reason_code: request.reason.code,
      reason: request.reason.text,
      granted_at: act.now,
      until,
    })
    .execute();
  await openItem(act, {
    kind: 'access.glass-review',
    module: 'access',
    subjectId: grantId,
    facilityId: request.facilityId,
    labels: request.labels,
    permission: 'access/review-glass',
    priority: 2,
  });
  act.note({ patientIds: [request.patientId], subjectIds: [grantId], detail: { reasonCode: request.reason.code } });
  // Who broke it goes straight on to the record: the next request knows.
  act.afterCommit(tellGlassBroken);
  act.emit('access.glass-broken', { grantId, patientId: request.patientId });
  return { patientId: request.patientId, grantId, until: until.toISOString() };
}

export async function reviewGlass(
  act: Act,
  grantId: string,
  outcome: 'appropriate' | 'inappropriate' | 'unclear',
): Promise<void> {
  const reviewed = await act.tx
    .updateTable('access.glass_grant')
    .set({ reviewed_at: act.now, reviewed_by: act.actor.id, review_outcome: outcome })
    .where('id', '=', grantId)
    .where('reviewed_at', 'is', null)
    .where('actor_id', '<>', act.actor.id)
    .returning('patient_id')
    .executeTakeFirst();
  if (reviewed === undefined)
    throw problems.noSuchGrant({ detail: 'There is no such access waiting for your review. Nothing was changed.' });
  act.note({ patientIds: [reviewed.patient_id], subjectIds: [grantId], detail: { outcome } });
  await closeItem(act, { kind: 'access.glass-review', subjectId: grantId, outcome });
}
