import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GatheringSocket } from './gathering-socket.ts';

const server = createServer((socket) => socket.resume());
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => server.close());

/** Counts the calls to the system by the pieces that each takes along. */
async function openCounting(): Promise<{ socket: GatheringSocket; calls: number[] }> {
  const socket = new GatheringSocket();
  socket.connect((server.address() as AddressInfo).port, '127.0.0.1'); // a TCP server has a port
  await once(socket, 'connect');
  const calls: number[] = [];
  const [one, many] = [socket._write.bind(socket), socket._writev?.bind(socket)];
  socket._write = (...parts) => (calls.push(1), one(...parts));
  socket._writev = (chunks, done) => (calls.push(chunks.length), many?.(chunks, done));
  return { socket, calls };
}

it('sends what one turn wrote in one call, however many promises stood between', async () => {
  const { socket, calls } = await openCounting();
  for (let turn = 1; turn <= 2; turn++) {
    socket.write('begin');
    await Promise.resolve();
    // As pg writes a statement.
    socket.cork();
    socket.write('bind');
    socket.write('execute');
    socket.uncork();
    await Promise.resolve();
    socket.write('another');
    await new Promise((next) => setImmediate(next));
  }
  expect(calls).toEqual([4, 4]);
  socket.destroy();
});
