import type { Services } from '../../../platform/services.ts';
import { INBOX, mailboxTrouble, openMailbox } from './open-mailbox.ts';
import type { Source } from './source.ts';

export interface MailboxTest {
  readonly folder: string;
  /** Messages that would be taken now; null where it could not be looked into. */
  readonly messages: number | null;
  readonly encrypted: boolean;
  readonly trouble: string | null;
}

/** Signs in, opens the folder and counts what lies in it; nothing is taken, moved or marked. */
export async function testMailbox(services: Services, source: Source): Promise<MailboxTest> {
  const folder = source.settings.folder ?? INBOX;
  const nothing = { folder, messages: null, encrypted: false };
  try {
    const client = await openMailbox(services, source);
    try {
      const encrypted = client.secureConnection;
      const names = (await client.list()).flatMap((each) => [each.name, each.path]);
      if (!names.includes(folder))
        return {
          ...nothing,
          encrypted,
          trouble: `The mailbox has no folder “${folder}”. Choose another in its settings.`,
        };
      const status = await client.status(folder, { messages: true });
      const messages = status === false ? 0 : (status.messages ?? 0);
      return { folder, messages, encrypted, trouble: null };
    } finally {
      await client.logout().catch(() => client.close());
    }
  } catch (error) {
    services.log.warn({ err: error }, 'a mailbox could not be tested');
    return { ...nothing, trouble: mailboxTrouble(error) };
  }
}
