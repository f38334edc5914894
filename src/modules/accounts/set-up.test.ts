import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { becomeAdministrator, codeOf, openBrowser } from '../../../test/world/browser.ts';
import { FACILITY, openWorld, type World } from '../../../test/world/world.ts';
import { hasAdministrator, openSetup } from './index.ts';

const facility = { name: 'Lakeside Hospital', country: 'US', state: 'OH', timeZone: 'America/New_York' };
const who = { username: 'Ada', name: 'Ada Admin', password: 'violin under wet gravel' };

describe('set-up of a new installation', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const open = () => world.system(openSetup);

  test('is open while there is no administrator', async () => {
    expect((await openBrowser(world).call('GET', '/setup/state')).body).toEqual({ open: true });
  });

  test('each start prints a new link and the older one ends', async () => {
    const { token: older } = await open();
    const { token } = await open();
    const begin = (link: string) => openBrowser(world).call('POST', '/setup/begin', { token: link, ...who });
    expect((await begin(older)).body['code']).toBe('accounts/link-expired');
    expect((await begin(token)).status).toBe(200);
  });

  test('a link that was not printed leads nowhere', async () => {
    const answer = await openBrowser(world).call('POST', '/setup/begin', { token: 'x'.repeat(43), ...who });
    expect([answer.status, answer.body['code']]).toEqual([404, 'accounts/link-expired']);
  });

  test('a link ends after 72 hours', async () => {
    const { token } = await open();
    world.clock.advance(72 * 3_600_000);
    const answer = await openBrowser(world).call('POST', '/setup/begin', { token, ...who });
    expect(answer.body['code']).toBe('accounts/link-expired');
  });

  test('a password that guessers try first is refused, with the reason', async () => {
    const { token } = await open();
    const answer = await openBrowser(world).call('POST', '/setup/begin', { token, ...who, password: 'Password2026!' });
    expect([answer.status, answer.body['code']]).toEqual([422, 'accounts/password-weak']);
    expect(answer.body['detail']).toContain('tried first');
  });

  test('a wrong code saves nothing and leaves the link usable; the right one closes set-up for good', async () => {
    const { token } = await open();
    const browser = openBrowser(world);
    const begun = await browser.call<Record<string, string>>('POST', '/setup/begin', { token, ...who });
    expect(begun.body['otpauthUri']).toMatch(/^otpauth:\/\/totp\/Chartkeeper:Ada\?secret=/);
    expect(begun.body['qr']).toMatch(/^data:image\/svg\+xml;base64,/);
    const secret = begun.body['secret'] ?? '';
    const confirm = (code: string) => browser.call('POST', '/setup/confirm', { token, code, facility });

    const wrong = codeOf(world, secret) === '000000' ? '000001' : '000000';
    expect((await confirm(wrong)).body['code']).toBe('accounts/code-wrong');
    expect(await world.sql('SELECT FROM accounts.person')).toHaveLength(0);

    const done = await confirm(codeOf(world, secret));
    expect(done.status).toBe(201);
    expect(done.body['recoveryCodes']).toHaveLength(10);
    expect(done.body['account']).toMatchObject({
      person: { username: 'Ada', name: 'Ada Admin' },
      assignments: [{ role: 'administrator', facilityId: null }],
    });
    expect((await browser.call('GET', '/session')).status).toBe(200);
    const [row] = await world.sql<Record<string, string>>(
      'SELECT name, country, state, time_zone FROM directory.facility WHERE id = $1',
      [FACILITY],
    );
    expect(row).toEqual({ name: facility.name, country: 'US', state: 'OH', time_zone: facility.timeZone });
  });

  test('afterwards every address of set-up answers as if it had never been there', async () => {
    const token = 'x'.repeat(43);
    const browser = openBrowser(world);
    const answers = [
      await browser.call('GET', '/setup/state'),
      await browser.call('POST', '/setup/begin', { token, ...who }),
      await browser.call('POST', '/setup/confirm', { token, code: '123456', facility }),
    ];
    expect(answers.map((answer) => [answer.status, answer.body['code']])).toEqual(
      answers.map(() => [404, 'platform/not-found']),
    );
  });

  test('a restart cannot open it again, nor can the application take the closure back', async () => {
    await expect(open()).rejects.toMatchObject({ code: 'platform/not-found' });
    expect(await world.services.acting.lookup(hasAdministrator)).toBe(true);
    const maintain = world.services.acting.maintain;
    await expect(maintain((queries) => queries.deleteFrom('accounts.setup_closure').execute())).rejects.toThrow(
      /permission denied/,
    );
    await expect(
      maintain((queries) => queries.updateTable('accounts.setup_closure').set({ once: true }).execute()),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('the link of set-up', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test('makes one first administrator, also when four try at the same moment', async () => {
    const { token } = await world.system(openSetup);
    const begun = await openBrowser(world).call<{ secret: string }>('POST', '/setup/begin', { token, ...who });
    const body = { token, code: codeOf(world, begun.body.secret), facility };
    const answers = await Promise.all([1, 2, 3, 4].map(() => openBrowser(world).call('POST', '/setup/confirm', body)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(await world.sql('SELECT FROM accounts.person')).toHaveLength(1);
  });
});

describe('what is kept of set-up', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  test('holds no link, password, secret, recovery code or session in the clear', async () => {
    const { token } = await world.system(openSetup);
    const ada = await becomeAdministrator(world, token);
    const secrets = [token, ada.secret, ada.password, ada.browser.cookie ?? '', ...ada.recoveryCodes];
    const tables = await world.sql<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('accounts', 'audit', 'platform')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    for (const { name } of tables) {
      const rows = await world.sql<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      for (const { row } of rows) for (const secret of secrets) expect(row).not.toContain(secret);
    }
  });
});
