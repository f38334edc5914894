import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Member, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const WIDTHS = [390, 1280];

describe('Every screen that the menu leads to', () => {
  const desk = useDesk();
  let member: Member;
  beforeAll(async () => {
    member = await desk().member('Vera Views', 'administrator', 'coordinator', 'privacy-officer', 'release-approver');
  });

  for (const scheme of ['light', 'dark'] as const) {
    for (const width of WIDTHS) {
      it(`fits ${width} px and reads well in ${scheme}`, async () => {
        const { page, watch } = await desk().sit(member, { width, scheme });
        await page.goto('/');
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const path of await placesOf(page)) {
          await page.goto(path);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page.waitForLoadState('networkidle', { timeout: 2_000 }).catch(() => undefined);
          await expectNoSidewaysScroll(page);
          await expectAccessible(page);
        }
        watch.expectQuiet();
      });
    }
  }
});

async function placesOf(page: Page): Promise<string[]> {
  const links = page.locator('nav a[href]');
  await links.first().waitFor({ state: 'attached' });
  const paths = await links.evaluateAll((each) => each.map((link) => link.getAttribute('href') ?? ''));
  expect(paths.length).toBeGreaterThan(4);
  return [...paths, '/account'];
}
