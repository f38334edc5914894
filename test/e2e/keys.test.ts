import { type Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible } from './watch.ts';
import { scanAll, scanCodes } from './wand.ts';

const SCANS = 500;
/** Ten a second at a real desk; here without the pauses between them. */
const PERIOD_MS = 20;

describe('Keys and wands', () => {
  const desk = useDesk();

  it('a storm of 500 scans that begins on Home loses none and fires no shortcut', async () => {
    const { page, watch } = await desk().sit(await desk().member('Wanda Wand', 'coordinator', 'administrator'));
    await page.goto('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await quiet(page);
    const searched: string[] = [];
    const strayed: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'GET') return;
      const { pathname } = new URL(request.url());
      const mrn = (request.postDataJSON() as { mrn?: string } | null)?.mrn;
      if (pathname === '/api/v1/patients/search') {
        if (mrn !== undefined) searched.push(mrn);
      } else strayed.push(`${request.method()} ${pathname}`);
    });
    page.on('framenavigated', (frame) => {
      const { pathname } = new URL(frame.url());
      if (pathname !== '/patients' && pathname !== '/') strayed.push(pathname);
    });

    const codes = scanCodes(SCANS);
    await scanAll(page, codes, PERIOD_MS);
    await expect.poll(() => searched.length, { timeout: 60_000 }).toBe(SCANS);
    expect(searched).toEqual(codes);
    expect(strayed).toEqual([]);
    expect(await page.getByRole('dialog').count()).toBe(0);
    watch.expectQuiet();
  });

  it('single keys act, go behind Alt, and go silent, as WCAG 2.1.4 asks', async () => {
    const { page, watch } = await desk().sit(await desk().member('Kim Keys', 'coordinator'));
    await page.goto('/');
    const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    const home = page.getByRole('heading', { name: 'Home' });
    await home.waitFor();
    await press(page, '?');
    await help.waitFor();
    await expectAccessible(page);
    await press(page, 'Escape');
    await help.waitFor({ state: 'detached' });

    await choose(page, 'Off');
    await press(page, '?');
    await press(page, '/');
    await page.waitForTimeout(300);
    expect(await help.count()).toBe(0);
    expect(await page.evaluate('document.activeElement?.tagName')).not.toBe('INPUT');

    await choose(page, 'With Alt');
    await press(page, '/');
    await page.waitForTimeout(300);
    expect(await page.evaluate('document.activeElement?.tagName')).not.toBe('INPUT');
    await press(page, 'Alt+/');
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('INPUT');
    watch.expectQuiet();
  });

  it('the command bar does by name what keys do, and goes places', async () => {
    const { page, watch } = await desk().sit(await desk().member('Bo Bar', 'coordinator'));
    await page.goto('/');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await press(page, 'Control+k');
    await page.getByPlaceholder('What do you want to do?').waitFor();
    await type(page, 'go to audit');
    await expectAccessible(page);
    await press(page, 'Enter');
    await page.getByRole('heading', { name: 'Audit' }).waitFor();
    await press(page, 'g', 'h');
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    watch.expectQuiet();
  });
});

/** The help page carries the switch; the mouse opens it, since the keys may be off. */
async function choose(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Keyboard shortcuts' }).click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText(name, { exact: true }).click();
  expect(await help.getByRole('radio', { name, exact: true }).isChecked()).toBe(true);
  await press(page, 'Escape');
  await help.waitFor({ state: 'detached' });
}

/** First reads are in, so that a late one is not taken for something a scan set off. */
async function quiet(page: Page): Promise<void> {
  await page.waitForLoadState('load');
  await page.waitForTimeout(500);
}
