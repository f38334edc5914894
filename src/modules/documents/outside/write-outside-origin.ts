import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { findOrganisation } from '../../directory/index.ts';
import { problems } from '../problems.ts';
import { askReview, type Reviewable } from './ask-review.ts';
import { mayReview } from './list-reviewers.ts';
import type { OutsideOrigin } from './origin.ts';

/** Says of a document that it was made elsewhere, and asks for the decision what is kept of it. */
export async function writeOutsideOrigin(act: Act, document: Reviewable, origin: OutsideOrigin): Promise<void> {
  await act.tx
    .insertInto('documents.outside_origin')
    .values({
      patient_id: document.patientId,
      id: newId(),
      facility_id: document.facilityId,
      labels: document.labels,
      document_id: document.documentId,
      ...(await originColumns(act, document.facilityId, origin)),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await askReview(act, document, origin.reviewerId ?? null);
}

/** @throws documents/organisation-missing, documents/not-yet-happened, documents/no-such-reviewer */
export async function originColumns(act: Act, facilityId: string, origin: OutsideOrigin) {
  const name = origin.organisation.trim().replaceAll(/\s+/g, ' ');
  if (name === '')
    throw problems.organisationMissing({
      detail: 'Nothing was changed. Say which organisation made the record.',
      at: 'organisation',
    });
  // A day ahead of ours somewhere on earth is still today there.
  if (origin.receivedOn > new Date(act.now.getTime() + 24 * 3_600_000).toISOString().slice(0, 10))
    throw problems.notYetHappened({
      detail: 'Nothing was changed. Check the day on which it was received.',
      at: 'receivedOn',
    });
  if (origin.reviewerId !== undefined && !(await mayReview(act, origin.reviewerId, facilityId)))
    throw problems.noSuchReviewer({
      detail: 'Nothing was changed. Choose the reviewing clinician from the list, or leave it open.',
      at: 'reviewerId',
    });
  const known = await findOrganisation(act, name);
  return {
    organisation: known?.name ?? name,
    organisation_id: known?.id ?? null,
    received_on: origin.receivedOn,
    how_received: origin.howReceived,
    reviewer_id: origin.reviewerId ?? null,
  };
}
