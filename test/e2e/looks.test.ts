import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Member, useDesk } from './desk.ts';
import { expectAccessible, expectContrast, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

const WIDTHS = [390, 1280];

/** Both widths at once, each page loaded once for both appearances: nothing but colours differs between those. */
describe.concurrent('Every screen that the menu leads to', () => {
  const desk = useDesk();
  let member: Member;
  beforeAll(async () => {
    member = await desk().member('Vera Views', 'administrator', 'coordinator', 'privacy-officer', 'release-approver');
  });

  for (const width of WIDTHS) {
    it(`fits ${width} px and reads well in light and dark`, async () => {
      const { page, watch } = await desk().sit(member, { width });
      await page.goto('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const path of [...(await placesOf(page)), '/account']) {
        await goTo(page, path);
        await expectLoaded(page);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
        await wear(page, 'dark');
        await expectContrast(page);
        await wear(page, 'light');
      }
      watch.expectQuiet();
    });
  }
});

/** By the menu, as people do; behind its button on a phone. What it does not lead to is loaded anew. */
async function goTo(page: Page, path: string): Promise<void> {
  const { pathname } = new URL(page.url());
  const heading = page.getByRole('heading', { level: 1 });
  const link = page.locator(`nav a[href="${path}"]`);
  if ((await link.count()) === 0) await page.goto(path);
  else if (pathname !== path) {
    const former = await heading.innerText();
    if (!(await link.isVisible())) await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await link.click();
    await heading.filter({ hasNotText: former }).waitFor();
  }
  await heading.waitFor();
}

async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}

async function placesOf(page: Page): Promise<string[]> {
  const links = page.locator('nav a[href]');
  await links.first().waitFor({ state: 'attached' });
  const paths = await links.evaluateAll((each) => each.map((link) => link.getAttribute('href') ?? ''));
  expect(paths.length).toBeGreaterThan(4);
  return paths;
}
