import { createServer, type Socket } from 'node:net';

/** Addresses at which the fictional mail server goes wrong, so that the desk can be seen dealing with it. */
export const NOBODY_THERE = 'nobody@example.org';
export const LINE_BREAKS = 'unreliable@example.org';

export interface MailDrop {
  /** Empty once it is closed: then no mail server is set. */
  readonly url: string;
  /** The mail taken last, as it came: whoever waits for a code reads it there. */
  readonly newest: string;
  close(): Promise<void>;
}

/**
 * A mail server on this machine that takes mail and passes none on: nothing of the demonstration ever leaves. It refuses
 * one address, and hangs up on another after the last byte, when nobody can tell any more whether the mail was taken.
 */
export async function openMailDrop(): Promise<MailDrop> {
  const open = new Set<Socket>();
  let newest = '';
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy());
    converse(socket, (mail) => (newest = mail));
  });
  await new Promise<void>((listening, failed) =>
    server.once('error', failed).listen(0, '127.0.0.1', () => listening()),
  );
  const address = server.address();
  let url = `smtp://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    get url() {
      return url;
    },
    get newest() {
      return newest;
    },
    async close() {
      url = '';
      for (const socket of open) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}

/** The little of RFC 5321 that a client needs to hand a mail over. */
function converse(socket: Socket, take: (mail: string) => void): void {
  let text = '';
  let breaks = false;
  let message = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  say('220 demonstration, passes nothing on');
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    if (message) {
      if (!text.endsWith('\r\n.\r\n')) return;
      message = false;
      take(text);
      text = '';
      if (breaks) socket.destroy();
      else say('250 taken');
      return;
    }
    for (let end = text.indexOf('\r\n'); end !== -1 && !message; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end);
      text = text.slice(end + 2);
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'RCPT') {
        breaks = line.includes(LINE_BREAKS);
        say(line.includes(NOBODY_THERE) ? '550 no such mailbox' : '250 ok');
      } else if (verb === 'DATA') {
        message = true;
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    }
  });
}
