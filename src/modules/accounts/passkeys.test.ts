import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Authenticator, makeAuthenticator } from '../../../test/world/authenticator.ts';
import {
  becomeAdministrator,
  type Browser,
  type Enrolled,
  nextCode,
  openBrowser,
  signIn,
} from '../../../test/world/browser.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { openSetup } from './index.ts';

interface Options {
  challenge: string;
  rpId?: string;
  allowCredentials?: { id: string }[];
}

let world: World;
let ada: Enrolled;
beforeAll(async () => {
  world = await openWorld();
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
});
afterAll(() => world.close());

let browser: Browser;
let passkey: Authenticator;
beforeEach(async () => {
  await world.sql('DELETE FROM accounts.passkey');
  browser = await signIn(world, ada);
  passkey = makeAuthenticator();
});

async function register(by = passkey, label = 'Ward PC') {
  const options = await browser.call<Options>('POST', '/account/passkeys/options');
  return browser.call<Record<string, string>>('POST', '/account/passkeys', {
    label,
    passkey: by.register(options.body),
  });
}
const half = () =>
  openBrowser(world).call<{ ticket: string; next: string; passkeyOptions: Options }>('POST', '/session', {
    username: ada.username,
    password: ada.password,
  });
const show = (ticket: string, answer: unknown) =>
  openBrowser(world).call('POST', '/session/second-factor', { ticket, passkey: answer });

describe('a passkey', () => {
  test('registered once is the second factor asked for first', async () => {
    expect((await register()).status).toBe(201);
    const { body } = await half();
    expect(body.next).toBe('passkey');
    expect(body.passkeyOptions).toMatchObject({ rpId: 'localhost', allowCredentials: [{ id: passkey.id }] });
    expect((await show(body.ticket, passkey.assert(body.passkeyOptions))).status).toBe(200);
    const listed = await browser.call<{ passkeys: { label: string; lastUsedAt: string }[] }>(
      'GET',
      '/account/passkeys',
    );
    expect(listed.body.passkeys).toMatchObject([{ label: 'Ward PC', lastUsedAt: world.clock.now().toISOString() }]);
  });

  test('answers one sign-in: the same answer does not open another', async () => {
    await register();
    const first = await half();
    const answer = passkey.assert(first.body.passkeyOptions);
    expect((await show(first.body.ticket, answer)).status).toBe(200);
    expect((await show((await half()).body.ticket, answer)).status).toBe(401);
  });

  test('that was copied is refused: its counter goes back', async () => {
    await register();
    passkey.setCounter(40);
    const first = await half();
    expect((await show(first.body.ticket, passkey.assert(first.body.passkeyOptions))).status).toBe(200);
    passkey.setCounter(7);
    const second = await half();
    expect((await show(second.body.ticket, passkey.assert(second.body.passkeyOptions))).status).toBe(401);
  });

  test('of another site, of another person or made up is refused', async () => {
    await register();
    const elsewhere = makeAuthenticator('http://evil.example');
    for (const stranger of [elsewhere, makeAuthenticator()]) {
      const { body } = await half();
      const answer = { ...stranger.assert(body.passkeyOptions), id: passkey.id, rawId: passkey.id };
      expect((await show(body.ticket, answer)).status).toBe(401);
    }
    await world.sql('DELETE FROM accounts.sign_in_attempt');
    for (const answer of [{}, { id: passkey.id }, { id: [passkey.id], response: null }, { id: '__proto__' }])
      expect((await show((await half()).body.ticket, answer)).status).toBe(401);
    await world.sql('DELETE FROM accounts.sign_in_attempt');
  });

  test('is registered with the challenge of this session only, once, within five minutes', async () => {
    const options = await browser.call<Options>('POST', '/account/passkeys/options');
    const answer = passkey.register(options.body);
    const send = (by: Browser) => by.call('POST', '/account/passkeys', { label: 'x', passkey: answer });
    const other = await signIn(world, ada);
    expect((await send(other)).body['code']).toBe('accounts/passkey-refused');
    expect((await send(browser)).status).toBe(201);
    expect((await send(browser)).body['code']).toBe('accounts/passkey-refused');
    const late = await browser.call<Options>('POST', '/account/passkeys/options');
    world.clock.advance(5 * 60_000);
    const tooLate = { label: 'x', passkey: makeAuthenticator().register(late.body) };
    expect((await browser.call('POST', '/account/passkeys', tooLate)).status).toBe(422);
  });

  test('confirms that it is you, and needs that itself before another is added or removed', async () => {
    const { body } = await register();
    world.clock.advance(10 * 60_000);
    expect((await register(makeAuthenticator())).status).toBe(403);
    const remove = () => browser.call('DELETE', `/account/passkeys/${body['passkeyId']}`);
    expect((await remove()).body['code']).toBe('accounts/step-up-needed');
    const options = await browser.call<Options>('POST', '/session/step-up/options');
    const confirmed = await browser.call('POST', '/session/step-up', { passkey: passkey.assert(options.body) });
    expect(confirmed.status).toBe(200);
    expect((await remove()).status).toBe(204);
    expect((await half()).body.next).toBe('totp');
  });

  test('is not removed by somebody else', async () => {
    const { body } = await register();
    const invited = await browser.call<{ link: string }>('POST', '/people', { username: 'eve', name: 'Eve' });
    const token = invited.body.link.split('#')[1];
    const eve = openBrowser(world);
    const begun = await eve.call<{ secret: string }>('POST', '/enrolment/begin', { token, password: ada.password });
    await eve.call('POST', '/enrolment/confirm', { token, code: nextCode(world, begun.body.secret) });
    expect((await eve.call('DELETE', `/account/passkeys/${body['passkeyId']}`)).status).toBe(404);
    expect((await half()).body.next).toBe('passkey');
  });
});
