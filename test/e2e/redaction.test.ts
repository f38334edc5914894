import { type Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { caseWithScope, registerAna } from './case-with-scope.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

/** A page is drawn by a process of its own. */
const PICTURE_MS = 20_000;

describe('Redacting a page before it leaves', () => {
  const desk = useDesk({ inOrder: true });
  let specialist: Seat;
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeCase(desk());
    specialist = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('a place is drawn from the keyboard alone and redacted by reason', async () => {
    const { page } = specialist;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByRole('link', { name: 'Redact parts of pages' }).click();
    await page.getByRole('heading', { level: 1, name: 'Redaction' }).waitFor();
    const sheet = page.getByRole('application', { name: 'Page to draw on' });
    await sheet.focus();
    for (const key of ['Enter', 'ArrowUp', 'Shift+ArrowRight', 'Control+ArrowLeft', 'Enter']) await press(page, key);
    await page.getByText('1 place not redacted yet, on page 1').waitFor();
    await expectAccessible(page);
    await choose(page, 'Reason', 'Another person');
    await page.getByRole('button', { name: 'Redact', exact: true }).click();
    await page.getByText('1 place drawn').waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    specialist.watch.expectQuiet();
  });

  it('a name is found, drawn with the mouse something is added, and both are blacked out together', async () => {
    const { page } = specialist;
    await choose(page, 'Look for', 'A name');
    await page.getByLabel('Name', { exact: true }).fill('Rivera');
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText('1 place not redacted yet, on page 1').waitFor();
    const sheet = page.getByRole('application', { name: 'Page to draw on' });
    const box = await sheet.boundingBox();
    if (box === null) throw new Error('the page is not on the screen');
    await page.mouse.move(box.x + box.width * 0.2, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 90);
    await page.mouse.up();
    await page.getByText('2 places not redacted yet, on page 1').waitFor();
    await choose(page, 'Reason', 'Not covered');
    await page.getByRole('button', { name: 'Redact', exact: true }).click();
    await page.getByText('2 places drawn').waitFor();
    specialist.watch.expectQuiet();
  });

  it('the page is seen as it will leave, and a redaction is undone with a reason', async () => {
    const { page } = specialist;
    await page.getByText('As it will leave').click();
    const picture = page.locator('img[src*="as=released"]').first();
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((each) => ('naturalWidth' in each ? Number(each.naturalWidth) : 0)), {
        timeout: PICTURE_MS,
      })
      .toBeGreaterThan(500);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Undo this redaction?' });
    await dialog.getByLabel('Reason').fill('It is about the patient.');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Undone .* by Rosa Release: It is about the patient\./).waitFor();
    await page.getByRole('link', { name: 'Back to the request' }).click();
    await page.getByRole('button', { name: /^Which records/ }).waitFor();
    specialist.watch.expectQuiet();
  });
});

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field }).click();
  await page.getByRole('option', { name: new RegExp(option) }).click();
}

/** A case whose scope is chosen, on a page that came as a scan does. */
async function arrangeCase(desk: Desk): Promise<string> {
  const scan = samplePdf([{ text: 'Rivera, Ana: her sister called 555-123-4567' }]);
  return caseWithScope(desk, { patientId: await registerAna(desk), scan });
}
