import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileProduct, pause, type Product, type Running } from '../world/product.ts';

/** The line breaks in the middle of a part, then the server is killed: the upload goes on where it was. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const MIB = 1024 * 1024;
const FILE = randomBytes(12 * MIB);

describe('a large file over a bad line', () => {
  let product: Product;
  let running: Running;
  let id = '';
  beforeAll(async () => {
    product = await compileProduct();
    running = await product.start();
  });
  afterAll(async () => {
    await running?.kill();
    await product.remove();
  });

  const offset = async () => (await ask<{ offset: number }>('GET', `/intake/uploads/${id}`)).offset;

  it('keeps what arrived before the line broke', async () => {
    const sha256 = createHash('sha256').update(FILE).digest('hex');
    const begun = await ask<{ id: string }>('POST', '/intake/uploads', {
      name: 'volume.pdf',
      bytes: FILE.length,
      sha256,
    });
    id = begun.id;
    await ask('PATCH', `/intake/uploads/${id}?offset=0`, FILE.subarray(0, 4 * MIB));
    await cut(`/intake/uploads/${id}?offset=${4 * MIB}`, FILE.subarray(4 * MIB, 8 * MIB), 2 * MIB);
    await vi.waitFor(async () => expect(await offset()).toBeGreaterThan(4 * MIB), { timeout: 10_000, interval: 200 });
    expect(await offset()).toBeLessThan(8 * MIB);
  });

  it('goes on after the server was killed and is taken in whole, once', async () => {
    const before = await offset();
    await running.kill();
    running = await product.start();
    expect(await offset()).toBe(before);
    for (let at = before; at < FILE.length;)
      at = (
        await ask<{ offset: number }>(
          'PATCH',
          `/intake/uploads/${id}?offset=${at}`,
          FILE.subarray(at, Math.min(at + 4 * MIB, FILE.length)),
        )
      ).offset;
    const finished = await ask<{ id: string }>('POST', `/intake/uploads/${id}/finish`, {});
    const { items } = await ask<{ items: { id: string; bytes: number; fileName: string }[] }>('GET', '/intake/items');
    expect(items).toMatchObject([{ id: finished.id, bytes: FILE.length, fileName: 'volume.pdf' }]);
  });

  /** As the owner of the data. */
  function ask<T>(method: string, path: string, body?: object): Promise<T> {
    const bytes = Buffer.isBuffer(body);
    return new Promise((resolve, reject) => {
      const outgoing = open(
        method,
        path,
        body === undefined ? undefined : bytes ? 'octet-stream' : 'json',
        (text) => resolve(JSON.parse(text) as T), // our own server's answer
      );
      outgoing.on('error', reject);
      outgoing.end(body === undefined ? undefined : bytes ? body : JSON.stringify(body));
    });
  }

  /** Sends `sent` bytes of a part, then the line is gone. */
  async function cut(path: string, bytes: Buffer, sent: number): Promise<void> {
    const outgoing = open('PATCH', path, 'octet-stream', () => undefined, bytes.length);
    outgoing.on('error', () => undefined);
    outgoing.write(bytes.subarray(0, sent));
    await pause(1_000);
    outgoing.destroy();
  }

  function open(method: string, path: string, type: string | undefined, hear: (text: string) => void, length?: number) {
    return request(
      {
        socketPath: join(product.data, 'run', 'control.sock'),
        method,
        path: `/api/v1${path}`,
        headers: {
          ...(type === undefined ? {} : { 'content-type': `application/${type}` }),
          ...(length === undefined ? {} : { 'content-length': length }),
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () => hear(Buffer.concat(chunks).toString()));
      },
    );
  }
});
