import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { newId } from '../../../platform/ids.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { findSource } from './load-source.ts';
import type { Source } from './source.ts';
import { refuseMail, takeMail } from './take-mail.ts';
import { mailFault, unpackMail } from './unpack-mail.ts';

const MAX_CONNECTIONS = 20;
const MAX_RECIPIENTS = 20;
const IDLE_MS = 60_000;
const CLOSE_MS = 5_000;
const KINDS = ['smtp', 'fax', 'scanner'] as const;

/**
 * The built-in mail receiver. The part of the address before the @ is the source; unknown ones are refused by name. It
 * answers 250 only when every part is stored and committed; a database or disk that is away gives 451, and the sending
 * server keeps the message and tries again.
 */
export async function startMailReceiver(services: Services): Promise<{ port: number; stop(): Promise<void> }> {
  const { settings } = services;
  const maxBytes = settings.smtpMegabytes * 1024 * 1024;
  const spool = join(settings.data, 'scratch', 'mail');
  await mkdir(spool, { recursive: true, mode: 0o700 });
  const tls =
    settings.tlsCertificate === ''
      ? undefined
      : { cert: await readFile(settings.tlsCertificate), key: await readFile(settings.tlsKey) };
  // One message is taken apart at a time: its parts are in memory meanwhile.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };
  const server = new SMTPServer({
    banner: 'Chartkeeper intake',
    authOptional: true,
    logger: false,
    size: maxBytes,
    maxClients: MAX_CONNECTIONS,
    socketTimeout: IDLE_MS,
    closeTimeout: CLOSE_MS,
    disableReverseLookup: true,
    disabledCommands: tls === undefined ? ['AUTH', 'STARTTLS'] : ['AUTH'],
    ...(tls ?? {}),
    onRcptTo(address, session, done) {
      acceptRecipient(services, address.address, session).then(
        () => done(),
        (error: unknown) => done(answerOf(services, error)),
      );
    },
    onData(stream, session, done) {
      receive(stream, session).then(
        () => done(null, 'Stored'),
        (error: unknown) => done(answerOf(services, error)),
      );
    },
  });
  server.on('error', (error) => services.log.warn({ err: error }, 'a mail connection failed'));

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const file = join(spool, newId());
    try {
      await pipeline(stream, createWriteStream(file, { mode: 0o600 }));
      if (stream.sizeExceeded)
        throw refusal(552, `The message is larger than ${settings.smtpMegabytes} MB and was not taken`);
      await inTurn(async () => {
        const sources = new Map<string, Source>();
        for (const { address } of session.envelope.rcptTo) {
          const source = await sourceFor(services, address);
          if (source !== undefined) sources.set(source.id, source);
        }
        const mail = await unpackMail(createReadStream(file)).catch((error: unknown) => mailFault(error));
        if (typeof mail !== 'string') {
          for (const source of sources.values()) await takeMail(services, source, mail);
          return;
        }
        for (const source of sources.values())
          await refuseMail(services, source, { messageId: 'unreadable', sender: senderOf(session), reason: mail });
        throw refusal(554, 'The message cannot be read and was not taken');
      });
    } finally {
      // What is left of it must be read to its end, or the connection stands still.
      stream.resume();
      await rm(file, { force: true });
    }
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.smtpPort, settings.smtpHost, () => resolve());
  });
  return {
    port: (server.server.address() as AddressInfo).port, // it listens on a port
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function acceptRecipient(services: Services, address: string, session: SMTPServerSession): Promise<void> {
  if (session.envelope.rcptTo.length >= MAX_RECIPIENTS) throw refusal(452, `At most ${MAX_RECIPIENTS} recipients`);
  const source = await sourceFor(services, address);
  if (source === undefined) throw refusal(550, 'No source of intake has this address');
}

function sourceFor(services: Services, address: string): Promise<Source | undefined> {
  return services.acting.act(
    { actor: systemActor('mail') },
    { verb: 'intake.watch-source', permission: 'system' },
    async (act) => {
      act.note({ coalesce: 'mail' });
      const source = await findSource(act, { key: address.split('@')[0]?.split('+')[0] ?? '', kinds: KINDS });
      return source?.disabledAt === null ? source : undefined;
    },
  );
}

function senderOf({ envelope: { mailFrom } }: SMTPServerSession): string {
  return mailFrom === false ? '' : mailFrom.address;
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Ours for good, ours for now: whoever sends keeps what we could not store. */
function answerOf(services: Services, error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
  if (error instanceof Problem && error.kind === 'invalid') return refusal(554, error.title);
  services.log.warn({ err: error }, 'a message was not taken in; its sender keeps it and tries again');
  return refusal(451, 'Not stored: try again later');
}
