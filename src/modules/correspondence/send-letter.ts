import type { Act } from '../../platform/act.ts';
import { type BlobRef, nameBlobs } from '../../platform/blobs/index.ts';
import { newId } from '../../platform/ids.ts';
import type { Services } from '../../platform/services.ts';
import { facilityById } from '../directory/index.ts';
import { closeItem } from '../worklist/index.ts';
import { deriveMail } from './derive-mail.ts';
import { loadLetter, type LoadedLetter, noteLetter } from './load-letter.ts';
import { headerLine, parseMailAddress } from './mail-address.ts';
import { plainLine } from './plain-line.ts';
import { problems } from './problems.ts';
import { templateBook } from './template-folder.ts';

/** Nothing leaves for this long: the time in which people notice that it was the wrong letter or the wrong person. */
export const DELAY_MS = 60_000;
const MAX_LINK_BYTES = 4_096;

/** How a letter leaves. Without `verifiedHow` the mail says only that there is a letter, or carries the link. */
export type Way =
  | {
      readonly channel: 'mail';
      readonly address: string;
      /** How the person at the desk knows that the address is the recipient's. */
      readonly verifiedHow?: string | undefined;
      /** From prepareLink. */
      readonly link?: BlobRef | undefined;
    }
  | { readonly channel: 'print' };

export interface QueuedDelivery {
  readonly deliveryId: string;
  /** Until then `cancelDelivery` undoes it. */
  readonly notBefore: Date;
}

/**
 * Approves a letter and sends it on its way: after a minute it leaves by mail or lies in the print queue.
 * @throws correspondence/withdrawn, correspondence/address-refused, correspondence/header-refused,
 *   correspondence/already-queued, correspondence/already-sent (unless `again`)
 */
export async function sendLetter(
  act: Act,
  input: {
    readonly letterId: string;
    readonly way: Way;
    readonly again?: boolean | undefined;
    /** How it reaches the patient as the patient asked, where the way alone does not tell. */
    readonly asAsked?: string | undefined;
  },
): Promise<QueuedDelivery> {
  const letter = await loadLetter(act, input.letterId, 'change');
  if (letter.withdrawn)
    throw problems.withdrawn({ detail: 'Nothing was sent. Draft the letter anew if it is needed after all.' });
  const { way } = input;
  const address = way.channel === 'mail' ? parseMailAddress(way.address) : null;
  if (way.channel === 'mail') await mustHaveSafeHeaders(act, letter);
  await mustNotGoTwice(act, letter, { channel: way.channel, address, again: input.again === true });
  const link = way.channel === 'mail' ? way.link : undefined;
  if (link !== undefined) await nameLink(act, letter, link);
  const verifiedHow = way.channel === 'mail' ? plainLine(way.verifiedHow ?? '') : '';
  const carries =
    way.channel === 'print' ? 'letter' : link !== undefined ? 'link' : verifiedHow !== '' ? 'letter' : 'notice';
  const deliveryId = newId();
  const notBefore = new Date(act.now.getTime() + DELAY_MS);
  await act.tx
    .insertInto('correspondence.delivery')
    .values({
      id: deliveryId,
      letter_id: letter.id,
      channel: way.channel,
      mail_address: address,
      verified_how: verifiedHow === '' ? null : verifiedHow,
      carries,
      link_address: link?.address ?? null,
      as_asked: input.asAsked?.trim() || null,
      message_id: `<${deliveryId}@letters.chartkeeper>`,
      queued_at: act.now,
      queued_by: act.actor.id,
      not_before: notBefore,
    })
    .execute();
  await closeFailures(act, letter.id);
  act.enqueue('correspondence.deliver', { deliveryId }, { key: `deliver-${deliveryId}`, runAt: notBefore });
  act.emit('correspondence.queued', {
    letterId: letter.id,
    deliveryId,
    patientId: letter.patientId,
    facilityId: letter.facilityId,
    channel: way.channel,
    caseModule: letter.caseModule,
    caseId: letter.caseId,
  });
  noteLetter(act, letter, { channel: way.channel, carries });
  return { deliveryId, notBefore };
}

/**
 * Puts a link for the mail of a letter where only that mail finds it: whoever has it may open what it leads to.
 * @throws correspondence/link-refused, where it does not lead to this installation
 */
export async function prepareLink(
  services: Pick<Services, 'blobs' | 'publicUrl'>,
  slot: string,
  url: string,
): Promise<BlobRef> {
  if (!url.startsWith(`${services.publicUrl}/`) || /[\s\p{Cc}]/u.test(url))
    throw problems.linkRefused({ detail: 'Nothing was sent. A letter links to this installation only.', at: 'link' });
  return services.blobs.put(slot, Buffer.from(url), { maxBytes: MAX_LINK_BYTES });
}

async function mustHaveSafeHeaders(act: Act, letter: LoadedLetter): Promise<void> {
  const facility = await facilityById(act, letter.facilityId);
  const { subject } = deriveMail(templateBook().wording[letter.language], 'notice', {
    facility: facility.name,
    letterNumber: letter.number,
    fictional: facility.fictional,
  });
  headerLine(subject);
}

async function mustNotGoTwice(
  act: Act,
  letter: LoadedLetter,
  way: { channel: string; address: string | null; again: boolean },
): Promise<void> {
  const earlier = await act.tx
    .selectFrom('correspondence.delivery')
    .select(['outcome'])
    .where('letter_id', '=', letter.id)
    .where('channel', '=', way.channel)
    .$if(way.address !== null, (query) => query.where('mail_address', '=', way.address))
    .where((is) => is.or([is('outcome', 'is', null), is('outcome', 'in', ['sent', 'printed'])]))
    .execute();
  if (earlier.some(({ outcome }) => outcome === null))
    throw problems.alreadyQueued({
      detail: 'Nothing was added. It stands in the outbox; take it back there if you must.',
    });
  if (earlier.length > 0 && !way.again)
    throw problems.alreadySent({
      detail: 'Nothing was sent. It went there before; say that you want to send it again if that is meant.',
    });
}

async function nameLink(act: Act, letter: LoadedLetter, link: BlobRef): Promise<void> {
  if (link.slot !== letter.keySlot)
    throw problems.slotOfOther({
      detail: 'Nothing was sent. Try again; if it happens again, tell your administrator.',
    });
  await nameBlobs(act, [link]);
}

/** Sending it again, or another way, is the answer to a delivery that failed. */
async function closeFailures(act: Act, letterId: string): Promise<void> {
  const failed = await act.tx
    .selectFrom('correspondence.delivery')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('outcome', '=', 'failed')
    .execute();
  for (const { id } of failed)
    await closeItem(act, { kind: 'correspondence.failed', subjectId: id, outcome: 'sent-again' });
}
