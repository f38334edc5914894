import type { Act } from '../../../platform/act.ts';
import { newId } from '../../../platform/ids.ts';
import type { Settings } from '../../../platform/settings.ts';
import { DELAY_MS, type Language, parseMailAddress } from '../../correspondence/index.ts';
import { mustFitMail } from '../care/carry-care.ts';
import { isCarried } from '../care/is-carried.ts';
import { mustHaveMailServer } from '../care/must-be-set-up.ts';
import { mustBeReady } from '../deliver-packet.ts';
import { loadRequest, mustHavePatient, type PatientRequest } from '../load-request.ts';
import { problems } from '../problems.ts';
import { mustHoldAuthority } from '../read-authority.ts';
import { refreshWorklist } from '../refresh-worklist.ts';
import { standingRequester } from '../requesters/load-requester.ts';
import type { Wish } from '../restrictions/decide-reach.ts';
import { mustReachAsAsked, reachedAsAsked } from '../restrictions/reach-as-asked.ts';
import { mailingProblems } from './problems.ts';

export interface MailPacket {
  readonly requestId: string;
  readonly channelId?: string | undefined;
  readonly asAsked?: string | undefined;
  /** Of the mail; left away: the patient's own where the patient asked, else English. */
  readonly language?: Language | undefined;
}

/**
 * Sends the packet of any case by mail: its volumes are encrypted (AES-256) and attached, the passcode is told another way.
 * It goes to an address of the requester that somebody verified, or to the one by which the patient asked to be reached, and
 * leaves after a minute, logged first (care/carry-care.ts).
 * @throws release/packet-not-ready, release/mail-in-the-clear, release/mail-address-unverified, release/too-large,
 *   release/on-its-way, release/hand-over-open, release/no-mail-server, release/reached-otherwise, release/reach-unsaid
 */
export async function mailPacket(
  act: Act,
  input: MailPacket,
  settings: Pick<Settings, 'smtpUrl'>,
): Promise<{ notBefore: string }> {
  const loaded = mustHavePatient(await loadRequest(act, input.requestId, 'work'));
  const { request, wishes } = await reachedAsAsked(act, loaded);
  const packet = await mustBeReady(act, request);
  await mustHoldAuthority(act, request);
  await mustNotBeUnderWay(act, request);
  if (!packet.encrypted)
    throw mailingProblems.mailInTheClear({
      detail:
        'Nothing was sent. Send the release back and ask for a passcode under “How the packet is made”, or give a link.',
    });
  mustHaveMailServer(settings);
  const { address, ...how } = await addressOf(act, request, wishes, input.channelId);
  const asAsked = mustReachAsAsked(wishes, { way: 'email', to: address }, input.asAsked, request.today);
  await mustFitMail(act, request);
  const id = newId();
  const notBefore = new Date(act.now.getTime() + DELAY_MS);
  await act.tx
    .insertInto('release.care_sending')
    .values({
      patient_id: request.patientId,
      id,
      kind: 'packet',
      packet_id: packet.id,
      facility_id: request.facility.id,
      labels: request.labels,
      request_id: request.id,
      channel: 'email',
      address,
      ...how,
      as_asked: asAsked,
      language: input.language ?? null,
      not_before: notBefore,
      recorded_at: act.now,
      recorded_by: act.actor.id,
    })
    .execute();
  act.enqueue('release.carry-care', { sendingId: id }, { key: `carry-care-${id}`, runAt: notBefore });
  act.note({ subjectIds: [id, packet.id] });
  await refreshWorklist(act, request.id);
  return { notBefore: notBefore.toISOString() };
}

async function mustNotBeUnderWay(act: Act, request: PatientRequest): Promise<void> {
  if (await isCarried(act, request))
    throw mailingProblems.onItsWay({ detail: 'Nothing was sent again. Take it back first if it must go otherwise.' });
  if (request.facts.handOver === 'begun')
    throw problems.handOverOpen({
      detail:
        'Nothing was sent. Say first what became of the hand-over before: it reached the recipient, or never left.',
    });
}

async function addressOf(act: Act, request: PatientRequest, wishes: readonly Wish[], channelId: string | undefined) {
  if (channelId === undefined) {
    const wish = wishes.find(({ reachBy }) => reachBy === 'email');
    if (wish === undefined) throw unverified();
    return {
      address: parseMailAddress(wish.reachTo ?? ''),
      verified_who: 'The patient in person',
      number_from: 'The confidential communication that was agreed to',
    };
  }
  const entry = await standingRequester(act, request.row.requester_id);
  const channel = entry?.channels.find(({ id, kind, verified }) => id === channelId && kind === 'email' && verified);
  if (channel === undefined) throw unverified();
  return { address: parseMailAddress(channel.value), channel_id: channel.id };
}

function unverified() {
  return mailingProblems.mailAddressUnverified({
    detail:
      'Nothing was sent. Verify a mail address of this requester in the directory first, or give a link with passcode.',
    citations: ['45 CFR 164.514(h)'],
    at: 'channelId',
  });
}
