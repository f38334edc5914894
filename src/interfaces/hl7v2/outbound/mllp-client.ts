import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { get, isRefusal, parseMessage, textOf } from '../../../../packages/hl7/index.ts';
import { wordsOf } from '../acknowledgements/open-lines.ts';
import { Deframer, framed } from '../frames.ts';

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const MAX_ANSWER = 1024 * 1024;

export interface Peer {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly ca: string | undefined;
}

export interface Answer {
  readonly code: string;
  /** ERR-8, ERR-7 or MSA-3: what the other side says, for the person who looks into it. */
  readonly words: string | undefined;
}

/** One connection to a receiver; one message is under way at a time, so order is kept. */
export interface MllpClient {
  /** @throws where the line breaks or no answer to this message comes in time: whether it was taken is not known. */
  exchange(text: string, controlId: string): Promise<Answer>;
  close(): void;
}

/** @throws the socket's own error where the peer cannot be reached */
export async function openMllp(peer: Peer): Promise<MllpClient> {
  const socket = await opened(peer);
  const deframer = new Deframer(MAX_ANSWER, { held: 0, most: MAX_ANSWER });
  let heard: ((frame: string) => void) | undefined;
  let broken: ((error: Error) => void) | undefined;
  socket.on('data', (chunk: Buffer) => {
    for (const frame of deframer.push(chunk)) heard?.(textOf(frame.bytes));
  });
  socket.on('error', (error) => broken?.(error));
  socket.on('close', () => broken?.(new Error('The connection was closed before the answer came.')));
  return {
    exchange: (text, controlId) =>
      new Promise<Answer>((resolve, reject) => {
        const timer = setTimeout(() => settle(() => reject(new Error('No answer came within 30 seconds.'))), ANSWER_MS);
        const settle = (end: () => void) => {
          clearTimeout(timer);
          heard = undefined;
          broken = undefined;
          end();
        };
        heard = (frame) => {
          const message = parseMessage(frame);
          // A late answer to an attempt before this one.
          if (isRefusal(message) || get(message, 'MSA-2') !== controlId) return;
          settle(() => resolve({ code: get(message, 'MSA-1') ?? '', words: wordsOf(message) }));
        };
        broken = (error) => settle(() => reject(error));
        if (socket.destroyed) broken(new Error('The connection was closed.'));
        else socket.write(framed(text));
      }),
    close: () => socket.destroy(),
  };
}

function opened({ host, port, tls, ca }: Peer): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket: Socket = tls
      ? connectTls({
          host,
          port,
          ...(isIP(host) === 0 ? { servername: host } : {}),
          minVersion: 'TLSv1.2',
          ...(ca === undefined ? {} : { ca }),
        })
      : connect(port, host);
    const late = setTimeout(() => socket.destroy(new Error('It could not be reached within 10 seconds.')), CONNECT_MS);
    socket.setNoDelay(true);
    socket.once(tls ? 'secureConnect' : 'connect', () => {
      clearTimeout(late);
      socket.off('error', reject);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
  });
}
