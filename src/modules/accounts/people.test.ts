import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  becomeAdministrator,
  type Browser,
  enrol,
  type Enrolled,
  enrolWith,
  nextCode,
  openBrowser,
  signIn,
} from '../../../test/world/browser.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { addFacility } from '../directory/index.ts';
import { identifySession, openSetup } from './index.ts';

let world: World;
let ada: Enrolled;
let other: string;
beforeAll(async () => {
  world = await openWorld();
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
  const hillcrest = { name: 'Hillcrest Clinic', country: 'US', state: 'OH', timeZone: 'America/New_York' };
  other = (await world.system((act) => addFacility(act, hillcrest))).id;
});
afterAll(() => world.close());

let count = 0;
beforeEach(async () => {
  ada = { ...ada, browser: await signIn(world, ada) };
  count++;
});
const person = () => enrol(world, ada, `person${count}.${Math.floor(world.clock.now().getTime() / 1000)}`);
const assign = (by: Browser, personId: string, role: string, facilityId: string | null = null) =>
  by.call<Record<string, string>>('POST', `/people/${personId}/roles`, { role, facilityId });

describe('inviting a person', () => {
  test('hands out a link that works once, for 72 hours', async () => {
    const invited = await ada.browser.call<{ link: string }>('POST', '/people', { username: 'nia', name: 'Nia' });
    expect(invited.body.link).toMatch(/^http:\/\/localhost:8080\/enrol#[\w-]{43}$/);
    const nia = await enrolWith(world, invited.body.link, 'nia');
    expect((await nia.browser.call('GET', '/session')).body).toMatchObject({ person: { username: 'nia' } });
    const token = invited.body.link.split('#')[1];
    const again = await openBrowser(world).call('POST', '/enrolment/begin', { token, password: nia.password });
    expect([again.status, again.body['code']]).toEqual([404, 'accounts/link-expired']);

    const late = await ada.browser.call<{ link: string }>('POST', '/people', { username: 'late', name: 'Late' });
    world.clock.advance(72 * 3_600_000);
    const tooLate = { token: late.body.link.split('#')[1], password: nia.password };
    expect((await openBrowser(world).call('POST', '/enrolment/begin', tooLate)).status).toBe(404);
  });

  test('refuses a username that differs in capitals or width only', async () => {
    await ada.browser.call('POST', '/people', { username: 'Zoe', name: 'Zoe' });
    for (const username of ['zoe', 'ZOE', 'ｚｏｅ'])
      expect((await ada.browser.call('POST', '/people', { username, name: 'Zoe' })).body['code']).toBe(
        'accounts/username-taken',
      );
  });

  test('is for those who manage people: others are refused and logged', async () => {
    const ben = await person();
    const tried = await ben.browser.call('POST', '/people', { username: 'friend', name: 'Friend' });
    expect(tried.status).toBe(403);
    const [entry] = await world.sql<{ outcome: string; actor_id: string }>(
      `SELECT outcome, actor_id FROM audit.entry WHERE verb = 'accounts.invite-person' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ outcome: 'denied', actor_id: ben.personId });
  });
});

describe('roles', () => {
  test('hold from the next request on, and end with the next', async () => {
    const ben = await person();
    expect((await ben.browser.call('GET', '/people')).status).toBe(403);
    const { body } = await assign(ada.browser, ben.personId, 'coordinator');
    expect((await ben.browser.call('GET', '/people')).status).toBe(200);
    const end = `/people/${ben.personId}/roles/${body['assignmentId']}/end`;
    expect((await ada.browser.call('POST', end, { reason: 'moved on' })).status).toBe(204);
    expect((await ben.browser.call('GET', '/people')).status).toBe(403);
    expect((await ada.browser.call('POST', end, { reason: 'twice' })).status).toBe(404);
    const history = await world.sql('SELECT FROM accounts.role_assignment WHERE person_id = $1', [ben.personId]);
    expect(history).toHaveLength(1);
  });

  test('are not granted to oneself, not even by going past the program', async () => {
    const own = await assign(ada.browser, ada.personId, 'privacy-officer');
    expect([own.status, own.body['code']]).toEqual([422, 'accounts/own-roles']);
    await expect(
      world.sql(
        `INSERT INTO accounts.role_assignment (id, person_id, role, granted_at, granted_by) VALUES (gen_random_uuid(), $1::uuid, 'privacy-officer', now(), $1::uuid::text)`,
        [ada.personId],
      ),
    ).rejects.toThrow(/nobody_grants_a_role_to_himself/);
  });

  test('must be known, at a known facility, and are not granted twice', async () => {
    const ben = await person();
    expect((await assign(ada.browser, ben.personId, 'emperor')).body['code']).toBe('accounts/no-such-role');
    expect((await assign(ada.browser, ben.personId, 'coder', ada.personId)).status).toBe(404);
    expect((await assign(ada.browser, ben.personId, 'coder', FACILITY)).status).toBe(201);
    expect((await assign(ada.browser, ben.personId, 'coder', FACILITY)).body['code']).toBe('accounts/already-so');
    expect((await assign(ada.browser, ben.personId, 'coder', other)).status).toBe(201);
  });

  test('of the last administrator stay, also when two take each other’s away at once', async () => {
    const ben = await person();
    const rolesOf = async (of: Enrolled) => {
      const list = await ada.browser.call<{ people: { id: string; roles: { assignmentId: string }[] }[] }>(
        'GET',
        '/people',
      );
      return list.body.people.find((each) => each.id === of.personId)?.roles[0]?.assignmentId ?? '';
    };
    const last = await ada.browser.call('POST', `/people/${ada.personId}/roles/${await rolesOf(ada)}/end`, {
      reason: 'tired',
    });
    expect([last.status, last.body['code']]).toEqual([422, 'accounts/last-administrator']);
    expect(
      (await ada.browser.call('POST', `/people/${ada.personId}/deactivation`, { reason: 'tired' })).body['code'],
    ).toBe('accounts/last-administrator');

    await assign(ada.browser, ben.personId, 'administrator');
    const [adas, bens] = [await rolesOf(ada), await rolesOf(ben)];
    const answers = await Promise.all([
      ada.browser.call('POST', `/people/${ben.personId}/roles/${bens}/end`, { reason: 'race' }),
      ben.browser.call('POST', `/people/${ada.personId}/roles/${adas}/end`, { reason: 'race' }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([204, 422]);
    const left = await world.sql(
      `SELECT FROM accounts.role_assignment held WHERE role = 'administrator' AND facility_id IS NULL
       AND NOT EXISTS (SELECT FROM accounts.role_assignment_end ended WHERE ended.assignment_id = held.id)`,
    );
    expect(left).toHaveLength(1);
    if (answers[0].status === 422) {
      // Ben is the one who is left: he makes Ada administrator again.
      await assign(ben.browser, ada.personId, 'administrator');
    }
  });

  test('at one facility do not reach people of another, nor administrators of all', async () => {
    const local = await person();
    await assign(ada.browser, local.personId, 'administrator', FACILITY);
    world.clock.advance(1_000);
    const far = await person();
    await assign(ada.browser, far.personId, 'coder', other);
    const reset = (personId: string) => local.browser.call('POST', `/people/${personId}/second-factor-reset`);
    expect((await reset(ada.personId)).body['code']).toBe('accounts/beyond-reach');
    expect((await reset(far.personId)).body['code']).toBe('accounts/beyond-reach');
    expect((await local.browser.call('POST', `/people/${far.personId}/deactivation`, { reason: 'x' })).status).toBe(
      403,
    );
    expect((await assign(local.browser, far.personId, 'coder', FACILITY)).status).toBe(403);
    const list = await local.browser.call<{ people: { id: string }[] }>('GET', '/people');
    const listed = list.body.people.map((each) => each.id);
    expect(listed).toContain(local.personId);
    expect(listed).not.toContain(far.personId);
    expect(listed).not.toContain(ada.personId);

    world.clock.advance(1_000);
    const near = await person();
    expect((await assign(local.browser, near.personId, 'coder', FACILITY)).status).toBe(201);
    expect((await assign(local.browser, near.personId, 'coder', null)).body['code']).toBe('accounts/beyond-reach');
    expect((await assign(local.browser, near.personId, 'coder', other)).body['code']).toBe('accounts/beyond-reach');
  });
});

describe('taking access away', () => {
  test('deactivation ends sessions, links, half-done sign-ins and issued tokens in one act', async () => {
    const ben = await person();
    await assign(ada.browser, ben.personId, 'administrator');
    const issued = await ben.browser.call<{ token: string }>('POST', '/clients/tokens', {
      client: `feed ${ben.username}`,
      scope: 'system/Patient.rs',
    });
    expect(issued.status).toBe(201);
    const half = await openBrowser(world).call('POST', '/session', { username: ben.username, password: ben.password });
    const done = await ada.browser.call('POST', `/people/${ben.personId}/deactivation`, { reason: 'left' });
    expect([done.status, done.body]).toEqual([200, { tokensRevoked: 1 }]);

    expect((await ben.browser.call('GET', '/session')).status).toBe(401);
    const bearer = { authorization: `Bearer ${issued.body.token}` };
    expect((await openBrowser(world).call('GET', '/session', undefined, bearer)).status).toBe(401);
    const code = nextCode(world, ben.secret);
    const ticket = half.body['ticket'];
    expect((await openBrowser(world).call('POST', '/session/second-factor', { ticket, code })).status).toBe(401);

    await ada.browser.call('POST', `/people/${ben.personId}/reinstatement`, { reason: 'a mistake' });
    expect((await ben.browser.call('GET', '/session')).status).toBe(401);
    expect((await (await signIn(world, ben)).call('GET', '/session')).status).toBe(200);
  });

  test('another server learns of it within a second', async () => {
    const ben = await person();
    const cookie = ben.browser.cookie ?? '';
    expect(await identifySession(world.services, cookie)).toBeDefined();
    // Written by another process: nothing here is told.
    await world.sql(
      `INSERT INTO accounts.session_end (session_id, at, by, reason) SELECT id, now(), 'another', 'signed-out' FROM accounts.session WHERE person_id = $1`,
      [ben.personId],
    );
    world.clock.advance(1_000);
    expect(await identifySession(world.services, cookie)).toBeUndefined();
  });

  test('a reset of the second factor ends everything; the password alone opens nothing, the new link does', async () => {
    const ben = await person();
    const reset = await ada.browser.call<{ link: string }>('POST', `/people/${ben.personId}/second-factor-reset`);
    expect(reset.status).toBe(201);
    expect((await ben.browser.call('GET', '/session')).status).toBe(401);
    const half = await openBrowser(world).call('POST', '/session', { username: ben.username, password: ben.password });
    expect([half.status, half.body['code']]).toEqual([403, 'accounts/second-factor-missing']);
    const back = await enrolWith(world, reset.body.link, ben.username);
    expect(back.personId).toBe(ben.personId);
    expect(back.secret).not.toBe(ben.secret);
  });

  test('one’s own record is told with every request once it is linked', async () => {
    const ben = await person();
    const patientId = '01900000-0000-7000-8000-0000000000aa';
    const linked = await ada.browser.call<{ linkId: string }>('POST', `/people/${ben.personId}/own-records`, {
      patientId,
    });
    const own = async () => (await identifySession(world.services, ben.browser.cookie ?? ''))?.actor.ownPatientIds;
    expect(await own()).toEqual([patientId]);
    const end = `/people/${ben.personId}/own-records/${linked.body.linkId}/end`;
    expect((await ada.browser.call('POST', end, { reason: 'a namesake' })).status).toBe(204);
    expect(await own()).toEqual([]);
  });
});
