import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  becomeAdministrator,
  codeOf,
  enrol,
  type Enrolled,
  nextCode,
  openBrowser,
  signIn,
} from '../../../test/world/browser.ts';
import { openWorld, type World } from '../../../test/world/world.ts';
import { HARD_STOP } from './derive-sign-in-gate.ts';
import { openSetup } from './index.ts';
import { tidy } from './jobs.ts';

let world: World;
let ada: Enrolled;
beforeAll(async () => {
  world = await openWorld();
  const { token } = await world.system(openSetup);
  ada = await becomeAdministrator(world, token);
});
afterAll(() => world.close());

let addresses = 0;
/** Somebody else each time, at an address of their own. */
async function somebody(): Promise<Enrolled> {
  addresses++;
  ada = { ...ada, browser: await signIn(world, ada) };
  return enrol(world, ada, `person${addresses}`);
}
const elsewhere = () => openBrowser(world, { address: `198.51.100.${addresses}` });
const present = (username: string, password: string, browser = elsewhere()) =>
  browser.call<Record<string, string>>('POST', '/session', { username, password });
const WRONG = 'not the right password';

describe('signing in', () => {
  test('takes username, password and a code, and then says who one is', async () => {
    const ben = await somebody();
    const browser = elsewhere();
    const half = await present(ben.username.toUpperCase(), ben.password, browser);
    expect(half.body).toMatchObject({ next: 'totp', methods: ['totp', 'recovery-code'] });
    expect(browser.cookie).toBeUndefined();

    const code = nextCode(world, ben.secret);
    const full = await browser.call('POST', '/session/second-factor', { ticket: half.body['ticket'], code });
    expect(full.status).toBe(200);
    expect(full.body).toMatchObject({ person: { id: ben.personId }, assignments: [], recoveryCodesLeft: 10 });
    expect(String(full.headers['set-cookie'])).toMatch(/^chartkeeper=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await browser.call('GET', '/session')).status).toBe(200);
  });

  test('with the password alone opens nothing', async () => {
    const ben = await somebody();
    const half = await present(ben.username, ben.password);
    const browser = elsewhere();
    browser.cookie = half.body['ticket'];
    expect((await browser.call('GET', '/session')).status).toBe(401);
  });

  test('answers alike for an unknown username, a wrong password, an invited and a deactivated person', async () => {
    const gone = await somebody();
    await ada.browser.call('POST', `/people/${gone.personId}/deactivation`, { reason: 'left' });
    await ada.browser.call('POST', '/people', { username: 'invited', name: 'Not here yet' });
    const ben = await somebody();
    const answers = await Promise.all([
      present('nobody.at.all', WRONG),
      present(ben.username, WRONG),
      present('invited', WRONG),
      present(gone.username, gone.password),
    ]);
    const seen = answers.map(({ status, body: { reference: _, ...rest } }) => ({ status, ...rest }));
    expect(seen[0]).toMatchObject({ status: 401, code: 'accounts/sign-in-refused' });
    for (const answer of seen) expect(answer).toEqual(seen[0]);
  });

  test('takes as long for an unknown username as for a known one', async () => {
    const ben = await somebody();
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let round = 0; round < 4; round++)
      for (const [kind, username] of [
        ['known', ben.username],
        ['unknown', `nobody${round}`],
      ] as const) {
        const started = performance.now();
        await present(username, WRONG);
        times[kind].push(performance.now() - started);
      }
    const median = (values: number[]) => values.sort((a, b) => a - b)[2] ?? 0;
    // The hash takes tens of milliseconds: without the decoy an unknown username would answer several times faster.
    expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 3);
  });

  test('is in the log with its outcome, also when it is refused', async () => {
    const ben = await somebody();
    await present(ben.username, WRONG);
    const half = await present(ben.username, ben.password);
    await elsewhere().call('POST', '/session/second-factor', { ticket: half.body['ticket'], code: '000000' });
    const entries = await world.sql<{ verb: string; outcome: string; detail: { problem?: string } }>(
      `SELECT verb, outcome, detail FROM audit.entry WHERE verb IN ('accounts.sign-in', 'accounts.second-factor') ORDER BY id DESC LIMIT 3`,
    );
    expect(entries.map((entry) => [entry.verb, entry.outcome, entry.detail.problem])).toEqual([
      ['accounts.second-factor', 'denied', 'accounts/sign-in-refused'],
      ['accounts.sign-in', 'done', undefined],
      ['accounts.sign-in', 'denied', 'accounts/sign-in-refused'],
    ]);
  });
});

