import { ImapFlow } from 'imapflow';
import { unseal } from '../../../platform/keys/index.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { systemActor } from '../../../platform/system-actor.ts';
import { SECRET_USE } from './register-source.ts';
import type { Source } from './source.ts';

export const INBOX = 'INBOX';
const CONNECT_MS = 20_000;
const IDLE_MS = 60_000;
const LOOPBACK = ['127.0.0.1', '::1', 'localhost'];

/**
 * Signs in to a mailbox. The line is encrypted from the start, or by STARTTLS before the password is sent; only a server on
 * this machine may do without. Its certificate must be of an authority that this machine knows or that the source names.
 */
export async function openMailbox(services: Services, { id, settings }: Source): Promise<ImapFlow> {
  const { host = '', ca } = settings;
  const secure = settings.tls ?? true;
  const client = new ImapFlow({
    host,
    port: settings.port ?? 993,
    secure,
    ...(secure || LOOPBACK.includes(host) ? {} : { doSTARTTLS: true }),
    ...(ca === undefined || ca === '' ? {} : { tls: { ca } }),
    auth: { user: settings.user ?? '', pass: await passwordOf(services, id) },
    logger: false,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: IDLE_MS,
  });
  // Without a listener a line that breaks would end the process.
  client.on('error', (error: Error) => services.log.warn({ err: error }, 'a mailbox connection broke'));
  await client.connect();
  return client;
}

/** What stands in the way, for whoever looks after the source. */
export function mailboxTrouble(error: unknown): string {
  if (error instanceof Error && 'authenticationFailed' in error && error.authenticationFailed === true)
    return 'The mail server does not accept the user name and password. Enter them again.';
  if (error instanceof Problem) return `${error.title}. Messages stay in the mailbox and are taken when it has passed.`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CERTIFICATE.test(code))
    return 'The certificate of the mail server is not trusted, so no password was sent. Enter the certificate of the authority that signed it, or ask the mail server’s administrator.';
  if (error instanceof Error && 'tlsFailed' in error && error.tlsFailed === true)
    return 'The mail server offers no encrypted line, so no password was sent. Choose encryption from the start, or ask its administrator.';
  return 'The mail server does not answer. Messages stay there and are taken when it does.';
}

/** As Node names what is wrong with a certificate. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|CRL_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE/;

async function passwordOf(services: Services, sourceId: string): Promise<string> {
  const row = await services.acting.act(
    { actor: systemActor('mail') },
    { verb: 'intake.watch-source', permission: 'system', subject: { kind: 'source', id: sourceId } },
    (act) => {
      act.note({ coalesce: sourceId });
      return act.tx.selectFrom('intake.source').select('sealed_secret').where('id', '=', sourceId).executeTakeFirst();
    },
  );
  const sealed = row?.sealed_secret;
  return sealed == null ? '' : unseal(services.keyring.derive(SECRET_USE), sealed, sourceId);
}
