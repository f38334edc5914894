import type { Act } from '../../platform/act.ts';
import type { Facts } from '../../../packages/rule-engine/index.ts';
import { decideKindOfRequest } from './kind/decide-kind-of-request.ts';
import { deriveWrittenKey } from './kind/derive-written-key.ts';
import { loadRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';
import { mustBeListed } from './requesters/enter-requester.ts';

export interface Requester {
  readonly class: NonNullable<Facts['requester']>;
  readonly name: string;
  readonly organisation?: string | undefined;
  readonly address?: readonly string[] | undefined;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly fax?: string | undefined;
  readonly reference?: string | undefined;
  /** The entry of the directory. */
  readonly directoryId?: string | undefined;
}

/** Who asks, why, and for what. */
export interface Description {
  readonly requester: Requester;
  readonly purpose: NonNullable<Facts['purpose']>;
  readonly purposeWords?: string | undefined;
  readonly wants?: 'copy' | 'inspection' | 'transmit-to-third-party' | undefined;
  readonly copyForm?: NonNullable<Facts['copy_form']> | undefined;
  readonly askedFor?: string | undefined;
  /** Days of the records asked for, where it says them. */
  readonly askedFrom?: string | undefined;
  readonly askedTo?: string | undefined;
  readonly patientAsWritten?: string | undefined;
  readonly priority?: number | undefined;
}

/**
 * Says or corrects who asks. The clock, where the law sets one for this requester, starts with the receipt date-stamp; one
 * that runs already is left alone, since a request does not get younger by being described anew.
 * @throws release/not-found, release/ended, release/changed-meanwhile, release/too-late, release/dates-reversed
 */
export async function describeRequest(
  act: Act,
  input: { requestId: string; version: number; description: Description },
): Promise<{ version: number; dueOn: string | null }> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.row.version !== input.version)
    throw problems.changedMeanwhile({
      detail: 'Nothing was saved. Reload the request to see the change, then make yours again.',
    });
  if (request.facts.approved)
    throw problems.tooLate({
      detail: 'Nothing was saved: the release was approved for the requester as recorded. Send it back first.',
    });
  await mustBeListed(act, input.description.requester.directoryId);
  daysMustBeInOrder(input.description);
  const version = input.version + 1;
  await act.tx
    .updateTable('release.request')
    .set({ ...descriptionColumns(input.description), version })
    .where('id', '=', request.id)
    .execute();
  const { dueOn } = await decideKindOfRequest(act, {
    requestId: request.id,
    facility: request.facility,
    labels: request.labels,
    patientId: request.patientId,
    receivedAt: request.row.received_at,
    description: input.description,
  });
  await refreshWorklist(act, request.id);
  return { version, dueOn };
}

export function descriptionColumns(description: Description) {
  const { requester } = description;
  return {
    requester_class: requester.class,
    requester_name: requester.name,
    requester_organisation: requester.organisation ?? null,
    requester_address: [...(requester.address ?? [])],
    requester_phone: requester.phone ?? null,
    requester_email: requester.email ?? null,
    requester_fax: requester.fax ?? null,
    requester_reference: requester.reference ?? null,
    requester_id: requester.directoryId ?? null,
    purpose: description.purpose,
    purpose_words: description.purposeWords ?? null,
    wants: description.wants ?? 'copy',
    copy_form: description.copyForm ?? null,
    asked_for: description.askedFor ?? null,
    asked_from: description.askedFrom ?? null,
    asked_to: description.askedTo ?? null,
    patient_as_written: description.patientAsWritten ?? null,
    written_key: deriveWrittenKey(description.patientAsWritten),
    priority: description.priority ?? 5,
  };
}

/** @throws release/dates-reversed */
export function daysMustBeInOrder({ askedFrom, askedTo }: Description): void {
  if (askedFrom === undefined || askedTo === undefined || askedFrom <= askedTo) return;
  throw problems.datesReversed({
    detail: 'Nothing was saved. Correct the days of the records that are asked for.',
    at: 'askedTo',
  });
}
