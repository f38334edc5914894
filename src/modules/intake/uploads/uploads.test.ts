import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../../platform/act.ts';
import { scan } from '../../../../test/world/scan.ts';
import { openWorld, type World } from '../../../../test/world/world.ts';

let world: World;
let page: Buffer;
let clerk: Actor;
const OCTETS = { 'content-type': 'application/octet-stream' };

beforeAll(async () => {
  world = await openWorld();
  page = await scan(['LABORATORY REPORT', 'Sodium 140']);
  clerk = world.person(['scan-clerk']);
});
afterAll(() => world.close());

const begin = async (more: object = {}, actor = clerk) =>
  (
    await world.callAs<{ id: string }>(actor, 'POST', '/intake/uploads', {
      name: 'lab.png',
      bytes: page.length,
      ...more,
    })
  ).body.id;
const append = (id: string, offset: number, bytes: Buffer, actor = clerk) =>
  world.callAs<{ offset: number; code?: string; at?: string }>(
    actor,
    'PATCH',
    `/intake/uploads/${id}?offset=${offset}`,
    bytes,
    OCTETS,
  );
const finish = (id: string, key?: string) =>
  world.callAs<{ id: string; code?: string }>(
    clerk,
    'POST',
    `/intake/uploads/${id}/finish`,
    {},
    key === undefined ? {} : { 'idempotency-key': key },
  );

describe('a file sent in parts', () => {
  it('is taken in once, whole, and its parts are removed', async () => {
    const id = await begin({ sha256: createHash('sha256').update(page).digest('hex') });
    expect((await append(id, 0, page.subarray(0, 1000))).body.offset).toBe(1000);
    expect((await stat(join(world.services.settings.data, 'uploads', `${id}.part`))).mode & 0o777).toBe(0o600);
    expect((await world.callAs(clerk, 'GET', `/intake/uploads/${id}`)).body).toEqual({
      offset: 1000,
      bytes: page.length,
    });
    await append(id, 1000, page.subarray(1000));
    const first = await finish(id, 'finish-one');
    expect(first.status).toBe(201);
    expect((await finish(id, 'finish-one')).body).toEqual(first.body);
    expect(await world.sql('SELECT file_name, bytes::int FROM intake.item')).toEqual([
      { file_name: 'lab.png', bytes: page.length },
    ]);
    // Removed behind the answer.
    await expect
      .poll(async () =>
        (await readdir(join(world.services.settings.data, 'uploads'))).filter((name) => name.startsWith(id)),
      )
      .toEqual([]);
  });

  it('refuses a part at the wrong place and says where it goes on', async () => {
    const id = await begin();
    await append(id, 0, page.subarray(0, 500));
    const wrong = await append(id, 0, page.subarray(0, 500));
    expect([wrong.status, wrong.body.code]).toEqual([409, 'intake/upload-offset']);
    const early = await finish(id);
    expect([early.status, early.body.code]).toEqual([409, 'intake/upload-offset']);
  });

  it('refuses more than was announced, what differs, and what is too large', async () => {
    const id = await begin({ bytes: 10 });
    expect((await append(id, 0, page)).body.code).toBe('intake/upload-too-long');
    const other = await begin({ sha256: '0'.repeat(64) });
    await append(other, 0, page);
    expect((await finish(other)).body.code).toBe('intake/upload-differs');
    const huge = await world.callAs(clerk, 'POST', '/intake/uploads', { name: 'x', bytes: 300 * 1024 * 1024 });
    expect(huge.status).toBe(400);
  });

  it('belongs to who began it, and ends after a day', async () => {
    const id = await begin();
    expect((await append(id, 0, page, world.person(['scan-clerk']))).status).toBe(404);
    expect((await append(id, 0, page, world.person(['coder']))).status).toBe(403);
    world.clock.advance(25 * 3_600_000);
    expect((await append(id, 0, page)).status).toBe(404);
    await begin();
    expect((await readdir(join(world.services.settings.data, 'uploads'))).some((name) => name.startsWith(id))).toBe(
      false,
    );
  });
});
