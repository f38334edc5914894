import { type Page } from 'playwright-core';

/** Nobody types faster; what comes within 35 ms of the last stroke counts as a wand. */
const PAUSE_MS = 80;

/** Presses keys one after the other at a person's pace: `press(page, 'g', 'h')`. */
export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await page.waitForTimeout(PAUSE_MS);
  }
}

/** Types into whatever has the focus, at a person's pace. */
export async function type(page: Page, text: string): Promise<void> {
  await press(page, ...text);
}
