import AxeBuilder from '@axe-core/playwright';
import { type Page } from 'playwright-core';
import { expect } from 'vitest';

/** Collects what a person would not see but a developer would: errors of scripts, refused content, failed answers. */
export interface Watch {
  /** @throws when the page complained since the last look */
  expectQuiet(): void;
  /** Forgets a complaint that the test provoked on purpose, such as the answer to a wrong code. */
  forgive(pattern: RegExp): void;
}

/** Before sign-in the page asks who is there, and whether set-up is open, and is told no. Browsers print that as errors. */
const ASKED = /status of (401|404).*\/api\/v1\/(session|setup\/state)\)$/;

export function watch(page: Page, { signedIn }: { signedIn: boolean }): Watch {
  let complaints: string[] = [];
  page.on('console', (message) => {
    const text = `console: ${message.text()} (${message.location().url})`;
    if (message.type() !== 'error' && !/Content.Security.Policy/i.test(text)) return;
    if (!signedIn && ASKED.test(text)) return;
    complaints.push(text);
  });
  page.on('pageerror', (error) => complaints.push(`script: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`answer ${response.status()}: ${response.url()}`);
  });
  return {
    forgive: (pattern) => (complaints = complaints.filter((complaint) => !pattern.test(complaint))),
    expectQuiet() {
      const said = complaints;
      complaints = [];
      expect(said, 'errors on the page').toEqual([]);
    },
  };
}

/** No serious or critical finding of axe against WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  await expectNothingGrave(page, axe(page).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']));
}

/** The part of it that depends on colours, for a page that was looked at whole in other colours. */
export async function expectContrast(page: Page): Promise<void> {
  await settled(page);
  await expectNothingGrave(page, axe(page).withRules(['color-contrast', 'link-in-text-block']));
}

function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function expectNothingGrave(page: Page, asked: AxeBuilder): Promise<void> {
  const { violations } = await asked.analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)}`));
  expect(grave, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing on the page says any more that it waits for an answer. The stream of news never ends, so the network tells nothing. */
export async function expectLoaded(page: Page): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** WCAG 1.4.10: nothing is lost to the right; tables and page images scroll inside their own frame. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(over, `pixels beyond the right edge of ${page.url()}`).toBeLessThanOrEqual(0);
}

/** Colours fade in and dialogs open; a half-faded text would count as one of too little contrast. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    'Promise.race([Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))), new Promise((wake) => setTimeout(wake, 1500))])',
  );
}

/** A screen as it stands at this width: it is whole, scrolls one way only, and reads well in light and dark. */
export async function expectReadable(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectLoaded(page);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await expectContrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
}