describe('guessing', () => {
  test('is slowed down from the fifth failure on: the right password has to wait too', async () => {
    const ben = await somebody();
    for (let failure = 1; failure <= 5; failure++) expect((await present(ben.username, WRONG)).status).toBe(401);
    const waiting = await present(ben.username, ben.password);
    expect([waiting.status, waiting.body['code'], waiting.headers['retry-after']]).toEqual([
      429,
      'accounts/sign-in-delayed',
      '1',
    ]);
    world.clock.advance(1_000);
    expect((await present(ben.username, ben.password)).status).toBe(200);
  });

  test('is slowed down for usernames nobody has just the same', async () => {
    addresses++;
    for (let failure = 1; failure <= 5; failure++) await present('nobody.here', WRONG);
    expect((await present('nobody.here', WRONG)).body['code']).toBe('accounts/sign-in-delayed');
  });

  test('all at once gains nothing: the right password among twenty wrong ones is refused', async () => {
    const ben = await somebody();
    const wrong = await Promise.all(Array.from({ length: 20 }, () => present(ben.username, WRONG)));
    expect(wrong.every((answer) => answer.status === 401 || answer.status === 429)).toBe(true);
    expect((await present(ben.username, ben.password)).status).toBe(429);
  });

  test('the second factor is counted like the password, and a right password does not forgive', async () => {
    const ben = await somebody();
    for (let failure = 1; failure <= 5; failure++) {
      const half = await present(ben.username, ben.password);
      expect(half.status).toBe(200);
      const wrong = await elsewhere().call('POST', '/session/second-factor', {
        ticket: half.body['ticket'],
        code: '000000',
      });
      expect(wrong.body['code']).toBe('accounts/sign-in-refused');
    }
    expect((await present(ben.username, ben.password)).body['code']).toBe('accounts/sign-in-delayed');
  });

  test('stops the username after fifty failures until an administrator lifts it', async () => {
    const ben = await somebody();
    for (let failure = 0; failure < HARD_STOP; failure++) {
      if (failure >= 5) world.clock.advance(15 * 60_000);
      await present(ben.username, WRONG, openBrowser(world, { address: `203.0.113.${failure}` }));
    }
    world.clock.advance(86_400_000);
    const stopped = await present(ben.username, ben.password);
    expect([stopped.status, stopped.body['code']]).toEqual([403, 'accounts/sign-in-stopped']);

    const administrator = await signIn(world, ada);
    const people = await administrator.call<{ people: { id: string; state: string }[] }>('GET', '/people');
    expect(people.body.people.find((person) => person.id === ben.personId)?.state).toBe('stopped');
    expect((await administrator.call('DELETE', `/people/${ben.personId}/sign-in-stop`)).status).toBe(204);
    expect((await present(ben.username, ben.password)).status).toBe(200);
  });

  test('from one address over many usernames is slowed down as well, and never for good', async () => {
    addresses++;
    for (let failure = 0; failure < 25; failure++) expect((await present(`name${failure}`, WRONG)).status).toBe(401);
    expect((await present('name99', WRONG)).status).toBe(429);
    world.clock.advance(15 * 60_000);
    expect((await present('name99', WRONG)).status).toBe(401);
  });
});

