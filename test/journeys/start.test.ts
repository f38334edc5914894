import { existsSync, readdirSync, rmSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openKeyring } from '../../src/platform/keys/index.ts';
import {
  compileProduct,
  killPostgres,
  openFolder,
  pause,
  postmasterOf,
  type Product,
  type Running,
} from '../world/product.ts';

/** Real servers on a machine that may be busy with other suites. */
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

/** One life of one data folder, told in order: each test goes on where the one before stopped. */
let product: Product;
let running: Running;
let setupToken: string;
let slot: string;
const folder = openFolder();
const CANARY = 'Quillfeather';

interface Proof {
  entries: number;
  verified: number;
  firstBad?: object;
  checkpoint?: string;
}

beforeAll(async () => {
  product = await compileProduct();
});
afterAll(async () => {
  await product.remove();
  rmSync(folder, { recursive: true, force: true });
});

async function isReady(): Promise<boolean> {
  const answer = await fetch(`${running.url}/readyz`).catch(() => undefined);
  return answer?.status === 200;
}

async function untilReady(limit = 30_000): Promise<void> {
  for (const end = Date.now() + limit; !(await isReady()); await pause(50))
    if (Date.now() > end) throw new Error(`It is not ready: ${running.printed()}`);
}

async function post(path: string, body: unknown): Promise<{ status: number; body: Record<string, unknown> }> {
  const answer = await fetch(`${running.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}

function tokenIn(printed: string): string {
  return /\/setup#([\w-]+)/.exec(printed)?.[1] ?? '';
}

describe('the life of a data folder', () => {
  it('begins with nothing: one start brings a database along and prints the set-up link', async () => {
    running = await product.start();
    await untilReady();
    for (let n = 0; n < 200 && !running.printed().includes('/setup#'); n++) await pause(20);
    setupToken = tokenIn(running.printed());
    expect(setupToken.length).toBeGreaterThan(40);
    const status = await product.json<{ version: string; database: { kind: string; adminUrl: string } }>('status');
    expect(status).toMatchObject({ ready: true, database: { kind: 'embedded' } });
    expect(status.database.adminUrl).toMatch(/^postgres:\/\/.+:.+@127\.0\.0\.1:\d+\/chartkeeper$/);
  });

  it('tells the address of the database to the owner of the data only', async () => {
    for (const path of ['/control/status', '/control/metrics', '/control/keys']) {
      const answer = await fetch(`${running.url}${path}`);
      expect([path, answer.status]).toEqual([path, 404]);
    }
    for (const path of ['/control/backup', '/control/fsck', '/control/setup-link', '/control/audit/export']) {
      const answer = await fetch(`${running.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
    expect(statSync(join(product.data, 'run')).mode & 0o077).toBe(0);
    expect(running.printed()).not.toMatch(/postgres(ql)?:\/\/\w+:/);
  });

  it('lets a second start on the same data say who holds it, and leave', async () => {
    const { code, printed } = await product.startInVain();
    expect(code).toBe(1);
    expect(printed).toContain(`process ${running.pid} (start)`);
    expect(printed).toContain(product.data);
    expect(await isReady()).toBe(true);
  });

  it('makes the first administrator by the newest link, once', async () => {
    const link = await product.json<{ link: string }>('setup', 'link');
    const token = tokenIn(link.link);
    const own = { username: 'ada', name: 'Ada Admin', password: 'violin under wet gravel' };
    expect((await post('/setup/begin', { token: setupToken, ...own })).body).toMatchObject({
      code: 'accounts/link-expired',
    });
    const begun = await post('/setup/begin', { token, ...own });
    const confirmation = () => ({
      token,
      code: generateSync({ secret: String(begun.body['secret']) }),
      facility: { name: 'Lakeside Hospital', country: 'US', state: 'OH', timeZone: 'America/New_York' },
    });
    expect((await post('/setup/confirm', confirmation())).status).toBe(201);
    expect((await post('/setup/confirm', confirmation())).status).toBe(404);
    expect(await product.command('setup', 'link')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('stays closed'),
    });
    expect((await product.json<{ people: object[] }>('user', 'list')).people).toMatchObject([
      { username: 'ada', state: 'active', roles: [{ role: 'administrator' }] },
    ]);
  });

  it('serves on while its database is killed: refuses in words, then answers again by itself', async () => {
    const bundle = join(folder, 'bundle.json');
    writeFileSync(bundle, JSON.stringify(patientNamed(CANARY)));
    expect(await product.json('import', 'fhir', bundle)).toMatchObject({ stored: { Patient: 1 }, refused: [] });

    const answers = new Set<number>();
    let asking = true;
    const asked = (async () => {
      while (asking) {
        answers.add((await fetch(`${running.url}/api/v1/setup/state`)).status);
        // Strangers have 240 requests a minute.
        await pause(60);
      }
    })();
    await pause(200);
    killPostgres(product.data);
    for (const end = Date.now() + 10_000; (await isReady()) && Date.now() < end;) await pause(10);
    await untilReady();
    asking = false;
    await asked;
    // 404: set-up is closed. 503: the database does not answer. Nothing else: no fault, no reset connection.
    expect([...answers].filter((status) => ![404, 503].includes(status))).toEqual([]);
    expect(await product.json('import', 'fhir', bundle)).toMatchObject({ unchanged: { Patient: 1 } });
    expect(await product.json<Proof>('audit', 'verify')).not.toHaveProperty('firstBad');
  });

  it('starts again after kill -9, and after kill -9 of the database too, with all that was acknowledged', async () => {
    await running.kill();
    const orphan = postmasterOf(product.data);
    // A key slot of some document, as intake takes one.
    const ring = await openKeyring({ dir: join(product.data, 'keys') });
    slot = ring.newSlot();
    await ring.close();
    expect(orphan, 'the database outlives the server').toBeDefined();
    running = await product.start();
    await untilReady();
    expect(postmasterOf(product.data), 'and is used again').toBe(orphan);

    killPostgres(product.data);
    await running.kill();
    running = await product.start();
    await untilReady();
    expect(tokenIn(running.printed()), 'set-up stays closed').toBe('');
    expect(await product.json('import', 'fhir', join(folder, 'bundle.json'))).toMatchObject({
      unchanged: { Patient: 1 },
    });
    expect(await product.json<Proof>('audit', 'verify')).not.toHaveProperty('firstBad');
  });

  it('is backed up while it runs, restored elsewhere with the same proven log, and forgets what was destroyed', async () => {
    const into = join(folder, 'backup');
    const before = await product.json<Proof>('audit', 'verify');
    const first = await product.json<{ id: string; database: string }>('backup', into);
    expect(first.database).toBe('embedded');
    await running.stop();

    // As the retention run does it: register, overwrite. The backup made before still holds the slot's bytes.
    const ring = await openKeyring({ dir: join(product.data, 'keys') });
    expect(ring.slotState(slot)).toBe('live');
    await ring.destroySlot(slot, { at: new Date(), reason: 'test' });
    await ring.close();
    running = await product.start();
    const second = await product.json<{ id: string }>('backup', into);
    expect(second.id).not.toBe(first.id);

    const target = join(folder, 'restored');
    const restored = await product.json<{ id: string; log: Proof }>(
      'restore',
      into,
      '--backup',
      first.id,
      '--into',
      target,
    );
    expect(restored).toMatchObject({ id: first.id, destroyedAgain: 1 });
    expect(restored.log).not.toHaveProperty('firstBad');
    expect(restored.log.verified).toBeGreaterThanOrEqual(before.entries);
    expect(readFileSync(join(target, 'audit', 'checkpoints.txt'), 'utf8')).toContain(
      before.checkpoint ?? 'no checkpoint',
    );
    const copy = await openKeyring({ dir: join(target, 'keys') });
    expect(copy.slotState(slot)).toBe('destroyed');
    await copy.close();
    expect(await product.command('restore', into, '--into', target)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not empty'),
    });
    expect(await product.json('fsck', '--deep')).toMatchObject({ ok: true });
  });

  it('ends in order at SIGTERM: exit 0, no database left, the data free', async () => {
    expect(await running.stop()).toBe(0);
    expect(postmasterOf(product.data)).toBeUndefined();
    expect(existsSync(join(product.data, 'run', 'lock'))).toBe(false);
  });

  it('never printed a name, a password or a key, to the terminal or a log file', () => {
    const logs = readdirSync(join(product.data, 'logs')).map((name) =>
      readFileSync(join(product.data, 'logs', name), 'utf8'),
    );
    const said = [product.printed(), ...logs].join('\n');
    expect(said).not.toContain(CANARY);
    expect(said).not.toContain('1931-05-17');
    expect(said).not.toContain('violin');
    expect(said).not.toContain(readFileSync(join(product.data, 'keys', 'kek'), 'utf8').split('\n')[1] ?? 'no key');
  });
});

function patientNamed(family: string) {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      {
        fullUrl: 'urn:uuid:5c3f4c1e-5b7a-4f0e-9d5b-0f7f3d3a1c11',
        resource: {
          resourceType: 'Patient',
          id: '5c3f4c1e-5b7a-4f0e-9d5b-0f7f3d3a1c11',
          name: [{ family, given: ['Zebedee'] }],
          birthDate: '1931-05-17',
          gender: 'male',
        },
        request: { method: 'POST', url: 'Patient' },
      },
    ],
  };
}
