import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { refuseWaived, standingInvoice } from './issue-invoice.ts';
import { feeProblems } from './problems.ts';

/** Forgives the whole fee before any invoice. It is a promise: nobody takes it back. @throws release/fee-waived, release/invoice-stands */
export async function waiveFee(
  act: Act,
  input: { readonly requestId: string; readonly reason: string },
): Promise<void> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  await refuseWaived(act, request.id);
  const standing = await standingInvoice(act, { of: 'request', id: request.id });
  if (standing !== undefined)
    throw feeProblems.invoiceStands({
      detail: `Nothing was changed. Waive what is open on invoice ${standing.number} instead.`,
    });
  await act.tx
    .insertInto('release.fee_waiver')
    .values({
      id: newId(),
      patient_id: request.patientId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      reason: input.reason.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.emit('release.fee-waived', { requestId: request.id, patientId: request.patientId });
}
