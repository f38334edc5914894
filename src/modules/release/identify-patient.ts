import { sql } from 'kysely';
import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { maskOf } from '../access/index.ts';
import { readPatient } from '../patients/index.ts';
import { loadRequest, refuseOwnRecord } from './load-request.ts';
import { problems } from './problems.ts';
import { refreshWorklist } from './refresh-worklist.ts';

/**
 * A person says: this is the patient, and these are the facts that agree. Never done by the machine, whatever it proposes:
 * the wrong patient's record in the packet is the worst thing this desk can do.
 * @throws release/already-identified, release/own-record, patients/not-found
 */
export async function identifyPatient(
  act: Act,
  input: { requestId: string; patientId: string; matchedOn: readonly string[]; note?: string | undefined },
): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.patientId === input.patientId) return;
  if (request.patientId !== null)
    throw problems.alreadyIdentified({
      detail: 'Nothing was changed. If it was the wrong patient, take the identification back first and say why.',
    });
  await refuseOwnRecord(act, input.patientId);
  const patient = await readPatient(act, input.patientId);
  const labels = maskOf(patient.labels);
  await act.tx
    .updateTable('release.request')
    .set({ patient_id: patient.id, labels })
    .where('id', '=', request.id)
    .execute();
  await act.tx
    .insertInto('release.identification')
    .values({
      patient_id: patient.id,
      id: newId(),
      facility_id: request.facility.id,
      labels,
      request_id: request.id,
      matched_on: [...new Set(input.matchedOn)],
      note: input.note ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await relabel(act, patient.id);
  act.note({ patientIds: [patient.id], detail: { matchedOn: [...input.matchedOn] } });
  act.emit('release.identified', { requestId: request.id, patientId: patient.id });
  await refreshWorklist(act, request.id);
}

/**
 * It was the wrong patient. What was recorded for the wrong one stays in the log of that record and counts no more.
 * @throws release/not-yet, release/too-late
 */
export async function withdrawIdentification(act: Act, input: { requestId: string; reason: string }): Promise<void> {
  const request = await loadRequest(act, input.requestId, 'work');
  if (request.patientId === null)
    throw problems.notYet({ detail: 'Nothing was changed: no patient is identified yet.' });
  if (request.answer.handedOver)
    throw problems.tooLate({
      detail:
        'Nothing was changed: records were handed over already. Record a misdirected disclosure for the patient, take links back, and tell the privacy officer.',
    });
  await act.tx
    .updateTable('release.identification')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id, withdraw_reason: input.reason })
    .where('request_id', '=', request.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  await act.tx
    .updateTable('release.authority')
    .set({ withdrawn_at: act.now, withdrawn_by: act.actor.id })
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .where('withdrawn_at', 'is', null)
    .execute();
  await act.tx
    .updateTable('release.request')
    .set({ patient_id: null, labels: 0n })
    .where('id', '=', request.id)
    .execute();
  act.emit('release.identification-withdrawn', { requestId: request.id, patientId: request.patientId });
  await refreshWorklist(act, request.id);
}

/** All rows of the patient's requests follow the labels that patient and documents have now. */
export async function relabel(act: Act, patientId: string): Promise<void> {
  await sql`SELECT release.relabel(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_misfiled(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_redactions(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_answers(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_kinds(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_care(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_restrictions(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_payers(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_packets(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_preflight(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_looks(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_structured(${patientId}::uuid)`.execute(act.tx);
  await sql`SELECT release.relabel_court(${patientId}::uuid)`.execute(act.tx);
}
