import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { Problem } from '../../platform/problem.ts';
import type { Services } from '../../platform/services.ts';
import { type Carried, type Consignment, MAX_ATTACHED } from './outbound.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp-url.ts';

/** All of one attempt; well below ATTEMPT_LIMIT_MS. */
const WALL_CLOCK_MS = 120_000;
const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;

/**
 * Hands one mail to the SMTP server. The answer distinguishes what it must: taken; not taken and may be tried again; never
 * taken; and the one case in which nobody can know, a connection that broke between our last byte and the server's answer.
 */
export async function carryMail(services: Services, consignment: Consignment): Promise<Carried> {
  let server: SmtpServer;
  let mail: Mail;
  try {
    server = parseSmtpUrl(services.settings.smtpUrl);
    mail = await compose(services, consignment);
  } catch (error) {
    services.log.warn({ err: error, deliveryId: consignment.deliveryId }, 'a mail could not be made');
    return { result: 'not-now', code: error instanceof Problem ? error.code : 'mail-not-made' };
  }
  return converse(server, mail);
}

interface Mail {
  readonly envelope: { from: string; to: string[] };
  readonly bytes: Buffer;
}

async function compose(services: Services, consignment: Consignment): Promise<Mail> {
  const { attachments, text } = consignment;
  const message = new MailComposer({
    from: services.settings.mailFrom,
    to: { name: '', address: consignment.address },
    subject: text.subject,
    text: text.text,
    messageId: consignment.messageId,
    date: consignment.queuedAt,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
    attachments: await Promise.all(
      attachments.map(async ({ blob, fileName }) => ({
        filename: fileName,
        contentType: 'application/pdf',
        content: await services.blobs.read(blob, MAX_ATTACHED),
      })),
    ),
  }).compile();
  const { from } = message.getEnvelope();
  if (from === false || from === undefined) throw new Error('CHARTKEEPER_MAIL_FROM names no address.');
  // The recipient of the envelope is the checked address itself, not what a header parser makes of it.
  return { envelope: { from, to: [consignment.address] }, bytes: await message.build() };
}

interface SmtpError extends Error {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
}

function converse(server: SmtpServer, mail: Mail): Promise<Carried> {
  const { auth } = server;
  const connection = new SMTPConnection({
    ...server.connection,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  // Read only after the server asked for the message; at its end only the answer is outstanding.
  const message = Readable.from([mail.bytes], { objectMode: false });
  let allSaid = false;
  message.on('end', () => (allSaid = true));
  return new Promise((resolve) => {
    let settled = false;
    const settle = (carried: Carried) => {
      if (settled) return;
      settled = true;
      clearTimeout(clock);
      connection.close();
      resolve(carried);
    };
    const fail = (error: SmtpError) => settle(judge(error, allSaid));
    const clock = setTimeout(
      () => settle({ result: allSaid ? 'unknown' : 'not-now', code: 'smtp/timeout' }),
      WALL_CLOCK_MS,
    );
    const send = () =>
      connection.send(mail.envelope, message, (error) => {
        if (error !== null && error !== undefined) return fail(error);
        settle({ result: 'handed-over', code: 'smtp/250' });
      });
    connection.on('error', fail);
    connection.connect((error) => {
      if (error !== null && error !== undefined) return fail(error);
      if (auth === undefined) return send();
      connection.login(auth, (refused) => (refused !== null && refused !== undefined ? fail(refused) : send()));
    });
  });
}

/** A 5xx to the message or the address is final. A refused sign-in is our own setting and may be mended. */
function judge(error: SmtpError, allSaid: boolean): Carried {
  const status = error.responseCode;
  if (status === undefined) return { result: allSaid ? 'unknown' : 'not-now', code: `smtp/${error.code ?? 'error'}` };
  const final = status >= 500 && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE');
  return { result: final ? 'refused' : 'not-now', code: `smtp/${status}` };
}
