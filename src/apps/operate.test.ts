import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jobContext } from '../../test/world/job.ts';
import { becomeAdministrator, enrol, type Enrolled, openBrowser, signIn } from '../../test/world/browser.ts';
import { arrangeDocument, arrangePatient, putBlob } from '../../test/world/chart.ts';
import { openWorld, START, type World } from '../../test/world/world.ts';
import { identifySession, openSetup } from '../modules/accounts/index.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let world: World;
let ada: Enrolled;
let ben: Enrolled;

beforeAll(async () => {
  world = await openWorld({ env: { CHARTKEEPER_TRUST_PROXY: '10.0.0.5, 192.168.0.0/16' } });
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
  ben = await enrol(world, ada, 'ben');
});
afterAll(() => world.close());

/** As the queue runs it at its hour. */
async function runJob(name: string): Promise<void> {
  const job = world.stack.modules.flatMap((module) => module.jobs ?? []).find((each) => each.name === name);
  if (job === undefined) throw new Error(`There is no job ${name}`);
  expect(job.cron, 'comes round by the clock').toMatch(/^\d+ \d+ \* \* \*$/);
  const { services } = world;
  await job.run(jobContext(services, job.name), {});
}

describe('housekeeping at night', () => {
  it('removes stored bytes that no record names a day later, and no others', async () => {
    const filed = await arrangeDocument(world, await arrangePatient(world));
    const orphan = await putBlob(world, world.services.keyring.newSlot(), 'an upload that never became a record');
    const young = await putBlob(world, world.services.keyring.newSlot(), 'an upload whose record is about to commit');
    const blobs = join(world.services.settings.data, 'blobs');
    for (const entry of readdirSync(blobs, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && entry.name !== young.address)
        utimesSync(join(entry.parentPath, entry.name), START, new Date(START.getTime() - 2 * DAY));
    await runJob('platform.sweep-blobs');
    expect(await world.services.blobs.stat(orphan.address)).toBeUndefined();
    expect(await world.services.blobs.stat(young.address)).toBeDefined();
    const named = await world.sql<{ address: string }>('SELECT address FROM platform.blob');
    expect(named.length).toBeGreaterThan(0);
    for (const { address } of named) expect(await world.services.blobs.verify(address)).toBe('whole');
    expect(filed.documentId).toBeDefined();
    expect(await world.sql(`SELECT object_count AS n FROM audit.entry WHERE verb = 'platform.sweep-blobs'`)).toEqual([
      { n: 1 },
    ]);
  });

  it('forgets answers to repeated requests after a day, and downloads that expired', async () => {
    const now = world.clock.now();
    for (const [key, at] of [
      ['old', new Date(now.getTime() - DAY - MINUTE)],
      ['young', new Date(now.getTime() - DAY + MINUTE)],
    ] as const)
      await world.sql(
        `INSERT INTO platform.idempotency (actor_id, key, at, route, request_digest) VALUES ('somebody', $1, $2, 'POST /x', '\\x00')`,
        [key, at],
      );
    await runJob('platform.tidy');
    expect(await world.sql(`SELECT key FROM platform.idempotency WHERE actor_id = 'somebody'`)).toEqual([
      { key: 'young' },
    ]);

    const patientId = await arrangePatient(world);
    const { documentId } = await arrangeDocument(world, patientId);
    await world.sql(
      `INSERT INTO documents.ticket (patient_id, id, facility_id, rendition_id, secret_hash, actor_id, issued_at, expires_at)
       SELECT patient_id, gen_random_uuid(), facility_id, id, '\\x00', 'somebody', $1::timestamptz, $1::timestamptz + e.after FROM documents.rendition,
         (VALUES (interval '-1 minute'), (interval '1 minute')) e(after) WHERE patient_id = $2 AND kind = 'original'`,
      [now, patientId],
    );
    await runJob('documents.tidy-tickets');
    expect(await world.sql('SELECT expires_at > $1 AS alive FROM documents.ticket', [now])).toEqual([{ alive: true }]);
    expect(documentId).toBeDefined();
  });
});

describe('who a request is', () => {
  it('takes the word of a named proxy about the address, and of nobody else', async () => {
    const addresses = async () =>
      (
        await world.sql<{ n: number }>(`SELECT count(*)::int AS n FROM accounts.sign_in_attempt WHERE kind = 'address'`)
      )[0]?.n ?? 0;
    const fail = (from: string, claimed: string) =>
      openBrowser(world, { address: from }).call(
        'POST',
        '/session',
        { username: 'nobody', password: 'not the password at all' },
        { 'x-forwarded-for': claimed },
      );
    const before = await addresses();
    await fail('10.0.0.5', '203.0.113.1');
    world.clock.advance(MINUTE);
    await fail('192.168.7.7', '203.0.113.2');
    expect(await addresses(), 'two people behind two proxies').toBe(before + 2);
    world.clock.advance(MINUTE);
    await fail('198.51.100.1', '203.0.113.3');
    world.clock.advance(MINUTE);
    await fail('198.51.100.1', '203.0.113.4');
    expect(await addresses(), 'one stranger who claims two addresses').toBe(before + 3);
  });

  it('refuses a member of staff every registration that was merged with their own', async () => {
    const [own, twin, other] = [await arrangePatient(world), await arrangePatient(world), await arrangePatient(world)];
    const admin = await signIn(world, ada);
    const assigned = await admin.call('POST', `/people/${ben.personId}/roles`, {
      role: 'coordinator',
      facilityId: null,
    });
    expect(assigned.status).toBe(201);
    const linked = await admin.call('POST', `/people/${ben.personId}/own-records`, { patientId: own });
    expect(linked.status).toBe(201);
    const browser = await signIn(world, ben);
    const opened = async (id: string) => (await browser.call('GET', `/patients/${id}`)).body;
    expect(await opened(own)).toMatchObject({ code: 'access/own-record' });
    expect(await opened(twin)).toMatchObject({ id: twin });
    await world.sql('UPDATE patients.member SET survivor_id = $1 WHERE patient_id = $2', [own, twin]);
    world.clock.advance(1_001);
    expect(await opened(twin)).toMatchObject({ code: 'access/own-record' });
    expect(await opened(other)).toMatchObject({ id: other });
  });
});

describe('the stream of news', () => {
  it('ends within five seconds of its session, and does not keep a session awake', async () => {
    const browser = await signIn(world, ben);
    const started = Date.now();
    const stream = world.stack.http.app.inject({
      method: 'GET',
      url: '/api/v1/progress',
      headers: { cookie: `chartkeeper=${browser.cookie}` },
    });
    await new Promise((wake) => setTimeout(wake, 300));
    await browser.call('DELETE', '/session');
    const answer = await stream;
    expect(answer.statusCode).toBe(200);
    expect(Date.now() - started).toBeLessThan(8_000);

    const idle = await signIn(world, ben);
    const passive = () => identifySession(world.services, idle.cookie ?? '', { passive: true });
    for (let n = 0; n < 14; n++) {
      world.clock.advance(MINUTE);
      expect(await passive()).toBeDefined();
    }
    world.clock.advance(MINUTE);
    expect(await passive(), 'fifteen minutes without anybody at the keyboard').toBeUndefined();
  });
});

describe('at start', () => {
  it('leaves nothing in the folder of half-read files', () => {
    const scratch = join(world.services.settings.data, 'scratch');
    expect(existsSync(scratch)).toBe(true);
    expect(readdirSync(scratch)).toEqual([]);
  });
});
