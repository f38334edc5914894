import { spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { request } from 'node:http';
import { basename, dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { compileProduct, openFolder, pause, type Product, type Running } from '../world/product.ts';
import { scan } from '../world/scan.ts';

/**
 * A real disk that fills up under a running server, its database on the same disk. Only root may mount one, so elsewhere
 * this says that it did not run.
 */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const DISK_MIB = 512;
const SCANS = 12;
const MIB = 1024 * 1024;
const RECOVERY_MS = 120_000;

interface Taken {
  items: { state: string }[];
}

describe('a disk that fills up during intake', () => {
  const folder = openFolder();
  const files = Array.from({ length: SCANS }, (_, n) => join(folder, `scan-${n + 1}.tiff`));
  let product: Product;
  let running: Running;
  let mounted = false;
  const acknowledged: string[] = [];
  const refused: string[] = [];
  beforeAll(async () => {
    product = await compileProduct();
    const disk = dirname(product.data);
    mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MIB}m,mode=0755`, 'tmpfs', disk]).status === 0;
    if (!mounted) return;
    for (const [n, file] of files.entries()) writeFileSync(file, await bulky(n));
    running = await product.start();
  });
  afterAll(async () => {
    await running?.kill();
    if (mounted) spawnSync('umount', ['-l', dirname(product.data)]);
    await product.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  it('refuses what does not fit, by name, and goes on answering', async (context) => {
    if (!mounted) return context.skip('a disk can be mounted by root only');
    leave(24 * MIB);
    for (const file of files) {
      const { id, reason } = await take(file);
      if (id !== null) acknowledged.push(id);
      else {
        expect(reason).toMatch(/no room left|disk is full|does not answer|restarting/i);
        refused.push(file);
      }
    }
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(refused.length, 'the disk was too large for this test').toBeGreaterThan(0);
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200);
  });

  it('loses nothing acknowledged, and reads it by itself once there is space again', async (context) => {
    if (!mounted) return context.skip('a disk can be mounted by root only');
    leave(0);
    await pause(3_000);
    rmSync(ballast());
    for (const end = Date.now() + RECOVERY_MS; ; await pause(500)) {
      const states = await Promise.all(acknowledged.map(stateOf));
      if (states.every((state) => state === 'to-index')) break;
      if (Date.now() > end)
        throw new Error(`After ${RECOVERY_MS / 1000} s: ${states.join(', ')}. ${running.printed()}`);
    }
    for (const file of refused) {
      const { items } = await product.json<Taken>('intake', file);
      expect(items).toMatchObject([{ state: 'to-index' }]);
    }
    const { pagesIn = 0, ...outcomes } = await ask<Record<string, number>>('/api/v1/intake/counts');
    expect(pagesIn).toBeGreaterThanOrEqual(SCANS);
    expect(Object.values(outcomes).reduce((sum, each) => sum + each, 0)).toBe(pagesIn);
    const proof = await product.json<{ firstBad?: object; verified: number }>('audit', 'verify');
    expect(proof.firstBad).toBeUndefined();
    const { code, stdout } = await product.command('fsck');
    expect(code, stdout).toBe(0);
  });

  async function take(file: string): Promise<{ id: string | null; reason: string }> {
    try {
      const { items, detail } = await ask<{ items?: { id: string | null; refused: string | null }[]; detail?: string }>(
        `/api/v1/intake/items?name=${basename(file)}`,
        readFileSync(file),
      );
      return { id: items?.[0]?.id ?? null, reason: items?.[0]?.refused ?? detail ?? '' };
    } catch (error) {
      return { id: null, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async function stateOf(id: string): Promise<string> {
    const { item } = await ask<{ item?: { state: string } }>(`/api/v1/intake/items/${id}`).catch(() => ({
      item: { state: 'unknown' },
    }));
    return item?.state ?? 'unknown';
  }

  /** As the owner of the data. */
  function ask<T>(path: string, body?: Buffer): Promise<T> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          socketPath: join(product.data, 'run', 'control.sock'),
          method: body === undefined ? 'GET' : 'POST',
          path,
          headers: body === undefined ? {} : { 'content-type': 'application/octet-stream' },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as T)); // our own server's answer
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }

  function ballast(): string {
    return join(dirname(product.data), 'ballast');
  }

  /** Fills the disk until at most `bytes` are free. */
  function leave(bytes: number): void {
    const disk = dirname(product.data);
    const file = openSync(ballast(), 'a');
    try {
      for (let block = MIB; block >= 4096;) {
        const { bavail, bsize } = statfsSync(disk);
        if (bavail * bsize - bytes < block) block /= 2;
        else writeSync(file, Buffer.alloc(block));
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
});

/** About 3.7 MB: a page as a scanner without compression would write it. */
async function bulky(n: number): Promise<Buffer> {
  const page = await scan([
    'PROGRESS NOTE',
    '',
    `Patient Name: Doe, Jane ${n}`,
    'Date: 11/20/2026',
    'Resting comfortably.',
  ]);
  return sharp(page).tiff({ compression: 'none' }).toBuffer();
}
