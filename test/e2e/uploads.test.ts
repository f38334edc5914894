/// <reference lib="dom" />
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible } from './watch.ts';

/** Three parts and a bit: above what is sent in one request. */
const LARGE = 13 * 1024 * 1024;
const PART = /\/api\/v1\/intake\/uploads\/[^/]+\?offset=(\d+)/;

describe('Files given to the browser', () => {
  const desk = useDesk();
  let folder = '';
  let person: Awaited<ReturnType<ReturnType<typeof desk>['member']>>;

  beforeAll(async () => {
    person = await desk().member('Rita Records', 'coordinator');
    folder = mkdtempSync(join(tmpdir(), 'ck-up-'));
    writeFileSync(join(folder, 'large.pdf'), Buffer.alloc(LARGE, '%PDF-1.4 '));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Offsets at which parts were sent. */
  const listen = (page: Page) => {
    const sent: number[] = [];
    page.on('request', (request) => {
      const offset = PART.exec(request.url())?.[1];
      if (offset !== undefined && request.method() !== 'GET') sent.push(Number(offset));
    });
    return sent;
  };
  const choose = (page: Page, file: string) =>
    page.locator('input[type=file]').first().setInputFiles(join(folder, file));

  it('go on where they were when the line is lost, and after a reload', async () => {
    const { page } = await desk().sit(person);
    const sent = listen(page);
    await page.goto('/intake');
    await page.getByRole('heading', { level: 1 }).waitFor();
    let lost = 0;
    await page.route(PART, (route) => {
      const offset = Number(PART.exec(route.request().url())?.[1]);
      if (offset === 0) return route.continue();
      lost += 1;
      return route.abort('connectionreset');
    });
    await choose(page, 'large.pdf');
    await page.getByText('The line is gone. It goes on by itself where it was.').waitFor();
    expect(lost).toBeGreaterThan(0);

    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.unroute(PART);
    sent.length = 0;
    await choose(page, 'large.pdf');
    await page.getByText('1 files are safe, 0 were not taken in').waitFor({ timeout: 60_000 });
    // The first part was there already: it was not sent again.
    expect(sent[0]).toBeGreaterThan(0);
    expect(Math.min(...sent)).toBeGreaterThan(0);
    const { items } = await desk().product.arrange<{ items: { fileName: string; bytes: number }[] }>(
      ...(['GET', '/intake/items'] as const),
    );
    expect(items.filter(({ fileName }) => fileName === 'large.pdf').map(({ bytes }) => bytes)).toEqual([LARGE]);
  });

  it('pause while there is no network and go on when it is back', async () => {
    const { page } = await desk().sit(person);
    writeFileSync(join(folder, 'second.pdf'), Buffer.alloc(LARGE, '%PDF-1.5 '));
    await page.goto('/intake');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route(PART, async (route) => {
      if (Number(PART.exec(route.request().url())?.[1]) > 0) await page.context().setOffline(true);
      await route.continue();
    });
    await choose(page, 'second.pdf');
    await page.getByText('The line is gone.').waitFor();
    await page.unroute(PART);
    await page.context().setOffline(false);
    await page.getByText('1 files are safe, 0 were not taken in').waitFor({ timeout: 60_000 });
  });

  it('many at once, folders among them, are a row each, and one that is refused stops no other', async () => {
    const { page } = await desk().sit(person);
    await page.goto('/intake');
    await page.getByRole('heading', { level: 1 }).waitFor();
    // As the browser hands a dropped folder out: entries, with a folder in the folder and files nobody meant.
    await page.evaluate(() => {
      const file = (name: string, text: string) => ({
        ...{ isFile: true, isDirectory: false, name },
        file: (done: (file: File) => void) => done(new File([text], name)),
      });
      const dir = (name: string, entries: object[]) => ({
        ...{ isFile: false, isDirectory: true, name },
        createReader: () => {
          let left = entries;
          return {
            readEntries: (done: (some: object[]) => void) => {
              const some = left.slice(0, 5);
              left = left.slice(5);
              done(some);
            },
          };
        },
      });
      const scans = Array.from({ length: 12 }, (_each, at) => file(`scan-${at}.txt`, `Sodium ${at} mmol`));
      const root = dir('Ward 3', [...scans, file('.DS_Store', 'x'), dir('late', [file('late.txt', 'Potassium 4')])]);
      const event = new DragEvent('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', {
        value: { types: ['Files'], files: [], items: [{ webkitGetAsEntry: () => root }] },
      });
      window.dispatchEvent(event);
    });
    const list = page.getByRole('region', { name: 'Files on their way' });
    await list.getByText('13 files are safe, 0 were not taken in').waitFor({ timeout: 60_000 });
    expect(await list.getByRole('listitem').count()).toBe(13);
    expect(await list.getByText('.DS_Store').count()).toBe(0);
    await expectAccessible(page);

    await page.route(/intake\/items\?.*source=upload/, (route) =>
      route.request().postDataBuffer()?.includes('bad.txt') === true
        ? route.fulfill({ status: 413, contentType: 'application/problem+json', body: '{"code":"blobs/too-large"}' })
        : route.continue(),
    );
    mkdirSync(join(folder, 'many'));
    const names = ['a.txt', 'bad.txt', 'c.txt', 'd.txt'];
    for (const name of names) writeFileSync(join(folder, 'many', name), `Potassium of ${name}`);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles(names.map((name) => join(folder, 'many', name)));
    await list.getByText('16 files are safe, 1 were not taken in').waitFor({ timeout: 60_000 });
    expect(await list.getByRole('listitem').filter({ hasText: 'bad.txt' }).getByText('Safe').count()).toBe(0);
  });
});
