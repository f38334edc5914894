import type { Act } from '../../platform/act.ts';
import { nameBlobs } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import { openUnit } from '../documents/index.ts';
import { concernedBy } from './concerned-by.ts';
import type { StoredLetter } from './prepare-letter.ts';

export interface DraftedLetter {
  readonly letterId: string;
  readonly number: string;
  readonly language: string;
  readonly pages: number;
  /** Where a link for this letter's mail is put, see prepareLink. */
  readonly slot: string;
}

/** Puts a prepared letter on record as a draft. Nothing leaves before `sendLetter`. */
export async function draftLetter(act: Act, stored: StoredLetter): Promise<DraftedLetter> {
  const { composed } = stored;
  const { request, template, facility } = composed;
  // Read again: labels may have changed since the letter was set.
  const patient = composed.patientId === undefined ? undefined : await concernedBy(act, composed.patientId);
  const unitId =
    patient === undefined
      ? null
      : await openUnit(act, {
          patientId: patient.patientId,
          facilityId: facility.id,
          labels: patient.labels,
          kind: 'document',
          series: 'privacy-documentation',
          closedOn: composed.day,
          keySlot: stored.slot,
        });
  await nameBlobs(act, [stored.pdf, stored.facts, ...(stored.workingCopy === null ? [] : [stored.workingCopy])]);
  const letterId = newId();
  await act.tx
    .insertInto('correspondence.letter')
    .values({
      id: letterId,
      patient_id: patient?.patientId ?? null,
      facility_id: facility.id,
      labels: (patient?.labels ?? 0n).toString(),
      number: composed.number,
      case_module: request.case?.module ?? null,
      case_id: request.case?.id ?? null,
      template: template.id,
      template_version: composed.house?.template.version ?? template.version,
      template_digest: composed.house?.template.digest ?? template.digest,
      house_template_id: composed.house?.template.id ?? null,
      working_copy_address: stored.workingCopy?.address ?? null,
      language: template.language,
      recipient_name: composed.recipientName,
      recipient_lines: [...composed.recipientLines],
      to_patient: request.recipient.isPatient === true,
      dated_on: composed.day,
      unit_id: unitId,
      key_slot: stored.slot,
      facts_address: stored.facts.address,
      pdf_address: stored.pdf.address,
      pages: stored.pages,
      drafted_at: act.now,
      drafted_by: act.actor.id,
    })
    .execute();
  act.note({
    subjectIds: [letterId],
    ...(patient === undefined ? {} : { patientIds: [patient.patientId] }),
    detail: {
      template: template.id,
      version: composed.house?.template.version ?? template.version,
      language: template.language,
      words: composed.house === null ? 'built-in' : 'house',
    },
  });
  return {
    letterId,
    number: composed.number,
    language: template.language,
    pages: stored.pages,
    slot: stored.slot,
  };
}
