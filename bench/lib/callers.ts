import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string | Buffer;
  readonly type?: string;
}

export interface Answer {
  readonly status: number;
  readonly millis: number;
  /** Until the first byte of the body. */
  readonly firstByte: number;
  readonly body: string;
}

export type Caller = (call: Call) => Promise<Answer>;

/** A client on kept connections, as many as there are callers. */
export function openCaller(options: { port: number; token: string; connections: number }): {
  call: Caller;
  close(): void;
} {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const call: Caller = ({ method, path, body, type = 'application/fhir+json' }) =>
    new Promise((resolve, reject) => {
      const begin = performance.now();
      const headers = {
        authorization: `Bearer ${options.token}`,
        ...(body === undefined ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
      };
      const outgoing = request({ agent, host: '127.0.0.1', port: options.port, method, path, headers }, (incoming) => {
        const chunks: Buffer[] = [];
        let firstByte = Number.NaN;
        incoming.once('data', () => (firstByte = performance.now() - begin));
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            millis: performance.now() - begin,
            firstByte,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  return { call, close: () => agent.destroy() };
}

export interface Latencies {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** What was answered instead of success, by status. */
  readonly refused: Readonly<Record<string, number>>;
}

/** `callers` at once, each sending its next call when the last was answered: finds saturation. */
export async function closedLoop(
  parts: { call: Caller; callers: number; seconds: number },
  next: () => Call,
): Promise<Latencies> {
  const millis: number[] = [];
  const refused: Record<string, number> = {};
  const begin = performance.now();
  const end = begin + parts.seconds * 1000;
  const one = async () => {
    while (performance.now() < end) note(await parts.call(next()), millis, refused);
  };
  await Promise.all(Array.from({ length: parts.callers }, one));
  return summary(millis, refused, (performance.now() - begin) / 1000);
}

/**
 * Calls at a fixed rate whether or not earlier ones were answered; the wait of a late one counts, so that a stall is not
 * hidden by the calls it kept from being made (coordinated omission).
 */
export async function pacedLoop(
  parts: { call: Caller; perSecond: number; seconds: number },
  next: () => Call,
): Promise<Latencies> {
  const millis: number[] = [];
  const refused: Record<string, number> = {};
  const begin = performance.now();
  const total = Math.max(1, Math.floor(parts.perSecond * parts.seconds));
  const open: Promise<void>[] = [];
  for (let sent = 0; sent < total; sent++) {
    const due = begin + (sent * 1000) / parts.perSecond;
    const wait = due - performance.now();
    if (wait > 1) await new Promise((wake) => setTimeout(wake, wait));
    open.push(
      parts.call(next()).then((answer) => note({ ...answer, millis: performance.now() - due }, millis, refused)),
    );
  }
  await Promise.all(open);
  return summary(millis, refused, (performance.now() - begin) / 1000);
}

function note(answer: Answer, millis: number[], refused: Record<string, number>): void {
  if (answer.status >= 200 && answer.status < 300) millis.push(answer.millis);
  else refused[answer.status] = (refused[answer.status] ?? 0) + 1;
}

export function summary(
  millis: readonly number[],
  refused: Readonly<Record<string, number>>,
  seconds: number,
): Latencies {
  const sorted = [...millis].sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { count: sorted.length, perSecond: sorted.length / seconds, p50: at(0.5), p99: at(0.99), refused };
}
