import type { Act } from '../../../platform/act.ts';
import type { DocumentRef } from '../document.ts';
import { problems } from '../problems.ts';
import type { StandingReview } from './derive-review-state.ts';
import type { HowReceived, OutsideDecision } from './origin.ts';

export interface LoadedOrigin {
  readonly id: string;
  readonly organisation: string;
  readonly organisationId: string | null;
  readonly receivedOn: string;
  readonly howReceived: HowReceived;
  readonly reviewerId: string | null;
}

/** Where the document comes from; undefined where it was made here. */
export async function findOrigin(act: Act, ref: DocumentRef): Promise<LoadedOrigin | undefined> {
  const row = await act.tx
    .selectFrom('documents.outside_origin')
    .select(['id', 'organisation', 'organisation_id', 'received_on', 'how_received', 'reviewer_id'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    organisation: row.organisation,
    organisationId: row.organisation_id,
    receivedOn: row.received_on,
    howReceived: row.how_received as HowReceived, // CHECK outside_way_is_known
    reviewerId: row.reviewer_id,
  };
}

/** @throws documents/not-outside */
export async function mustBeOutside(act: Act, ref: DocumentRef): Promise<LoadedOrigin> {
  const origin = await findOrigin(act, ref);
  if (origin === undefined)
    throw problems.notOutside({
      detail: 'Nothing was changed. Nobody has said that this document was made elsewhere; reload to see it.',
    });
  return origin;
}

export interface LoadedReview extends StandingReview {
  readonly id: string;
  readonly keptPages: readonly number[] | null;
}

export async function findStandingReview(act: Act, ref: DocumentRef): Promise<LoadedReview | undefined> {
  const row = await act.tx
    .selectFrom('documents.outside_review')
    .select(['id', 'decision', 'kept_pages', 'whole_version_id', 'kept_version_id'])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    decision: row.decision as OutsideDecision, // CHECK outside_decision_is_known
    keptPages: row.kept_pages,
    coversVersionId: row.kept_version_id ?? row.whole_version_id,
  };
}

/** The newest version that no decision made: all pages as they came. */
export async function findWholeVersion(act: Act, ref: DocumentRef): Promise<{ id: string; pages: number }> {
  const row = await act.tx
    .selectFrom('documents.version as v')
    .select(['v.id', 'v.page_count'])
    .where('v.patient_id', '=', ref.patientId)
    .where('v.document_id', '=', ref.documentId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('documents.outside_review as r')
            .select('r.id')
            .whereRef('r.patient_id', '=', 'v.patient_id')
            .whereRef('r.document_id', '=', 'v.document_id')
            .whereRef('r.kept_version_id', '=', 'v.id'),
        ),
      ),
    )
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return { id: row.id, pages: row.page_count };
}
