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

/** Opens the row of a table by the keyboard. */
export async function openRow(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('row', { name }).focus();
  await press(page, 'Enter');
}

/** Presses a button by the keyboard. */
export async function button(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).press('Enter');
}

/** Gives the reason that an open dialog asks for. */
export async function say(page: Page, reason: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').last().fill(reason);
  await press(page, 'Control+Enter');
  await dialog.waitFor({ state: 'detached' });
}
