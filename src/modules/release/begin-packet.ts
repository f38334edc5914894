import type { Act } from '../../platform/act.ts';
import { newId } from '../../platform/ids.ts';
import { courtMustNotStandAgainst } from './court/read-court.ts';
import { decideMaking } from './making/decide-making.ts';
import { readOption } from './making/read-option.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from './load-request.ts';
import { problems } from './problems.ts';
import { mustHoldAuthority } from './read-authority.ts';
import { refreshWorklist } from './refresh-worklist.ts';

/** Minutes of a full disk or a store that does not answer; then it fails and a person decides. */
const ATTEMPTS = 6;

/** The job of a packet, by its id. */
export const PACKET_JOB = 'release.packet.';

/** Writes the packet's row and its job in the transaction that allows it. @throws release/court-stands-against */
export async function beginPacket(
  act: Act,
  request: PatientRequest,
  input: { approvalId: string; encrypted: boolean },
): Promise<{ packetId: string; packetNumber: string }> {
  await courtMustNotStandAgainst(act, request, 'No packet was begun.');
  const earlier = await act.tx
    .selectFrom('release.packet')
    .select((column) => column.fn.countAll<string>().as('n'))
    .where('patient_id', '=', request.patientId)
    .where('request_id', '=', request.id)
    .executeTakeFirstOrThrow();
  const option = await readOption(act, request.patientId, request.id);
  // What the case says of the passcode stands over the scope.
  const { encrypted } = decideMaking(option, { encrypted: input.encrypted, sealAll: false });
  const packetId = newId();
  const packetNumber = `${request.number}-${Number(earlier.n) + 1}`;
  await act.tx
    .insertInto('release.packet')
    .values({
      patient_id: request.patientId,
      id: packetId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      approval_id: input.approvalId,
      number: packetNumber,
      encrypted,
      option_id: option?.id ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.enqueue(
    'release.assemble-packet',
    { patientId: request.patientId, packetId },
    { key: `${PACKET_JOB}${packetId}`, maxAttempts: ATTEMPTS },
  );
  act.note({ subjectIds: [packetId] });
  return { packetId, packetNumber };
}

/**
 * After a failure whose cause was mended: the approval still holds, so does the authority, or this refuses.
 * @throws release/not-yet, release/authorization-expired, release/authorization-defective
 */
export async function assembleAgain(
  act: Act,
  input: { requestId: string },
): Promise<{ packetId: string; packetNumber: string }> {
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const { approval, packet } = request.ids;
  if (approval === null || packet === null || !request.facts.approved || request.facts.packet !== 'failed')
    throw problems.notYet({ detail: 'Nothing was begun: there is no failed packet of an approved release here.' });
  await mustHoldAuthority(act, request);
  const failed = await act.tx
    .selectFrom('release.packet')
    .select('encrypted')
    .where('patient_id', '=', request.patientId)
    .where('id', '=', packet)
    .executeTakeFirstOrThrow();
  const begun = await beginPacket(act, request, { approvalId: approval, encrypted: failed.encrypted });
  await refreshWorklist(act, request.id);
  return begun;
}
