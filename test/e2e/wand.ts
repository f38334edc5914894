import { type Page } from 'playwright-core';

/** Every single-key shortcut of the desk occurs in these codes, so that a leak would show. */
const KEYS = 'nghpajkxrsv123456789?/';

export function scanCodes(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const at = index % KEYS.length;
    return `${KEYS.slice(at)}${KEYS.slice(0, at)}`.slice(0, 8) + String(index).padStart(4, '0');
  });
}

/**
 * Types the codes as a wand does: 1.5 ms a character, Enter behind each, one code every `periodMs`. Keys of real
 * hardware carry the moment of the stroke however busy the page is, and so do these.
 */
export async function scanAll(page: Page, codes: readonly string[], periodMs: number): Promise<void> {
  await page.evaluate(`(${IN_PAGE})(${JSON.stringify({ codes, periodMs })})`);
}

const IN_PAGE = `async ({ codes, periodMs }) => {
  const begin = performance.now();
  for (const [index, code] of codes.entries()) {
    const due = begin + index * periodMs;
    while (performance.now() < due) await new Promise((wake) => setTimeout(wake, due - performance.now()));
    let at = performance.now();
    for (const key of [...code, 'Enter']) {
      const target = document.activeElement ?? document.body;
      for (const type of ['keydown', 'keyup']) {
        const event = new KeyboardEvent(type, { key, code: key, bubbles: true, cancelable: true, composed: true });
        Object.defineProperty(event, 'timeStamp', { value: at });
        target.dispatchEvent(event);
      }
      at += 1.5;
    }
  }
}`;
