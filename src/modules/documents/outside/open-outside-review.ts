import type { Act } from '../../../platform/act.ts';
import { namesOfPeople } from '../../accounts/index.ts';
import { findType } from '../catalogue.ts';
import type { DocumentRef } from '../document.ts';
import { loadDocument, noteDocument } from '../load-document.ts';
import { isPersonId } from './list-outside.ts';
import { findWholeVersion, mustBeOutside } from './load-origin.ts';
import { REVIEW_KIND } from './origin.ts';

const MAX_DECISIONS = 200;
const MAX_PAGES = 5_000;
/** As many as a queue shows. */
const MAX_WAITING = 200;

/** Who decides sees all pages as they came, also those that a former decision took out of sight, and every decision. */
export async function openOutsideReview(act: Act, ref: DocumentRef) {
  const document = await loadDocument(act, ref, 'read');
  const origin = await mustBeOutside(act, ref);
  const whole = await findWholeVersion(act, ref);
  const pages = await act.tx
    .selectFrom('documents.page')
    .select(['number', 'width', 'height'])
    .where('patient_id', '=', ref.patientId)
    .where('version_id', '=', whole.id)
    .orderBy('number')
    .limit(MAX_PAGES)
    .execute();
  const decisions = await decisionsOf(act, ref);
  const reviewer = origin.reviewerId;
  const names = await namesOfPeople(act, [
    ...(reviewer === null ? [] : [reviewer]),
    ...decisions.map(({ by }) => by).filter(isPersonId),
  ]);
  noteDocument(act, ref, { type: document.typeCode });
  return {
    document: {
      patientId: document.patientId,
      documentId: document.documentId,
      facilityId: document.facilityId,
      typeName: findType(document.typeCode)?.name ?? document.typeCode,
      title: document.title,
      date: document.date,
      author: document.authorName,
      inError: document.inError,
    },
    origin: {
      organisation: origin.organisation,
      receivedOn: origin.receivedOn,
      howReceived: origin.howReceived,
      reviewer: reviewer === null ? null : { id: reviewer, name: names.get(reviewer) ?? reviewer },
    },
    version: { id: whole.id, pages },
    decisions: decisions.map((decision) => ({ ...decision, byName: names.get(decision.by) ?? null })),
  };
}

async function decisionsOf(act: Act, ref: DocumentRef) {
  return act.tx
    .selectFrom('documents.outside_review')
    .select([
      'id',
      'decision',
      'kept_pages as keptPages',
      'reason',
      'roles',
      'whole_version_id as versionId',
      'superseded_at as supersededAt',
      'recorded_at as at',
      'recorded_by as by',
    ])
    .where('patient_id', '=', ref.patientId)
    .where('document_id', '=', ref.documentId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MAX_DECISIONS)
    .execute();
}

/** What the rows of the queue are called: the type, where it was made, whom it waits for. */
export async function listOutsideReviews(act: Act) {
  const rows = await act.tx
    .selectFrom('worklist.item as w')
    .innerJoin('documents.document as d', (join) =>
      join.onRef('d.patient_id', '=', 'w.patient_id').onRef('d.id', '=', 'w.subject_id'),
    )
    .innerJoin('documents.outside_origin as o', (join) =>
      join
        .onRef('o.patient_id', '=', 'd.patient_id')
        .onRef('o.document_id', '=', 'd.id')
        .on('o.withdrawn_at', 'is', null),
    )
    .select(['d.id', 'd.type_code', 'd.title', 'o.organisation', 'o.reviewer_id'])
    .where('w.kind', '=', REVIEW_KIND)
    .where('w.closed_at', 'is', null)
    .orderBy('w.opened_at')
    .limit(MAX_WAITING)
    .execute();
  const names = await namesOfPeople(
    act,
    rows.flatMap(({ reviewer_id: id }) => id ?? []),
  );
  act.note({ count: rows.length });
  return {
    waiting: rows.map((row) => ({
      documentId: row.id,
      name: row.title ?? findType(row.type_code)?.name ?? row.type_code,
      organisation: row.organisation,
      reviewerName: names.get(row.reviewer_id ?? '') ?? null,
    })),
  };
}
