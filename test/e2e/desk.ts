import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Product, startProduct } from './product.ts';
import { type Watch, watch } from './watch.ts';

export const PASSWORD = 'violin under wet gravel';
const FACILITY = { name: 'Lakeside Hospital', country: 'US', state: 'OH', timeZone: 'America/New_York' };
const STEP_SECONDS = 30;

export interface Member {
  readonly name: string;
  readonly username: string;
  readonly secret: string;
  readonly cookie: string;
}

export interface Seat {
  readonly page: Page;
  readonly watch: Watch;
}

export interface SeatOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface DeskOptions {
  readonly inOrder?: boolean;
  /** Settings of the product, asked for when it starts: after the `beforeAll` that stand above. */
  readonly settings?: () => Readonly<Record<string, string>>;
}

/** A running product and a browser in front of it. One for each test file. */
export interface Desk {
  readonly product: Product;
  /** The first administrator. Made on the first call, or by the test that sets up in the browser. */
  administrator(): Promise<Member>;
  /** A person with these roles everywhere, enrolled and signed in; the same one when a test is tried again. */
  member(name: string, ...roles: string[]): Promise<Member>;
  /** A clean browser profile where `member` is signed in, or nobody. */
  sit(member?: Member, options?: SeatOptions): Promise<Seat>;
  /** What every open page shows, as pictures and text for whoever looks into a failure. */
  picture(name: string): Promise<string>;
  close(): Promise<void>;
}

const PICTURES = join('node_modules', '.cache', 'e2e');
const MOST_SAID = 4_000;
/** A shared runner can be slow for a while; a step that fails takes this long to say so. */
const MOST_WAITED_MS = 30_000;

/**
 * Brings a desk up around the tests of the file; a failed test leaves pictures of what was on the screens. `inOrder`: each
 * test goes on where the former ended, so after a failure the rest has nothing to stand on and is skipped.
 */
export function useDesk({ inOrder = false, settings }: DeskOptions = {}): () => Desk {
  let desk: Desk | undefined;
  let failed: string | undefined;
  beforeAll(async () => {
    desk = await openDesk(settings?.());
  });
  beforeEach(({ skip, task }) => {
    if (inOrder && failed !== undefined && failed !== task.id) skip('a test before it failed');
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') {
      failed = failed === task.id ? undefined : failed;
      return;
    }
    failed = task.id;
    console.log(await desk?.picture(task.name));
  });
  afterAll(() => desk?.close());
  return () => {
    if (desk === undefined) throw new Error('The desk is opened before the first test, not while tests are collected.');
    return desk;
  };
}

async function openDesk(settings?: Readonly<Record<string, string>>): Promise<Desk> {
  const [product, browser] = await Promise.all([startProduct(settings), launchBrowser()]);
  const contexts: BrowserContext[] = [];
  const members = new Map<string, Promise<Member>>();
  let first: Promise<Member> | undefined;
  const desk: Desk = {
    product,
    administrator: () => (first ??= setUp(product)),
    async member(name, ...roles) {
      await desk.administrator();
      const known = members.get(name) ?? invite(product, name, roles);
      members.set(name, known);
      return known;
    },
    async sit(member, options = {}) {
      const context = await openProfile(browser, product, member, options);
      contexts.push(context);
      const page = await context.newPage();
      return { page, watch: watch(page, { signedIn: member !== undefined }) };
    },
    async picture(name) {
      mkdirSync(PICTURES, { recursive: true });
      const pages = contexts.flatMap((context) => context.pages());
      const lines = await Promise.all(
        pages.map(async (page, index) => {
          const file = join(PICTURES, `${name.replace(/\W+/g, '-').slice(0, 80)}-${index + 1}.png`);
          writeFileSync(file, await page.screenshot());
          return `${file}: ${page.url()}`;
        }),
      );
      return [product.said().slice(-MOST_SAID), 'On the screens:', ...lines].join('\n  ');
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await product.stop();
    },
  };
  return desk;
}

async function openProfile(
  browser: Browser,
  product: Product,
  member: Member | undefined,
  { width = 1280, scheme = 'light' }: SeatOptions,
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: product.url,
    viewport: { width, height: width < 600 ? 844 : 800 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: FACILITY.timeZone,
    acceptDownloads: true,
  });
  context.setDefaultTimeout(MOST_WAITED_MS);
  if (member !== undefined)
    await context.addCookies([
      { name: 'chartkeeper', value: member.cookie, url: product.url, httpOnly: true, sameSite: 'Strict' },
    ]);
  return context;
}

/** What the phone shows; `ahead` for the step after, since each code works once. */
export function codeOf(secret: string, ahead = 0): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + ahead * STEP_SECONDS });
}

async function setUp(product: Product): Promise<Member> {
  const token = new URL(product.setUpLink).hash.slice(1);
  const who = { username: 'ada', name: 'Ada Admin' };
  const { secret } = await post<{ secret: string }>(product, '/setup/begin', { token, ...who, password: PASSWORD });
  const cookie = await confirm(product, '/setup/confirm', { token, code: codeOf(secret), facility: FACILITY });
  return { ...who, secret, cookie };
}

async function invite(product: Product, name: string, roles: readonly string[]): Promise<Member> {
  const username = name.toLowerCase().replace(/\W+/g, '.');
  const { personId, link } = await product.arrange<{ personId: string; link: string }>('POST', '/people', {
    username,
    name,
  });
  for (const role of roles) await product.arrange('POST', `/people/${personId}/roles`, { role, facilityId: null });
  const token = new URL(link).hash.slice(1);
  const { secret } = await post<{ secret: string }>(product, '/enrolment/begin', { token, password: PASSWORD });
  const cookie = await confirm(product, '/enrolment/confirm', { token, code: codeOf(secret) });
  return { name, username, secret, cookie };
}

async function confirm(product: Product, path: string, body: unknown): Promise<string> {
  const answer = await send(product, path, body);
  const cookie = /^chartkeeper=([^;]+)/.exec(answer.headers.getSetCookie()[0] ?? '')?.[1];
  if (cookie === undefined) throw new Error(`${path} set no session cookie.`);
  return cookie;
}

async function post<T>(product: Product, path: string, body: unknown): Promise<T> {
  return (await (await send(product, path, body)).json()) as T; // our own server's answer
}

async function send(product: Product, path: string, body: unknown): Promise<Response> {
  const answer = await fetch(`${product.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-chartkeeper': '1' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
