import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { JobContext } from '../../../platform/module.ts';
import { Problem } from '../../../platform/problem.ts';
import type { Services } from '../../../platform/services.ts';
import { deriveCodeText } from '../codes/derive-code-text.ts';
import { storeFile } from '../receive-item.ts';
import { renderSheets } from '../sheets/render-sheets.ts';
import { testPageName } from './ask-test-page.ts';
import { loadSource } from './load-source.ts';
import { INBOX, mailboxTrouble, openMailbox } from './open-mailbox.ts';
import { pollMailboxes } from './poll-mailbox.ts';
import { receiveFromProgram } from './receive-from-program.ts';
import type { Source } from './source.ts';
import { watchedFolder } from './watched-folder.ts';

const SEND_MS = 20_000;

interface TestPage {
  readonly name: string;
  readonly token: string;
  readonly bytes: Buffer;
}

/** As a job: makes the page and sends it the source's own way; what hinders is kept, for the person who asked. */
export async function sendTestPage(context: JobContext, testId: string): Promise<void> {
  const { services } = context;
  const { token, source, now } = await context.act(
    { verb: 'intake.send-test-page', subject: { kind: 'source-test', id: testId } },
    async (act) => {
      const test = await act.tx
        .selectFrom('intake.source_test')
        .select(['source_id', 'token'])
        .where('id', '=', testId)
        .executeTakeFirstOrThrow();
      return { token: test.token, source: await loadSource(act, test.source_id), now: act.now };
    },
  );
  const page = await renderTestPage(source, token, now);
  const hindrance = await send(context, source, page).then(
    () => undefined,
    (error: unknown) => {
      services.log.warn({ err: error }, 'a test page could not be sent');
      return hindranceOf(source, error);
    },
  );
  await context.act({ verb: 'intake.send-test-page', subject: { kind: 'source-test', id: testId } }, async (act) => {
    await act.tx
      .updateTable('intake.source_test')
      .set(hindrance === undefined ? { sent_at: act.now } : { hindrance })
      .where('id', '=', testId)
      .execute();
    act.note({ subjectIds: [source.id], detail: { hindered: hindrance !== undefined } });
    act.emit('intake.source-tested', { sourceId: source.id });
  });
}

async function renderTestPage(source: Source, token: string, now: Date): Promise<TestPage> {
  const code = deriveCodeText({ kind: 'test', number: token });
  if (code === undefined) throw new Error('the token of a test page is plain');
  const lines = [source.name, 'A test of the way into Chartkeeper. It is of no patient and is never filed.'];
  const bytes = await renderSheets({
    ...{ layout: 'sheet', paper: 'a4', copies: 1, title: 'Test page', lines, code, now },
  });
  return { name: testPageName(token), token, bytes };
}

function send(context: JobContext, source: Source, page: TestPage): Promise<void> {
  const { services } = context;
  switch (source.kind) {
    case 'folder':
    case 'scanner':
    case 'fax':
      return putIntoFolder(services, source, page);
    case 'smtp':
      return mailToReceiver(services, source, page);
    case 'mailbox':
      return putIntoMailbox(services, source, page);
    case 'upload':
    case 'rest':
      return giveAsProgram(context, source, page);
  }
}

/** As a scanner writes: under another name until it is whole, its index file first where one is expected. */
async function putIntoFolder(services: Services, source: Source, page: TestPage): Promise<void> {
  const root = watchedFolder(services.settings);
  if (!(await stat(root)).isDirectory()) throw new Error('the watched folder is no folder');
  const folder = source.key === null ? root : join(root, source.key);
  await mkdir(folder, { recursive: true, mode: 0o770 });
  const put = async (name: string, bytes: Buffer) => {
    await writeFile(join(folder, `.${name}`), bytes, { mode: 0o660 });
    await rename(join(folder, `.${name}`), join(folder, name));
  };
  if (source.settings.indexFile === true)
    await put(`Test page ${page.token}.csv`, Buffer.from(`file,pages\n${page.name},1\n`));
  await put(page.name, page.bytes);
}

async function mailToReceiver({ settings }: Services, source: Source, page: TestPage): Promise<void> {
  if (settings.smtpPort === 0)
    throw new Hindrance('Chartkeeper receives no mail: ask your administrator to set CHARTKEEPER_SMTP_PORT.');
  const everywhere = settings.smtpHost === '0.0.0.0' || settings.smtpHost === '::';
  const transport = createTransport({
    host: everywhere ? '127.0.0.1' : settings.smtpHost,
    port: settings.smtpPort,
    // To ourselves on this machine: there is nothing to be read on the way.
    ...{ secure: false, ignoreTLS: true, connectionTimeout: SEND_MS, socketTimeout: SEND_MS },
  });
  try {
    await transport.sendMail(messageOf(settings.mailFrom, `${source.key ?? ''}@localhost`, page));
  } finally {
    transport.close();
  }
}

async function putIntoMailbox(services: Services, source: Source, page: TestPage): Promise<void> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const to = source.settings.user?.includes('@') === true ? source.settings.user : 'mailbox@localhost';
  const { message } = await composer.sendMail(messageOf(services.settings.mailFrom, to, page));
  const client = await openMailbox(services, source);
  try {
    await client.append(source.settings.folder ?? INBOX, Buffer.from(message as Buffer));
  } finally {
    await client.logout().catch(() => client.close());
  }
  // The person waits in front of the screen; the next look by the clock is up to a minute away.
  await pollMailboxes(services);
}

/** Through the same door as a program's file, but for its token, which only the program has. */
async function giveAsProgram(context: JobContext, source: Source, page: TestPage): Promise<void> {
  const file = await storeFile(context.services, page.name, oneChunk(page.bytes));
  await context.act({ verb: 'intake.receive', subject: { kind: 'source', id: source.id } }, (act) =>
    receiveFromProgram(act, source, file),
  );
}

function messageOf(from: string, to: string, page: TestPage) {
  const attachments = [{ filename: page.name, content: page.bytes, contentType: 'application/pdf' }];
  return { from, to, subject: 'Test page', messageId: `<test-${page.token}@chartkeeper.invalid>`, attachments };
}

class Hindrance extends Error {}

function hindranceOf(source: Source, error: unknown): string {
  if (error instanceof Hindrance) return error.message;
  if (error instanceof Problem) return `${error.title}. ${error.detail}`;
  if (source.kind === 'mailbox') return mailboxTrouble(error);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'The watched folder is not there. Check that the share is mounted.';
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return 'Chartkeeper may not write into this folder. Whoever may scan into it may still: check the rights of the folder.';
  if (code === 'ENOSPC') return 'The disk is full.';
  if (source.kind === 'smtp') {
    const answer = error instanceof Error && 'response' in error ? String(error.response) : '';
    return answer === ''
      ? 'The mail receiver of Chartkeeper does not answer. Ask your administrator to look at its port.'
      : `The mail receiver did not take the message: ${answer}`;
  }
  return 'The test page could not be sent. Your administrator finds the cause in the log of the server.';
}

async function* oneChunk(bytes: Buffer): AsyncIterable<Uint8Array> {
  yield await Promise.resolve(bytes);
}
