import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  becomeAdministrator,
  type Browser,
  codeOf,
  enrol,
  type Enrolled,
  nextCode,
  openBrowser,
  signIn,
} from '../../../test/world/browser.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { identifySession, openSetup } from './index.ts';

const MINUTE = 60_000;
let world: World;
let ada: Enrolled;
let ben: Enrolled;
beforeAll(async () => {
  world = await openWorld();
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
  ben = await enrol(world, ada, 'ben');
});
afterAll(() => world.close());

let browser: Browser;
beforeEach(async () => {
  browser = await signIn(world, ben);
});
const status = async (of: Browser = browser) => (await of.call('GET', '/session')).status;

describe('a session', () => {
  test('ends after fifteen minutes without a request, not before', async () => {
    world.clock.advance(15 * MINUTE - 1);
    expect(await status()).toBe(200);
    world.clock.advance(15 * MINUTE - 1);
    expect(await status()).toBe(200);
    world.clock.advance(15 * MINUTE);
    expect(await status()).toBe(401);
  });

  test('ends after twelve hours however busy it is', async () => {
    for (let quarter = 1; quarter < 12 * 6; quarter++) {
      world.clock.advance(10 * MINUTE);
      expect(await status()).toBe(200);
    }
    world.clock.advance(10 * MINUTE);
    expect(await status()).toBe(401);
  });

  test('is noted as seen at most once a minute, and never for its own sake in the log', async () => {
    const entries = async () => (await world.sql(`SELECT FROM audit.entry`)).length;
    const seen = async () =>
      (
        await world.sql<{ at: Date }>(
          `SELECT last_seen_at AS at FROM accounts.session WHERE person_id = $1 ORDER BY created_at DESC LIMIT 1`,
          [ben.personId],
        )
      )[0]?.at.getTime();
    const began = await seen();
    await status();
    const before = await entries();
    world.clock.advance(59_999);
    expect(await identifySession(world.services, browser.cookie ?? '')).toBeDefined();
    expect(await seen()).toBe(began);
    world.clock.advance(1_001);
    expect(await identifySession(world.services, browser.cookie ?? '')).toBeDefined();
    expect(await seen()).toBe(world.clock.now().getTime());
    expect(await entries()).toBe(before);
  });

  test('begins under a token of its own, never under one that was there before (fixation)', async () => {
    const planted = openBrowser(world);
    planted.cookie = 'A'.repeat(43);
    await signIn(world, ben, planted);
    expect(planted.cookie).not.toBe('A'.repeat(43));
    const attacker = openBrowser(world);
    attacker.cookie = 'A'.repeat(43);
    expect(await status(attacker)).toBe(401);
  });

  test('ends when its browser signs in again', async () => {
    const former = openBrowser(world);
    former.cookie = browser.cookie;
    await signIn(world, ben, browser);
    expect([await status(browser), await status(former)]).toEqual([200, 401]);
  });

  test('ends at sign-out, also for a copy of its cookie, and tells the browser to forget', async () => {
    const copy = openBrowser(world);
    copy.cookie = browser.cookie;
    const answer = await browser.call('DELETE', '/session');
    expect(answer.status).toBe(204);
    expect(String(answer.headers['set-cookie'])).toContain('Expires=Thu, 01 Jan 1970');
    expect(answer.headers['clear-site-data']).toContain('"storage"');
    expect([browser.cookie, await status(copy)]).toEqual([undefined, 401]);
  });

  test('can be ended from another browser of the same person, and from nobody else’s', async () => {
    const other = await signIn(world, ben);
    const listed = await other.call<{ sessions: { id: string; current: boolean }[] }>('GET', '/account/sessions');
    const mine = listed.body.sessions.find((session) => session.current);
    expect(listed.body.sessions.filter((session) => session.current)).toHaveLength(1);
    const stranger = await signIn(world, ada);
    expect((await stranger.call('DELETE', `/account/sessions/${mine?.id}`)).status).toBe(404);
    expect((await browser.call('DELETE', `/account/sessions/${mine?.id}`)).status).toBe(204);
    expect([await status(other), await status(browser)]).toEqual([401, 200]);
  });

  test('beyond the tenth ends the oldest', async () => {
    for (let more = 0; more < 10; more++) await signIn(world, ben);
    expect(await status()).toBe(401);
  });

  test('does not open from another site, whatever cookie goes along', async () => {
    const forged = await browser.call('DELETE', '/session', undefined, {
      'x-chartkeeper': '',
      origin: 'https://evil.example',
    });
    expect([forged.status, forged.body['code']]).toEqual([403, 'platform/cross-site']);
    expect(await status()).toBe(200);
  });

  test.each(['', 'x', 'x'.repeat(43), '%00', "' OR true --"])('does not open with the cookie %j', async (cookie) => {
    const stranger = openBrowser(world);
    stranger.cookie = cookie;
    expect(await status(stranger)).toBe(401);
  });
});

