import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findCoding } from '../../encounters/index.ts';
import { closeItem, openItem } from '../../worklist/index.ts';
import type { DocumentRef } from '../document.ts';
import { decideLate } from './decide-late.ts';
import { lateRuleOf } from './late-rule.ts';

export interface LateThing extends DocumentRef {
  readonly facilityId: string;
  readonly labels: bigint;
  readonly versionId: string;
  readonly encounterId: string | null;
  readonly typeCode: string;
  readonly what: 'document' | 'version' | 'addition' | 'encounter';
  readonly amendmentId?: string;
}

/** Who coded, and whoever still has to, must look at it before what is merely old. */
const PRIORITY = { coded: 3, closed: 6 } as const;

/**
 * Something was filed to an encounter, whichever way it came: where that was coded or closed before, the document carries
 * the mark late and the coder or coordinator is asked what follows. In the transaction of the filing, so that no way in can
 * forget it.
 */
export async function raiseLate(act: Act, thing: LateThing): Promise<void> {
  if (thing.encounterId === null) return;
  const coding = await findCoding(act, { patientId: thing.patientId, encounterId: thing.encounterId });
  // Whoever may not see the encounter learns nothing of its coding, and files all the same.
  if (coding === undefined) return;
  const late = decideLate({ coding, typeCode: thing.typeCode, now: act.now }, await lateRuleOf(act, thing.facilityId));
  if (late === undefined) return;
  const written = await act.tx
    .insertInto('documents.late')
    .values({
      patient_id: thing.patientId,
      id: newId(),
      facility_id: thing.facilityId,
      labels: thing.labels,
      document_id: thing.documentId,
      version_id: thing.versionId,
      amendment_id: thing.amendmentId ?? null,
      encounter_id: thing.encounterId,
      what: thing.what,
      why: late.why,
      since: late.since,
      days_after: late.daysAfter,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .onConflict((conflict) => conflict.constraint('late_is_raised_once').doNothing())
    .executeTakeFirst();
  if ((written.numInsertedOrUpdatedRows ?? 0n) === 0n) return;
  await askFor(act, thing, late.why);
  act.note({ detail: { late: late.why, daysAfter: late.daysAfter } });
  act.emit('documents.late', { patientId: thing.patientId, documentId: thing.documentId, why: late.why });
}

/** It left the encounter, or the chart, before anybody answered. */
export async function endLate(act: Act, ref: DocumentRef): Promise<void> {
  const ended = await act.tx
    .updateTable('documents.late')
    .set({ answer: 'no-longer', answered_at: act.now, answered_by: act.actor.id })
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('answer', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n)
    await closeItem(act, { kind: 'documents.late', subjectId: ref.documentId, outcome: 'no longer in the encounter' });
}

/** The document stands again: what nobody had answered is asked again. */
export async function askAgain(act: Act, document: Omit<LateThing, 'versionId' | 'typeCode' | 'what'>): Promise<void> {
  if (document.encounterId === null) return;
  const asked = await act.tx
    .updateTable('documents.late')
    .set({ answer: null, answered_at: null, answered_by: null })
    .where('patient_id', '=', document.patientId)
    .where('document_id', '=', document.documentId)
    .where('encounter_id', '=', document.encounterId)
    .where('answer', '=', 'no-longer')
    .returning('why')
    .execute();
  if (asked.length > 0) await askFor(act, document, asked.some(({ why }) => why === 'coded') ? 'coded' : 'closed');
}

async function askFor(
  act: Act,
  of: Pick<LateThing, 'patientId' | 'documentId' | 'facilityId' | 'labels'>,
  why: 'coded' | 'closed',
): Promise<void> {
  await openItem(act, {
    kind: 'documents.late',
    module: 'documents',
    subjectId: of.documentId,
    patientId: of.patientId,
    facilityId: of.facilityId,
    labels: of.labels,
    permission: 'documents/answer-late',
    priority: PRIORITY[why],
  });
}
