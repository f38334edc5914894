import type { Description } from './describe-request.ts';
import type { RequestRow } from './load-request.ts';

/** What was said of a request, as it was said; undefined while nobody has read it. */
export function descriptionOfRow(row: RequestRow): Description | undefined {
  if (row.requester_class === null || row.requester_name === null || row.purpose === null) return undefined;
  return {
    requester: {
      class: row.requester_class as Description['requester']['class'], // CHECK requester_class_is_known
      name: row.requester_name,
      organisation: row.requester_organisation ?? undefined,
      address: row.requester_address,
      phone: row.requester_phone ?? undefined,
      email: row.requester_email ?? undefined,
      fax: row.requester_fax ?? undefined,
      reference: row.requester_reference ?? undefined,
    },
    purpose: row.purpose as Description['purpose'], // CHECK purpose_is_known
    purposeWords: row.purpose_words ?? undefined,
    wants: row.wants as Description['wants'], // CHECK wanted_is_known
    copyForm: (row.copy_form ?? undefined) as Description['copyForm'], // CHECK copy_form_is_known
    askedFor: row.asked_for ?? undefined,
    askedFrom: row.asked_from ?? undefined,
    askedTo: row.asked_to ?? undefined,
    patientAsWritten: row.patient_as_written ?? undefined,
    priority: row.priority,
  };
}
