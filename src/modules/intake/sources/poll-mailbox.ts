import type { ImapFlow } from 'imapflow';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { livingSources } from './load-source.ts';
import { troubleBook } from './note-trouble.ts';
import { INBOX, mailboxTrouble, openMailbox } from './open-mailbox.ts';
import type { Source } from './source.ts';
import { refuseMail, takeMail } from './take-mail.ts';
import { mailFault, unpackMail } from './unpack-mail.ts';

const MESSAGES_A_ROUND = 100;
const MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

/** A large mailbox takes longer than the minute until the next look. */
let polling = false;

/** Looks into every mailbox once. One that does not answer is said in its state and keeps nobody else waiting. */
export async function pollMailboxes(services: Services): Promise<void> {
  if (polling) return;
  polling = true;
  try {
    await pollEach(services);
  } finally {
    polling = false;
  }
}

async function pollEach(services: Services): Promise<void> {
  const troubles = troubleBook(services, 'mail');
  const mailboxes = await services.acting.act(
    { actor: systemActor('mail') },
    { verb: 'intake.watch-source', permission: 'system' },
    (act) => {
      act.note({ coalesce: 'mailboxes' });
      return livingSources(act, ['mailbox']);
    },
  );
  for (const source of mailboxes) {
    try {
      await pollMailbox(services, source);
      await troubles.say(source.id);
    } catch (error) {
      services.log.warn({ err: error }, 'a mailbox could not be read; trying again');
      await troubles.say(source.id, mailboxTrouble(error));
    }
  }
}

/**
 * Takes every message of the folder in and moves it away only after the commit: what is left in the folder is what has not
 * been taken, whoever has read it. A message that cannot be read goes to the folder for failures and stops nobody. A crash
 * in between is met by the message's number and content.
 */
async function pollMailbox(services: Services, source: Source): Promise<void> {
  const { settings } = source;
  const client = await openMailbox(services, source);
  try {
    const done = await folderNamed(client, settings.doneFolder ?? 'Done');
    const failed = await folderNamed(client, settings.failedFolder ?? 'Failed');
    await client.mailboxOpen(settings.folder ?? INBOX);
    const found = await client.search({ deleted: false }, { uid: true });
    for (const uid of (found === false ? [] : (found ?? [])).slice(0, MESSAGES_A_ROUND)) {
      const taken = await takeMessage(services, source, client, uid);
      await client.messageFlagsAdd([uid], ['\\Seen'], { uid: true });
      await client.messageMove([uid], taken ? done : failed, { uid: true });
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

/** @returns whether it was taken in; what the store or the database say when they are away is thrown, and it stays. */
async function takeMessage(services: Services, source: Source, client: ImapFlow, uid: number): Promise<boolean> {
  const refuse = async (messageId: string, sender: string, reason: string) => {
    await refuseMail(services, source, { messageId, sender, reason });
    return false;
  };
  const facts = await client.fetchOne(String(uid), { size: true, envelope: true }, { uid: true });
  const messageId = (facts === false ? undefined : facts.envelope?.messageId) ?? `number ${uid} of the mailbox`;
  const from = (facts === false ? undefined : facts.envelope?.from?.[0]?.address) ?? '';
  if (facts !== false && (facts.size ?? 0) > MAX_MESSAGE_BYTES)
    return refuse(messageId, from, `The message is larger than ${MAX_MESSAGE_BYTES / 1024 / 1024} MB.`);
  const whole = await client.fetchOne(String(uid), { source: true }, { uid: true });
  if (whole === false || whole.source === undefined)
    return refuse(messageId, from, 'The mail server did not give the message out.');
  const mail = await unpackMail(whole.source).catch((error: unknown) => mailFault(error));
  if (typeof mail === 'string') return refuse(messageId, from, mail);
  try {
    await takeMail(services, source, mail);
    return true;
  } catch (error) {
    // Said in the log of the source already.
    if (error instanceof Problem && error.kind === 'invalid') return false;
    throw error;
  }
}

async function folderNamed(client: ImapFlow, name: string): Promise<string> {
  const folders = await client.list();
  const found = folders.find((folder) => folder.name === name || folder.path === name);
  return found?.path ?? (await client.mailboxCreate(name)).path;
}
