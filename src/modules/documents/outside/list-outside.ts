import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { deriveReviewState, type ReviewState } from './derive-review-state.ts';
import type { OutsideDecision } from './origin.ts';

/** What everybody who reads the record is told of a document that was made elsewhere. */
export interface OutsideFacts {
  readonly organisation: string;
  readonly receivedOn: string;
  readonly howReceived: string;
  readonly reviewer: { readonly id: string; readonly name: string } | null;
  readonly state: ReviewState;
  /** The decision in force, also where a newer version waits for another one. */
  readonly review: {
    readonly decision: OutsideDecision;
    readonly keptPages: readonly number[] | null;
    readonly ofPages: number;
    readonly reason: string;
    readonly at: Date;
    readonly by: string;
    readonly byName: string | null;
  } | null;
}

type OfVersion = (currentVersionId: string) => OutsideFacts;

/** The outside records of a person by document: origin in force and decision in force. Two short reads of one record. */
export async function outsideOf(act: Act, members: readonly string[]): Promise<ReadonlyMap<string, OfVersion>> {
  const origins = await act.tx
    .selectFrom('documents.outside_origin')
    .select(['document_id', 'organisation', 'received_on', 'how_received', 'reviewer_id'])
    .where('patient_id', 'in', [...members])
    .where('withdrawn_at', 'is', null)
    .execute();
  if (origins.length === 0) return new Map();
  const reviews = await act.tx
    .selectFrom('documents.outside_review as r')
    .innerJoin('documents.version as v', (join) =>
      join.onRef('v.patient_id', '=', 'r.patient_id').onRef('v.id', '=', 'r.whole_version_id'),
    )
    .select([
      'r.document_id',
      'r.decision',
      'r.kept_pages',
      'r.reason',
      'r.recorded_at',
      'r.recorded_by',
      'r.whole_version_id',
      'r.kept_version_id',
      'v.page_count',
    ])
    .where('r.patient_id', 'in', [...members])
    .where('r.superseded_at', 'is', null)
    .execute();
  const byDocument = new Map(reviews.map((review) => [review.document_id, review]));
  const names = await namesOfPeople(act, [
    ...origins.flatMap(({ reviewer_id: id }) => id ?? []),
    ...reviews.map(({ recorded_by: id }) => id).filter(isPersonId),
  ]);
  return new Map(
    origins.map((origin) => {
      const row = byDocument.get(origin.document_id);
      // CHECK outside_decision_is_known names these words.
      const decision = row?.decision as OutsideDecision | undefined;
      const facts = {
        organisation: origin.organisation,
        receivedOn: origin.received_on,
        howReceived: origin.how_received,
        reviewer:
          origin.reviewer_id === null
            ? null
            : { id: origin.reviewer_id, name: names.get(origin.reviewer_id) ?? origin.reviewer_id },
        review:
          row === undefined || decision === undefined
            ? null
            : {
                decision,
                keptPages: row.kept_pages,
                ofPages: row.page_count,
                reason: row.reason,
                at: row.recorded_at,
                by: row.recorded_by,
                byName: names.get(row.recorded_by) ?? null,
              },
      };
      const standing =
        row === undefined || decision === undefined
          ? undefined
          : { decision, coversVersionId: row.kept_version_id ?? row.whole_version_id };
      return [
        origin.document_id,
        (currentVersionId: string) => ({ ...facts, state: deriveReviewState(standing, currentVersionId) }),
      ];
    }),
  );
}

/** Actors that are no person (the owner of the installation, a system) have ids that are words. */
export function isPersonId(id: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id);
}
