import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { channelKey } from './derive-requester-keys.ts';
import { standingRequester } from './load-requester.ts';

/** The call that makes sure of an address nobody has verified. */
export interface CallBack {
  readonly spokeTo: string;
  readonly number: string;
  /** Where the number comes from: never from the request itself. */
  readonly numberFrom: string;
}

export interface Destination {
  readonly channel: string;
  /** Of another recipient than the requester. */
  readonly other:
    { readonly directoryId?: string | undefined; readonly address?: readonly string[] | undefined } | undefined;
  readonly faxNumber: string | undefined;
}

/** The number or address it goes to, and whether somebody verified that it is theirs; null for other channels. */
export async function addressOf(
  act: Act,
  request: PatientRequest,
  { channel, other, faxNumber }: Destination,
): Promise<{ kind: 'fax' | 'mail'; address: string; verified: boolean } | null> {
  if (channel !== 'fax' && channel !== 'mail') return null;
  const { row } = request;
  const lines = other === undefined ? row.requester_address : (other.address ?? []);
  const address =
    channel === 'mail' ? lines.join('\n') : (faxNumber ?? (other === undefined ? row.requester_fax : null) ?? '');
  // The patients themselves say where their own copy goes (45 CFR 164.524(c)(3)).
  if (channel === 'mail' && other === undefined && row.requester_class === 'individual')
    return { kind: channel, address, verified: true };
  const entry = await standingRequester(act, other === undefined ? row.requester_id : (other.directoryId ?? null));
  const key = channelKey(channel, address);
  const known = entry?.channels.find((each) => each.kind === channel && each.key === key);
  return { kind: channel, address, verified: known !== undefined && known.verified !== null };
}

/**
 * Before a fax or a letter leaves: the address is verified, or the call-back is told.
 * @throws release/fax-number-missing, release/call-back-missing
 */
export async function mustReachThem(
  act: Act,
  request: PatientRequest,
  destination: Destination,
  callBack: CallBack | undefined,
): Promise<{ kind: 'fax' | 'mail'; address: string } | null> {
  const to = await addressOf(act, request, destination);
  if (to === null) return null;
  if (to.kind === 'fax' && channelKey('fax', to.address) === '')
    throw problems.faxNumberMissing({ detail: 'Nothing was begun. Type the fax number it goes to.', at: 'faxNumber' });
  if (to.verified) return null;
  if (callBack === undefined)
    throw problems.callBackMissing({
      detail:
        'Nothing was begun: nobody has verified this number or address. Call the recipient at a number that you know from elsewhere, and say with whom you spoke.',
      at: 'callBack',
    });
  if (
    channelKey('phone', callBack.number) === channelKey('phone', request.row.requester_phone ?? '') &&
    saysRequest(callBack)
  )
    throw problems.callBackMissing({
      detail: 'Nothing was begun: a number that stands in the request proves nothing. Take it from another source.',
      at: 'callBack/numberFrom',
    });
  return to;
}

function saysRequest({ numberFrom }: CallBack): boolean {
  return /^(the )?(request|letter|fax|form)$/i.test(numberFrom.trim());
}

export async function writeCallBack(
  act: Act,
  request: PatientRequest,
  made: { disclosureId: string; to: { kind: 'fax' | 'mail'; address: string }; callBack: CallBack },
): Promise<void> {
  await act.tx
    .insertInto('release.call_back')
    .values({
      patient_id: request.patientId,
      id: newId(),
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      disclosure_id: made.disclosureId,
      channel: made.to.kind,
      address: made.to.address,
      spoke_to: made.callBack.spokeTo.trim(),
      number: made.callBack.number.trim(),
      number_from: made.callBack.numberFrom.trim(),
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
}