describe('the second factor', () => {
  async function half(who: Enrolled) {
    return (await present(who.username, who.password)).body['ticket'];
  }

  test('takes each code once, also within its thirty seconds', async () => {
    const ben = await somebody();
    const code = nextCode(world, ben.secret);
    const first = await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), code });
    const again = await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), code });
    expect([first.status, again.status, again.body['code']]).toEqual([200, 401, 'accounts/sign-in-refused']);
  });

  test('takes one code once when four browsers show it at the same moment', async () => {
    const ben = await somebody();
    const tickets = [await half(ben), await half(ben), await half(ben), await half(ben)];
    const code = nextCode(world, ben.secret);
    const answers = await Promise.all(
      tickets.map((ticket) => elsewhere().call('POST', '/session/second-factor', { ticket, code })),
    );
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  test('takes a code of the step before and after, none further off', async () => {
    const ben = await somebody();
    const show = async (code: string) =>
      (await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), code })).status;
    world.clock.advance(120_000);
    const early = codeOf(world, ben.secret);
    world.clock.advance(60_000);
    expect(await show(early)).toBe(401);
    const previous = codeOf(world, ben.secret);
    world.clock.advance(30_000);
    expect(await show(previous)).toBe(200);
  });

  test('takes each recovery code once, however it is typed', async () => {
    const ben = await somebody();
    const recoveryCode = ben.recoveryCodes[0]?.replaceAll('-', ' ').toUpperCase();
    const first = await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), recoveryCode });
    expect([first.status, first.body['recoveryCodesLeft']]).toEqual([200, 9]);
    const again = await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), recoveryCode });
    expect(again.status).toBe(401);
  });

  test('of somebody else does not help', async () => {
    const ben = await somebody();
    const eve = await somebody();
    const code = nextCode(world, eve.secret);
    const tried = await elsewhere().call('POST', '/session/second-factor', { ticket: await half(ben), code });
    expect(tried.status).toBe(401);
  });

  test('comes too late after five minutes, and a ticket works once', async () => {
    const ben = await somebody();
    const late = await half(ben);
    world.clock.advance(5 * 60_000);
    const show = (ticket: string | undefined) =>
      elsewhere().call('POST', '/session/second-factor', { ticket, code: nextCode(world, ben.secret) });
    expect((await show(late)).body['code']).toBe('accounts/ticket-expired');
    const ticket = await half(ben);
    expect((await show(ticket)).status).toBe(200);
    expect((await show(ticket)).body['code']).toBe('accounts/ticket-expired');
  });

  test('is one proof, not two at a time', async () => {
    const ben = await somebody();
    const body = { ticket: await half(ben), code: '123456', recoveryCode: ben.recoveryCodes[0] };
    expect((await elsewhere().call('POST', '/session/second-factor', body)).status).toBe(400);
  });
});

describe('what is left of sign-ins', () => {
  test('is swept when it has expired; the counters of people stay', async () => {
    const ben = await somebody();
    await present(ben.username, ben.password);
    await present(ben.username, WRONG);
    await present('nobody.ever', WRONG);
    const rows = async (table: string) => (await world.sql(`SELECT FROM accounts.${table}`)).length;
    expect(await rows('pending_sign_in')).toBeGreaterThan(0);
    world.clock.advance(31 * 86_400_000);
    await world.system(tidy);
    expect(await rows('pending_sign_in')).toBe(0);
    expect(await world.sql('SELECT FROM accounts.sign_in_attempt WHERE person_id IS NULL')).toHaveLength(0);
    expect(await world.sql('SELECT FROM accounts.sign_in_attempt WHERE person_id = $1', [ben.personId])).toHaveLength(
      1,
    );
  });

  test('is nothing under an idempotency key: strangers would share it', async () => {
    const ben = await somebody();
    const body = { username: ben.username, password: ben.password };
    const send = () => elsewhere().call('POST', '/session', body, { 'idempotency-key': 'k1' });
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body['ticket']).not.toBe(first.body['ticket']);
    expect(await world.sql(`SELECT FROM platform.idempotency WHERE actor_id = 'anonymous'`)).toHaveLength(0);
  });
});
