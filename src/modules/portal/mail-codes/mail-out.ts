import { newId } from '../../../platform/ids.ts';
import type { Services } from '../../../platform/services.ts';
import { type Carried, CARRIERS } from '../../correspondence/index.ts';
import { problems } from '../problems.ts';

export interface PortalMail {
  readonly subject: string;
  readonly text: string;
}

/** Whether mail leaves this house at all. */
export function mailLeaves(services: Services): boolean {
  return CARRIERS.mail.by === 'machine' && CARRIERS.mail.ready(services);
}

/**
 * Hands a mail of the portal to the mail server at once: somebody waits for it, and it is worth nothing an hour later. Unlike
 * a letter it is no record and is not tried again by itself.
 * @throws portal/mail-not-set-up, portal/mail-not-sent
 */
export async function mailOut(services: Services, address: string, text: PortalMail): Promise<void> {
  const { result, code, id } = await carryMailOut(services, address, text);
  // Where nobody can know whether it left, the person looks into the mailbox and asks for another.
  if (result === 'handed-over' || result === 'unknown') return;
  services.log.warn({ code, messageId: id }, 'a mail of the portal did not leave');
  throw problems.mailNotSent({ detail: 'The mail did not leave. Check the address and try again in a few minutes.' });
}

/** One try: what the mail server said, and by which id the log knows the mail. @throws portal/mail-not-set-up */
export async function carryMailOut(
  services: Services,
  address: string,
  text: PortalMail,
): Promise<Carried & { readonly id: string }> {
  const carrier = CARRIERS.mail;
  if (carrier.by !== 'machine' || !carrier.ready(services))
    throw problems.mailNotSetUp({ detail: 'Nothing was sent. Call or visit the records office.' });
  const id = newId();
  const carried = await carrier.carry(services, {
    deliveryId: id,
    address,
    messageId: `<${id}@portal.chartkeeper>`,
    queuedAt: services.clock.now(),
    text,
    attachments: [],
  });
  return { ...carried, id };
}
