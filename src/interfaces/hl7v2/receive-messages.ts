import { readFile } from 'node:fs/promises';
import { type AddressInfo, BlockList, createServer, isIP, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { textOf } from '../../../packages/hl7/index.ts';
import type { Services } from '../../platform/services.ts';
import { systemActor } from '../../platform/system-actor.ts';
import { joinLine, leaveLine, OpenLine } from './acknowledgements/open-lines.ts';
import { acknowledgeNow } from './acknowledgements/queue-acknowledgements.ts';
import { type Archive, damagedFrame, openArchive } from './archive.ts';
import { Deframer, framed } from './frames.ts';

const MAX_FRAME = 64 * 1024 * 1024;
/** Unfinished frames of all connections together. */
const MAX_HELD = 256 * 1024 * 1024;
const MAX_CONNECTIONS = 200;
/** Messages of one connection, and of all, whose answer is not out yet: from there on reading waits. */
const MAX_UNANSWERED = 500;
const MAX_WAITING = 5_000;
/** Between two bytes of one message. Between messages a connection may be silent as long as it likes. */
const STALLED_MS = 60_000;
const CLOSE_MS = 5_000;
const LISTEN_AGAIN_MS = 5_000;

export interface MllpServer {
  /** 0 until the port is free. */
  readonly port: number;
  stop(): Promise<void>;
}

export interface PortState {
  readonly state: 'open' | 'closed' | 'off';
  readonly port: number;
  readonly host: string;
  readonly tls: boolean;
  readonly clientCertificates: boolean;
  readonly connections: number;
  /** Addresses that may send beside this machine. */
  readonly allowed: readonly string[];
}

/** The servers of this process, so that the monitor can say how their port is. */
const running = new WeakMap<Services['settings'], { server: Server; connections: ReadonlySet<Socket> }>();

/** `closed`: another program holds the port, and it is tried again; `off`: no port was asked for. */
export function portState({ settings }: Services): PortState {
  const mllp = running.get(settings);
  return {
    state: mllp === undefined ? 'off' : mllp.server.listening ? 'open' : 'closed',
    port: (mllp?.server.address() as AddressInfo | null | undefined)?.port ?? settings.mllpPort,
    host: settings.mllpHost,
    tls: settings.mllpCertificate !== '',
    clientCertificates: settings.mllpClientAuthority !== '',
    connections: mllp?.connections.size ?? 0,
    allowed: settings.mllpAllow.filter((each) => each !== 'loopback'),
  };
}

/**
 * The MLLP server. A message is answered after the commit of the row that keeps it; the answers of a connection go out in
 * the order in which its messages came. When they cannot be kept (database or disk away) the connection is cut without an
 * answer: the sender keeps the message and tries again.
 */
export async function startMllp(services: Services, options: { port?: number } = {}): Promise<MllpServer> {
  const { settings, log } = services;
  const archive = openArchive(services, { actor: systemActor('hl7v2') }, 'system');
  const allowed = allowList(settings.mllpAllow);
  const budget = { held: 0, most: MAX_HELD };
  const connections = new Set<Socket>();
  const accept = (socket: Socket) => {
    if (!isAllowed(allowed, socket.remoteAddress)) {
      log.warn({ address: socket.remoteAddress }, 'an address that is not on the list knocked at the HL7 port');
      socket.destroy();
      return;
    }
    connections.add(socket);
    socket.on('close', () => connections.delete(socket));
    serve(socket, archive, new Deframer(MAX_FRAME, budget), services);
  };
  const server = await serverFor(services, accept);
  server.maxConnections = MAX_CONNECTIONS;
  running.set(settings, { server, connections });
  const port = options.port ?? settings.mllpPort;
  let stopped = false;
  let again: NodeJS.Timeout | undefined;
  await new Promise<void>((ready) => {
    const listen = () => server.listen({ port, host: settings.mllpHost });
    server.on('listening', () => ready());
    let said: string | undefined;
    server.on('error', (error: NodeJS.ErrnoException) => {
      // Once for each cause: a port that another program holds is tried for hours.
      if (said !== error.code)
        log.error({ code: error.code, port }, 'the HL7 port cannot be opened; it is tried again until it can');
      said = error.code;
      if (!server.listening && !stopped) again = setTimeout(listen, LISTEN_AGAIN_MS);
      ready();
    });
    listen();
  });
  return {
    get port() {
      return (server.address() as AddressInfo | null)?.port ?? 0;
    },
    async stop() {
      stopped = true;
      running.delete(settings);
      clearTimeout(again);
      const closed = server.listening ? new Promise<void>((done) => server.close(() => done())) : Promise.resolve();
      // No more is read; what was read is kept and answered.
      for (const socket of connections) socket.emit('ending');
      const cut = setTimeout(() => {
        for (const socket of connections) socket.destroy();
      }, CLOSE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

function serve(socket: Socket, archive: Archive, deframer: Deframer, services: Services): void {
  const { log } = services;
  const address = socket.remoteAddress ?? '';
  const trusted = isLoopback(address);
  let unanswered = 0;
  let ending = false;
  let turn: Promise<void> = Promise.resolve();
  let stalled: NodeJS.Timeout | undefined;
  socket.setNoDelay(true);
  socket.setKeepAlive(true, 60_000);

  const mayRead = () => !ending && unanswered < MAX_UNANSWERED && archive.waiting < MAX_WAITING;
  const closeWhenDone = () => {
    if (ending && unanswered === 0) socket.end();
  };
  const line = new OpenLine(
    (text) =>
      new Promise((resolve, reject) => {
        // After the answers to what came before: the accept acknowledgement of a message precedes the application's.
        turn = turn.then(() => {
          if (socket.writable) socket.write(framed(text), (error) => (error == null ? resolve() : reject(error)));
          else reject(new Error('The connection was closed.'));
        });
      }),
  );
  const leave = () => {
    leaveLine(services, line);
    line.close();
  };
  const heardOf = (senderId: string | undefined) => {
    if (senderId === undefined || ending || !joinLine(services, senderId, line)) return;
    sendWaiting(services, senderId).catch((error: unknown) =>
      log.error({ err: error }, 'answers that wait for a sender could not be looked up; it is done within a minute'),
    );
  };
  socket.on('data', (chunk: Buffer) => {
    clearTimeout(stalled);
    for (const frame of deframer.push(chunk)) {
      const text = textOf(frame.bytes);
      if (frame.kind === 'whole' && line.hears(text)) continue;
      unanswered++;
      const archived = archive.take({
        text,
        via: 'mllp',
        address,
        trusted,
        ...(frame.kind === 'whole'
          ? {}
          : { damage: frame.kind === 'too-long' ? 'The message is larger than is taken (64 MB).' : damagedFrame() }),
      });
      archived.catch(() => {}); // heard below, in its turn
      turn = turn.then(async () => {
        try {
          const { answer, senderId } = await archived;
          if (answer !== undefined && socket.writable) socket.write(framed(answer));
          unanswered--;
          heardOf(senderId);
          if (socket.isPaused() && mayRead()) socket.resume();
          closeWhenDone();
        } catch (error) {
          log.error({ err: error }, 'messages could not be kept; the connection was cut without an answer');
          socket.destroy();
        }
      });
    }
    if (deframer.unfinished) stalled = setTimeout(() => socket.destroy(), STALLED_MS);
    if (!mayRead()) {
      socket.pause();
      if (unanswered === 0 && !ending) setTimeout(() => socket.resume(), 20);
    }
  });
  socket.on('ending', () => {
    ending = true;
    leave();
    socket.pause();
    closeWhenDone();
  });
  // The sender has said all; what it sent is still answered.
  socket.on('end', () => {
    ending = true;
    leave();
    closeWhenDone();
  });
  socket.on('error', (error) => log.info({ err: error }, 'an HL7 connection broke'));
  socket.on('close', () => {
    // What is still being kept for a connection that broke must not bring its line back.
    ending = true;
    clearTimeout(stalled);
    leave();
    deframer.release();
  });
}

/** What could not be told to a sender while it had no connection. */
async function sendWaiting({ acting }: Services, senderId: string): Promise<void> {
  const waiting = await acting.lookup((queries) =>
    queries
      .selectFrom('hl7v2.acknowledgement')
      .select('id')
      .where('sender_id', '=', senderId)
      .where('state', '=', 'waiting')
      .limit(1)
      .execute(),
  );
  if (waiting.length === 0) return;
  await acting.act({ actor: systemActor('hl7v2') }, { verb: 'hl7v2.acknowledge', permission: 'system' }, (act) =>
    acknowledgeNow(act, senderId),
  );
}

async function serverFor(services: Services, accept: (socket: Socket) => void): Promise<Server> {
  const { settings } = services;
  const shared = { allowHalfOpen: true };
  if (settings.mllpCertificate === '') return createServer(shared, accept);
  const [cert, key] = await Promise.all([readFile(settings.mllpCertificate), readFile(settings.mllpKey)]);
  const ca = settings.mllpClientAuthority === '' ? undefined : await readFile(settings.mllpClientAuthority);
  const server = createTlsServer(
    {
      ...shared,
      cert,
      key,
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca, requestCert: true, rejectUnauthorized: true }),
    },
    accept,
  );
  server.on('tlsClientError', (error) => services.log.warn({ err: error }, 'an HL7 connection without good TLS'));
  return server;
}

function allowList(words: readonly string[]): BlockList {
  const list = new BlockList();
  for (const word of ['127.0.0.0/8', '::1/128', ...words.filter((each) => each !== 'loopback')]) {
    const [address = '', bits] = word.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isAllowed(list: BlockList, address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return list.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}
