import type { Act } from '../../../platform/act.ts';
import { confirmDelivery } from '../confirm-delivery.ts';
import { deliverPacket } from '../deliver-packet.ts';
import { loadRequest, mustHavePatient } from '../load-request.ts';
import type { IDENTITY_KINDS } from './contract.ts';
import { dispatchProblems } from './problems.ts';

/** Points of the drawn lines, in fractions of the field. */
export type Strokes = readonly (readonly (readonly [number, number])[])[];

/**
 * Somebody stands at the counter, showed who they are, signs and takes the packet: logged, given and confirmed in one.
 * @throws release/pick-up-unsure, and what `deliverPacket` throws
 */
export async function pickUp(
  act: Act,
  input: {
    readonly requestId: string;
    readonly takenBy: string;
    readonly identityKind: (typeof IDENTITY_KINDS)[number];
    readonly lastFour?: string | undefined;
    readonly signature?: Strokes | undefined;
    readonly signedPaper?: string | undefined;
    readonly asAsked?: string | undefined;
  },
): Promise<{ disclosureId: string }> {
  const { takenBy, identityKind, lastFour, signature, signedPaper, asAsked } = input;
  if ((lastFour === undefined) !== (identityKind === 'known-in-person'))
    throw dispatchProblems.pickUpUnsure({
      detail:
        'Nothing was given. Of what they showed write the last four of its number; of somebody known in person nothing.',
      at: 'lastFour',
    });
  if ((signature === undefined) === (signedPaper === undefined))
    throw dispatchProblems.pickUpUnsure({
      detail: 'Nothing was given. Let them sign here, or on paper and say where it is kept.',
      at: 'signature',
    });
  const request = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const { disclosureId } = await deliverPacket(act, { requestId: request.id, channel: 'in-person', asAsked });
  await act.tx
    .insertInto('release.dispatch')
    .values({
      patient_id: request.patientId,
      disclosure_id: disclosureId,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      way: 'pick-up',
      address: [],
      number: request.number,
      taken_by: takenBy,
      identity_kind: identityKind,
      identity_last_four: lastFour ?? null,
      signature: signature === undefined ? null : JSON.stringify(signature),
      signed_paper: signedPaper ?? null,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  await confirmDelivery(act, {
    disclosureId,
    outcome: 'handed-over',
    how: `Taken at the counter by ${takenBy}, who signed for it`,
  });
  act.note({ subjectIds: [disclosureId], detail: { identity: identityKind } });
  return { disclosureId };
}
