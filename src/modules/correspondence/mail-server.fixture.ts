import { type AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came: headers and body. */
  readonly raw: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** What the server does with the next mails: takes them, says a status, or drops the line after the last byte. */
export type Behaviour =
  'take' | 'drop-after-data' | 'take-and-drop' | { readonly status: number; readonly at: 'rcpt' | 'data' };

export interface MailServer {
  readonly url: string;
  readonly received: ReceivedMail[];
  behaviour: Behaviour;
  /** Not listening at all. */
  down(): Promise<void>;
  up(): Promise<void>;
}

/** A real SMTP server on this machine that behaves as told. */
export async function startMailServer(): Promise<MailServer> {
  let server: SMTPServer;
  let port = 0;
  const box: { received: ReceivedMail[]; behaviour: Behaviour } = { received: [], behaviour: 'take' };
  const make = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onRcptTo(_address, _session, done) {
        const { behaviour } = box;
        done(typeof behaviour === 'object' && behaviour.at === 'rcpt' ? refusal(behaviour.status) : null);
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { behaviour } = box;
          if (typeof behaviour === 'object') return done(refusal(behaviour.status));
          const raw = Buffer.concat(chunks).toString('utf8');
          const { mailFrom, rcptTo } = session.envelope;
          const mail = {
            from: mailFrom === false ? '' : mailFrom.address,
            to: rcptTo.map(({ address }) => address),
            raw,
            headers: headersOf(raw),
          };
          if (behaviour !== 'drop-after-data') box.received.push(mail);
          if (behaviour === 'take') return done();
          for (const connection of server.connections) connection._socket.destroy();
        });
      },
    });
  const up = () =>
    new Promise<void>((resolve) => {
      server = make();
      server.on('error', () => {});
      server.listen(port, '127.0.0.1', () => {
        port = (server.server.address() as AddressInfo).port; // it listens on a port
        resolve();
      });
    });
  await up();
  return {
    url: `smtp://127.0.0.1:${port}`,
    received: box.received,
    get behaviour() {
      return box.behaviour;
    },
    set behaviour(next) {
      box.behaviour = next;
    },
    up,
    down: () => new Promise((resolve) => void server.close(() => resolve())),
  };
}

function refusal(status: number): Error {
  return Object.assign(new Error('as told by the test'), { responseCode: status });
}

function headersOf(raw: string): Map<string, string> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  return new Map(
    head
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}
