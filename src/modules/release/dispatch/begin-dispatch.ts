import type { Act } from '../../../platform/act.ts';
import { deliverPacket, type DeliverPacket, mustBeReady } from '../deliver-packet.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import { reachedAsAsked } from '../restrictions/reach-as-asked.ts';
import { dispatchProblems } from './problems.ts';

export interface BeginDispatch extends Pick<DeliverPacket, 'requestId' | 'recipient' | 'callBack' | 'asAsked'> {
  readonly way: 'paper' | 'medium';
}

/**
 * Puts a packet into the print run: on paper, or on a disc or stick. Logged first as any hand-over; it is confirmed when it
 * is posted. A medium can be lost whole, so what is on it opens by the passcode alone.
 * @throws release/address-missing, release/medium-in-the-clear, and what `deliverPacket` throws
 */
export async function beginDispatch(act: Act, input: BeginDispatch): Promise<{ disclosureId: string }> {
  const { requestId, way, recipient, callBack, asAsked } = input;
  const { request } = await reachedAsAsked(act, mustHavePatient(await loadRequest(act, requestId, 'work')));
  const packet = await mustBeReady(act, request);
  if (way === 'medium' && !packet.encrypted)
    throw dispatchProblems.mediumInTheClear({
      detail:
        'Nothing was begun. Send the release back and ask for a passcode under “How the packet is made”, or print it.',
    });
  const lines = (recipient === undefined ? request.row.requester_address : (recipient.address ?? [])).filter(
    (line) => line.trim() !== '',
  );
  if (lines.length === 0)
    throw dispatchProblems.addressMissing({
      detail: 'Nothing was begun. Write the address of the recipient, line by line.',
      at: 'recipient/address',
    });
  const name =
    recipient === undefined
      ? [request.row.requester_name, request.row.requester_organisation]
      : [recipient.name, recipient.organisation];
  const onPaper = way === 'paper';
  const { disclosureId } = await deliverPacket(act, {
    requestId,
    channel: 'mail',
    recipient,
    callBack,
    asAsked,
    onPaper,
  });
  await act.tx
    .insertInto('release.dispatch')
    .values({
      patient_id: request.patientId,
      disclosure_id: disclosureId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      way,
      address: [...name.filter((each) => each != null && each !== ''), ...lines] as string[],
      number: packet.number,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.note({ subjectIds: [disclosureId], detail: { way } });
  return { disclosureId };
}
