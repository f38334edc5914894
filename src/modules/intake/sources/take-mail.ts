import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { problems } from '../problems.ts';
import { receiveItem, type StoredFile, storeFile } from '../receive-item.ts';
import { deriveSender } from './derive-sender.ts';
import { recordRefusal, takeOnce } from './record-arrival.ts';
import type { Source } from './source.ts';
import type { MailPart, UnpackedMail } from './unpack-mail.ts';

const request = { verb: 'intake.receive', permission: 'system' } as const;

/**
 * Takes a message in: an item for each attachment and one for the text, all or none. When it returns everything is
 * encrypted, synced and committed, so the sender may be told. The same message again (its number and its content) makes
 * nothing new.
 * @throws intake/mail-empty, and what the store or the database say when they are away: then the sender tries again
 */
export async function takeMail(
  services: Services,
  source: Source,
  mail: UnpackedMail,
): Promise<{ outcome: 'taken' | 'repeated'; itemIds: readonly string[] }> {
  const isFax = source.kind === 'fax';
  // What a fax server writes beside the fax says what the fax says.
  const parts: MailPart[] = [
    ...mail.attachments,
    ...(mail.body === undefined || (isFax && mail.attachments.length > 0) ? [] : [mail.body]),
  ];
  const sender = isFax
    ? (deriveSender(
        [mail.subject, mail.sender, ...mail.attachments.map(({ fileName }) => fileName)],
        source.settings.senderPattern,
      ) ?? mail.sender)
    : mail.sender;
  const facts = { sourceId: source.id, facilityId: source.facilityId, sender };
  if (parts.length === 0) {
    const reason = 'The message has neither an attachment nor a text.';
    await refuseMail(services, source, { messageId: mail.messageId, sender, reason });
    throw problems.mailEmpty({ detail: `${reason} Nothing was taken in.` });
  }
  const files: StoredFile[] = [];
  for (const part of parts) files.push(await storeFile(services, part.fileName, oneChunk(part.bytes)));
  const digest = await services.keyring.digest(
    Buffer.from([mail.sender, mail.subject, ...files.map(({ blob }) => blob.digest)].join('\n')),
  );
  return services.acting.act({ actor: systemActor('mail') }, request, (act) =>
    takeOnce(
      act,
      {
        ...facts,
        externalId: mail.messageId === '' ? `without number ${digest.slice(0, 16)}` : mail.messageId,
        digest,
      },
      async () => {
        const itemIds: string[] = [];
        for (const file of files) {
          const { id } = await receiveItem(act, {
            file,
            facilityId: source.facilityId,
            source: isFax ? 'fax' : 'mail',
            sourceId: source.id,
            sourceDetail: sender,
          });
          itemIds.push(id);
        }
        return { itemIds, reason: mail.leftOut };
      },
    ),
  );
}

/** A message that is not taken in is seen in the log of its source, with the reason. */
export async function refuseMail(
  services: Services,
  source: Source,
  input: { messageId: string; sender: string; reason: string },
): Promise<void> {
  await services.acting.act({ actor: systemActor('mail') }, request, (act) =>
    recordRefusal(
      act,
      {
        sourceId: source.id,
        facilityId: source.facilityId,
        externalId: input.messageId,
        digest: '',
        sender: input.sender,
      },
      input.reason,
    ),
  );
}

async function* oneChunk(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
