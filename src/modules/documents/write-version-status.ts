import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { closeItem } from '../worklist/index.ts';
import type { DocumentRef } from './document.ts';
import type { VersionStatus } from './derive-version-status.ts';

export interface SaidStatus {
  readonly status: VersionStatus;
  readonly basis: 'source' | 'person';
  readonly reason?: string;
}

/** Keeps what a version is; a final, corrected or amended one ends the waiting of the preliminary ones before it. */
export async function writeVersionStatus(
  act: Act,
  home: DocumentRef & { readonly facilityId: string; readonly labels: bigint },
  versionId: string,
  said: SaidStatus,
): Promise<void> {
  if (said.status !== 'preliminary') await endPreliminary(act, home, 'a final version came');
  await act.tx
    .insertInto('documents.version_status')
    .values({
      patient_id: home.patientId,
      id: newId(),
      facility_id: home.facilityId,
      labels: home.labels,
      document_id: home.documentId,
      version_id: versionId,
      status: said.status,
      basis: said.basis,
      reason: said.reason ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}

/** A final one came, or the document left the chart: nobody waits for one any longer. */
export async function endPreliminary(act: Act, ref: DocumentRef, outcome: string): Promise<void> {
  const ended = await act.tx
    .updateTable('documents.version_status')
    .set({ ended_at: act.now, ended_by: act.actor.id })
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('status', '=', 'preliminary')
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n)
    await closeItem(act, { kind: 'documents.preliminary', subjectId: ref.documentId, outcome });
}

/** The document stands again; where the last word on it was preliminary a final one is waited for, as from then. */
export async function awaitFinalAgain(act: Act, ref: DocumentRef): Promise<void> {
  const last = await lastStatusOf(act, ref);
  if (last?.status !== 'preliminary') return;
  await act.tx
    .updateTable('documents.version_status')
    .set({ ended_at: null, ended_by: null, raised_at: null })
    .where('patient_id', '=', ref.patientId)
    .where('id', '=', last.id)
    .execute();
}

/** The last word on any version of a document. */
export async function lastStatusOf(
  act: Act,
  ref: DocumentRef,
): Promise<(SaidStatus & { readonly id: string; readonly versionId: string }) | undefined> {
  const row = await act.tx
    .selectFrom('documents.version_status')
    .select(['id', 'version_id', 'status', 'basis'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  // CHECKs version_status_is_known, version_status_basis_is_known
  const { status, basis } = row as { status: VersionStatus; basis: SaidStatus['basis'] };
  return { id: row.id, versionId: row.version_id, status, basis };
}
