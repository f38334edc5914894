import { generateSync } from 'otplib';
import type { World } from './world.ts';

export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly body: T;
  readonly headers: Record<string, unknown>;
}

export interface Browser {
  call<T = Record<string, unknown>>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>;
  /** The session cookie as this browser holds it. */
  cookie: string | undefined;
}

/** A browser that keeps its cookie, at an address of its own: real sign-in, unlike `World.callAs`. */
export function openBrowser(world: World, options: { address?: string; agent?: string } = {}): Browser {
  const browser: Browser = {
    cookie: undefined,
    async call(method, path, body, headers = {}) {
      const answer = await world.stack.http.app.inject({
        method,
        url: `/api/v1${path}`,
        remoteAddress: options.address ?? '192.0.2.10',
        headers: {
          'user-agent': options.agent ?? 'test browser',
          'x-chartkeeper': '1',
          ...(browser.cookie === undefined ? {} : { cookie: `chartkeeper=${browser.cookie}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
      });
      const set = answer.cookies.find((cookie) => cookie.name === 'chartkeeper');
      if (set !== undefined) browser.cookie = set.value === '' ? undefined : set.value;
      return {
        status: answer.statusCode,
        body: (answer.body === '' ? {} : answer.json()) as never,
        headers: answer.headers,
      };
    },
  };
  return browser;
}

/** What the phone shows now. */
export function codeOf(world: World, secret: string): string {
  return generateSync({ secret, epoch: Math.floor(world.clock.now().getTime() / 1000) });
}

/** The next code: each one works once. */
export function nextCode(world: World, secret: string): string {
  world.clock.advance(30_000);
  return codeOf(world, secret);
}

export interface Enrolled {
  readonly browser: Browser;
  readonly personId: string;
  readonly username: string;
  readonly password: string;
  readonly secret: string;
  readonly recoveryCodes: string[];
}

const PASSWORD = 'violin under wet gravel';

/** Goes through set-up as the first administrator does. */
export async function becomeAdministrator(world: World, token: string): Promise<Enrolled> {
  const browser = openBrowser(world);
  const who = { username: 'ada', name: 'Ada Admin', password: PASSWORD };
  const begun = await browser.call<{ secret: string }>('POST', '/setup/begin', { token, ...who });
  const facility = { name: 'Lakeside Hospital', country: 'US', state: 'OH', timeZone: 'America/New_York' };
  return confirm(world, browser, '/setup/confirm', { token, facility }, { ...who, secret: begun.body.secret });
}

/** Invites a person as `administrator` and enrols them in a browser of their own. */
export async function enrol(
  world: World,
  administrator: Enrolled,
  username: string,
  options: { address?: string } = {},
): Promise<Enrolled> {
  const invited = await administrator.browser.call<{ link: string }>('POST', '/people', {
    username,
    name: `${username} of the desk`,
  });
  return enrolWith(world, invited.body.link, username, options);
}

export async function enrolWith(
  world: World,
  link: string,
  username: string,
  options: { address?: string } = {},
): Promise<Enrolled> {
  const token = link.split('#')[1] ?? '';
  const browser = openBrowser(world, options);
  const begun = await browser.call<{ secret: string }>('POST', '/enrolment/begin', { token, password: PASSWORD });
  return confirm(
    world,
    browser,
    '/enrolment/confirm',
    { token },
    { username, password: PASSWORD, secret: begun.body.secret },
  );
}

async function confirm(
  world: World,
  browser: Browser,
  path: string,
  body: Record<string, unknown>,
  known: { username: string; password: string; secret: string },
): Promise<Enrolled> {
  const answer = await browser.call<{ recoveryCodes: string[]; account: { person: { id: string } } }>('POST', path, {
    ...body,
    code: codeOf(world, known.secret),
  });
  if (answer.status !== 201) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return { ...known, browser, personId: answer.body.account.person.id, recoveryCodes: answer.body.recoveryCodes };
}

/** Signs in anew with password and code; the clock moves on by a step. */
export async function signIn(world: World, who: Enrolled, browser = openBrowser(world)): Promise<Browser> {
  const half = await browser.call<{ ticket: string }>('POST', '/session', {
    username: who.username,
    password: who.password,
  });
  const code = nextCode(world, who.secret);
  const answer = await browser.call('POST', '/session/second-factor', { ticket: half.body.ticket, code });
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return browser;
}
