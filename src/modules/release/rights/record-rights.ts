import { sql } from 'kysely';
import { localDate } from '../../../../packages/rule-engine/index.ts';
import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { maskOf } from '../../access/index.ts';
import { type FacilityFacts, facilityById } from '../../directory/index.ts';
import { listDocuments } from '../../documents/index.ts';
import { type PatientRecord, readPatient } from '../../patients/index.ts';
import { evaluate, startDeadline } from '../../regulations/index.ts';
import { refuseOwnRecord } from '../load-request.ts';
import { problems as releaseProblems } from '../problems.ts';
import { RIGHTS } from './load-rights.ts';
import { rightsProblems as problems } from './problems.ts';
import { refreshRights } from './refresh-rights.ts';
import type { Named, RightsKind } from './step.ts';

const WINDOW = 'us/hipaa/accounting-window';

interface Asked {
  readonly patientId: string;
  readonly receivedAt: Date;
  readonly inWriting: boolean;
  readonly askerName: string;
  readonly askerIsPatient: boolean;
  readonly askerAddress: readonly string[];
}

export interface AskedAmendment extends Asked {
  readonly wrong: string;
  readonly shouldSay: string;
  readonly reason: string;
  /** The entries that are wrong. */
  readonly documentIds: readonly string[];
  /** The request itself, where it is filed in the chart. */
  readonly paperId?: string | undefined;
  readonly named?: readonly Named[] | undefined;
}

/**
 * A patient asks that an entry be amended (45 CFR 164.526). The clock runs from the receipt.
 * @throws release/own-record, release/received-in-future, release/document-unknown, release/rights-unfit
 */
export async function recordAmendment(act: Act, input: AskedAmendment): Promise<{ id: string; number: string }> {
  const home = await homeOf(act, input);
  const wanted = [...new Set(input.documentIds)];
  const { documents } = await listDocuments(act, {
    patientId: input.patientId,
    documentIds: input.paperId === undefined ? wanted : [...wanted, input.paperId],
  });
  const known = new Map(documents.map((document) => [document.id, document]));
  const roles = [
    ...wanted.map((id) => ({ id, role: 'affected' })),
    ...(input.paperId === undefined || wanted.includes(input.paperId) ? [] : [{ id: input.paperId, role: 'paper' }]),
  ];
  if (roles.some(({ id }) => !known.has(id)))
    throw releaseProblems.documentUnknown({
      detail: 'Nothing was saved. Choose the documents from the record of this patient.',
      at: 'documentIds',
    });
  if (wanted.some((id) => known.get(id)?.enteredInError !== null))
    throw problems.rightsUnfit({
      detail:
        'Nothing was saved. One of the documents was entered in error and stands no more: choose the one that does.',
      at: 'documentIds',
    });
  const made = await open(act, input, home, 'amendment', {
    wrong: input.wrong.trim(),
    should_say: input.shouldSay.trim(),
    reason: input.reason.trim(),
    named: JSON.stringify(input.named ?? []),
  });
  for (const { id, role } of roles) {
    const document = known.get(id);
    if (document === undefined) continue;
    await act.tx
      .insertInto('release.rights_document')
      .values({
        patient_id: home.patient.id,
        request_id: made.id,
        document_id: id,
        facility_id: home.facility.id,
        labels: home.labels,
        document_patient_id: document.patientId,
        version_id: document.currentVersionId,
        role,
      })
      .execute();
  }
  await refreshRights(act, made.id);
  return made;
}

export interface AskedAccounting extends Asked {
  /** Left away: as far back as the law goes. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * A patient asks who got the record (45 CFR 164.528), for six years back or less.
 * @throws release/own-record, release/received-in-future, release/rights-unfit
 */
export async function recordAccounting(act: Act, input: AskedAccounting): Promise<{ id: string; number: string }> {
  const home = await homeOf(act, input);
  const ruling = evaluate('window', WINDOW, { on: home.receivedOn, facts: { asked_on: home.receivedOn } });
  if (ruling.answer === null) throw new Error(`${WINDOW} did not answer for ${home.receivedOn}: ${ruling.outcome}`);
  const { from: earliest, to: latest } = ruling.answer;
  // Less may be asked for; what lies before is not owed.
  const from = input.from === undefined || input.from < earliest ? earliest : input.from;
  const to = input.to === undefined || input.to > latest ? latest : input.to;
  if (to < from)
    throw problems.rightsUnfit({ detail: 'Nothing was saved. The last day lies before the first.', at: 'to' });
  const made = await open(act, input, home, 'accounting', { period_from: from, period_to: to });
  await refreshRights(act, made.id);
  return made;
}

interface Home {
  readonly patient: PatientRecord;
  readonly facility: FacilityFacts;
  readonly labels: bigint;
  readonly receivedOn: string;
}

async function homeOf(act: Act, input: Asked): Promise<Home> {
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const facility = await facilityById(act, patient.facilityId);
  if (input.receivedAt > act.now)
    throw releaseProblems.receivedInFuture({
      detail: 'Nothing was saved. Give the moment at which it was received.',
      at: 'receivedAt',
    });
  return {
    patient,
    facility,
    labels: maskOf(patient.labels),
    receivedOn: localDate(input.receivedAt, facility.timeZone),
  };
}

async function open(
  act: Act,
  input: Asked,
  { patient, facility, labels, receivedOn }: Home,
  kind: RightsKind,
  more: object,
): Promise<{ id: string; number: string }> {
  const { rows } = await sql<{ n: string }>`SELECT nextval('release.rights_number') AS n`.execute(act.tx);
  const prefix = kind === 'amendment' ? 'AM' : 'AD';
  const number = `${prefix}-${localDate(act.now, facility.timeZone).slice(0, 4)}-${(rows[0]?.n ?? '').padStart(6, '0')}`;
  const id = newId();
  await act.tx
    .insertInto('release.rights_request')
    .values({
      ...more,
      patient_id: patient.id,
      id,
      facility_id: facility.id,
      labels,
      number,
      kind,
      received_at: input.receivedAt,
      received_on: receivedOn,
      in_writing: input.inWriting,
      asker_name: input.askerName.trim(),
      asker_is_patient: input.askerIsPatient,
      asker_address: [...input.askerAddress],
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await startDeadline(act, {
    topic: kind,
    subject: { module: RIGHTS, id },
    patientId: patient.id,
    facilityId: facility.id,
    labels: labels.toString(),
    startedAt: input.receivedAt,
    facts: { wants: kind },
  });
  act.note({ patientIds: [patient.id], subjectIds: [id], detail: { kind } });
  act.emit('release.rights-changed', { rightsId: id, patientId: patient.id });
  return { id, number };
}
