import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import { maskOf } from '../../access/index.ts';
import { parseMailAddress } from '../../correspondence/index.ts';
import { facilityById } from '../../directory/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { listEncounters } from '../../encounters/index.ts';
import { readPatient } from '../../patients/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { type AnswerToRestriction, writeAnswer } from './answer-restriction.ts';
import { channelKey } from '../requesters/derive-requester-keys.ts';
import { PLACED_WAYS } from './decide-reach.ts';
import { restrictionProblems as problems } from './problems.ts';
import type { Restriction } from './restriction.ts';

type Asked = Pick<Restriction, 'kind' | 'askedOn' | 'askedHow' | 'words'> &
  Partial<
    Pick<
      Restriction,
      | 'recipients'
      | 'recipientName'
      | 'typeCodes'
      | 'encounterIds'
      | 'documentIds'
      | 'serviceFrom'
      | 'serviceTo'
      | 'holdsFrom'
      | 'holdsTo'
      | 'means'
      | 'reachBy'
      | 'reachTo'
    >
  >;

export interface RecordRestriction extends Asked {
  readonly patientId: string;
  /** Left away while nobody has decided. */
  readonly answer?: AnswerToRestriction | undefined;
}

/**
 * Records what a patient asked under 45 CFR 164.522: to keep records from somebody, or to be reached another way, with the
 * answer where it was given at once. No reason is asked of the patient.
 * @throws release/own-record, release/restriction-unfit, release/restriction-must-be-granted, patients/not-found
 */
export async function recordRestriction(act: Act, input: RecordRestriction): Promise<{ id: string }> {
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const facility = await facilityById(act, patient.facilityId);
  const today = localDate(act.now, facility.timeZone);
  mustSayEnough(input, today);
  await mustBeThisPatients(act, patient.id, input);
  const id = newId();
  const labels = maskOf(patient.labels);
  const list = (values: readonly string[] | null | undefined) =>
    values == null || values.length === 0 ? null : [...new Set(values)];
  await act.tx
    .insertInto('release.restriction')
    .values({
      patient_id: patient.id,
      id,
      facility_id: facility.id,
      labels,
      kind: input.kind,
      asked_on: input.askedOn,
      asked_how: input.askedHow,
      words: input.words.trim(),
      recipients: list(input.recipients),
      recipient_name: input.recipientName?.trim() || null,
      type_codes: list(input.typeCodes),
      encounter_ids: list(input.encounterIds),
      document_ids: list(input.documentIds),
      service_from: input.serviceFrom ?? null,
      service_to: input.serviceTo ?? null,
      holds_from: input.holdsFrom ?? input.askedOn,
      holds_to: input.holdsTo ?? null,
      means: input.means?.trim() || null,
      reach_by: input.reachBy ?? null,
      reach_to: input.reachTo?.trim() || null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  if (input.answer !== undefined)
    await writeAnswer(act, {
      ...{ patientId: patient.id, facilityId: facility.id, labels, today, restrictionId: id, kind: input.kind },
      answer: input.answer,
    });
  act.note({ patientIds: [patient.id], subjectIds: [id], detail: { kind: input.kind } });
  act.emit('release.restriction-changed', { patientId: patient.id, restrictionId: id });
  return { id };
}

function mustSayEnough(input: RecordRestriction, today: string): void {
  const flaw = (detail: string, at: string) =>
    problems.restrictionUnfit({ detail: `Nothing was saved. ${detail}`, at });
  if (input.askedOn > today) throw flaw('The day it was asked lies in the future.', 'askedOn');
  const { serviceFrom, serviceTo, holdsTo } = input;
  if (serviceFrom != null && serviceTo != null && serviceTo < serviceFrom)
    throw flaw('The last day of the care lies before the first.', 'serviceTo');
  if (holdsTo != null && holdsTo < (input.holdsFrom ?? input.askedOn))
    throw flaw('It would end before it begins.', 'holdsTo');
  if (input.kind === 'confidential-communication') {
    if ((input.means?.trim() ?? '') === '') throw flaw('Say how the patient wants to be reached.', 'means');
    mustNamePlace(input, flaw);
    return;
  }
  if ((input.means?.trim() ?? '') !== '' || input.reachBy != null)
    throw flaw('A way to be reached is a confidential communication.', 'means');
  const names = (list: readonly unknown[] | null | undefined) => (list?.length ?? 0) > 0;
  const what = names(input.documentIds) || names(input.encounterIds) || serviceFrom != null;
  if (input.kind === 'paid-in-full' && !what)
    throw flaw('Choose the encounter, the documents or the days that were paid for.', 'encounterIds');
}

function mustNamePlace({ reachBy, reachTo }: Asked, flaw: (detail: string, at: string) => Error): void {
  const place = reachTo?.trim() ?? '';
  if (reachBy == null || !PLACED_WAYS.includes(reachBy)) {
    if (place !== '') throw flaw('This way has no place: tell it in words.', 'reachTo');
    return;
  }
  if (channelKey(reachBy, place) === '') throw flaw('Write the address or the number.', 'reachTo');
  if (reachBy === 'email') parseMailAddress(place);
}

async function mustBeThisPatients(act: Act, patientId: string, input: RecordRestriction): Promise<void> {
  const documentIds = input.documentIds ?? [];
  if (documentIds.length > 0) {
    const { documents } = await listDocuments(act, { patientId, documentIds });
    if (!documentIds.every((id) => documents.some((document) => document.id === id)))
      throw problems.restrictionUnfit({
        detail: 'Nothing was saved. Choose the documents from the record of this patient.',
        at: 'documentIds',
      });
  }
  const encounterIds = input.encounterIds ?? [];
  if (encounterIds.length === 0) return;
  const encounters = await listEncounters(act, patientId);
  if (!encounterIds.every((id) => encounters.some((encounter) => encounter.id === id)))
    throw problems.restrictionUnfit({
      detail: 'Nothing was saved. Choose the encounters from the record of this patient.',
      at: 'encounterIds',
    });
}