describe('confirming that it is you', () => {
  test('is asked for ten minutes after the last proof, before roles change', async () => {
    const administrator = await signIn(world, ada);
    const assign = () =>
      administrator.call('POST', `/people/${ben.personId}/roles`, { role: 'verifier', facilityId: null });
    world.clock.advance(10 * MINUTE);
    const late = await assign();
    expect([late.status, late.body['code']]).toEqual([403, 'accounts/step-up-needed']);
    const former = openBrowser(world);
    former.cookie = administrator.cookie;
    const confirmed = await administrator.call('POST', '/session/step-up', { code: nextCode(world, ada.secret) });
    expect(confirmed.status).toBe(200);
    // A new token from then on: one stolen before does not profit.
    expect([await status(administrator), await status(former)]).toEqual([200, 401]);
    expect((await assign()).status).toBe(201);
  });

  test('takes no code twice and counts wrong ones like a sign-in', async () => {
    const code = nextCode(world, ben.secret);
    expect((await browser.call('POST', '/session/step-up', { code })).status).toBe(200);
    expect((await browser.call('POST', '/session/step-up', { code })).body['code']).toBe('accounts/code-wrong');
    for (let failure = 2; failure <= 5; failure++) await browser.call('POST', '/session/step-up', { code: '000000' });
    const shut = await browser.call('POST', '/session/step-up', { recoveryCode: ben.recoveryCodes[9] });
    expect([shut.status, shut.body['code']]).toEqual([429, 'accounts/sign-in-delayed']);
    world.clock.advance(1_000);
    expect((await browser.call('POST', '/session/step-up', { recoveryCode: ben.recoveryCodes[9] })).status).toBe(200);
  });
});

describe('the desk over TLS', () => {
  test('gets a cookie that is bound to its host and never travels in the clear', async () => {
    const secure = await openWorld({ env: { CHARTKEEPER_PUBLIC_URL: 'https://records.example' } });
    try {
      const { token } = await secure.system(openSetup);
      const body = { token, username: 'ada', name: 'Ada', password: ada.password };
      const begun = await openBrowser(secure).call<{ secret: string }>('POST', '/setup/begin', body);
      const confirmed = await openBrowser(secure).call('POST', '/setup/confirm', {
        token,
        code: codeOf(secure, begun.body.secret),
        facility: { name: 'Lakeside', country: 'US', timeZone: 'America/New_York' },
      });
      expect(String(confirmed.headers['set-cookie'])).toMatch(
        /^__Host-chartkeeper=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      );
    } finally {
      await secure.close();
    }
  });
});

describe('changing the password', () => {
  test('takes the old one, refuses a weak one, ends every other session', async () => {
    const other = await signIn(world, ben);
    const change = (password: string, newPassword: string) =>
      browser.call('POST', '/account/password', { password, newPassword });
    expect((await change('not the old one', 'heron umbrage lattice')).body['code']).toBe('accounts/sign-in-refused');
    expect((await change(ben.password, 'Benben2026!!')).body['code']).toBe('accounts/password-weak');
    expect((await change(ben.password, 'heron umbrage lattice')).status).toBe(204);
    expect([await status(browser), await status(other)]).toEqual([200, 401]);
    ben = { ...ben, password: 'heron umbrage lattice' };
    expect(await status(await signIn(world, ben))).toBe(200);
  });

  test('new recovery codes put the old ones out of use', async () => {
    const renewed = await browser.call<{ recoveryCodes: string[] }>('POST', '/account/recovery-codes');
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    const half = await openBrowser(world).call('POST', '/session', {
      username: ben.username,
      password: ben.password,
    });
    const show = (recoveryCode: string | undefined) =>
      openBrowser(world).call('POST', '/session/second-factor', { ticket: half.body['ticket'], recoveryCode });
    expect((await show(ben.recoveryCodes[3])).status).toBe(401);
    expect((await show(renewed.body.recoveryCodes[3])).status).toBe(200);
  });

  test('a secret shown once is not shown again to a repeat of the request', async () => {
    const renew = () => browser.call('POST', '/account/recovery-codes', undefined, { 'idempotency-key': 'same' });
    expect((await renew()).status).toBe(201);
    const again = await renew();
    expect([again.status, again.body['code']]).toEqual([409, 'accounts/shown-once']);
  });
});
