import { describe, expect, it } from 'vitest';
import { useDesk } from './desk.ts';
import { expectAccessible, expectLoaded, expectNoSidewaysScroll } from './watch.ts';

/** A requester from the directory to a case, by the keyboard where typing is faster; a representative whose power ends. */
describe('Requesters and representatives', () => {
  const desk = useDesk({ inOrder: true });

  it('are entered, verified, and found again in a new request', async () => {
    const member = await desk().member('Rita Release', 'release-approver');
    const { page, watch } = await desk().sit(member);
    await page.goto('/release/requesters');
    await page.getByRole('button', { name: 'Enter a requester' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Harbor Copy Service');
    await page.getByRole('combobox', { name: 'Terms agreed' }).click();
    await page.getByRole('option', { name: 'Paid first, due in 30 days' }).click();
    await page.getByRole('textbox', { name: 'Postal address' }).fill('2 Court Square\nColumbus, OH 43215');
    await expectAccessible(page);
    await page.locator('form').getByRole('button', { name: 'Enter a requester' }).click();
    await page.getByRole('button', { name: 'Add a number or address' }).click();
    await page.getByRole('textbox', { name: 'Number or address' }).fill('614 555 0142');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Not verified', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Verify 614 555 0142' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Spoke with' }).fill('Clerk Ames');
    await dialog.getByRole('textbox', { name: 'Number called' }).fill('614 555 0101');
    await dialog.getByRole('textbox', { name: 'Number taken from' }).fill('the contract');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('Called back at 614 555 0101: Clerk Ames confirmed it; number from the contract').waitFor();
    await page.getByRole('button', { name: 'Add a number or address' }).click();
    await page.getByRole('textbox', { name: 'Number or address' }).fill('614 555 0143');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: '614 555 0143 is no longer used' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Line given up');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/614 555 0143 \(.*Line given up\)/).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.goto('/release/new');
    await page.getByLabel('Find in the directory').first().fill('copy harbor');
    await page.getByRole('option', { name: /Harbor Copy Service/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('From the directory: Harbor Copy Service').waitFor();
    expect(await page.getByRole('textbox', { name: 'Fax' }).inputValue()).toBe('614 555 0142');
    await expectLoaded(page);
    await expectAccessible(page);
    watch.expectQuiet();
  });

  it('are recorded with a patient, and shown ended with the reason', async () => {
    const member = await desk().member('Carla Coordinator', 'coordinator');
    const { page, watch } = await desk().sit(member, { width: 390 });
    await page.goto('/patients/new');
    await page.getByLabel('Given names').fill('Rosa');
    await page.getByLabel('Family name').fill('Haddad');
    await page.getByLabel('Birth date').fill('1961-03-12');
    await page.getByLabel('Sex', { exact: false }).first().fill('female');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Register/ }).click();
    await page.waitForURL(/patients\/[0-9a-f-]{36}/);
    await page.goto(`${page.url().split('?')[0] ?? ''}?part=representatives`);
    await page.getByRole('button', { name: 'Record a representative' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Grace Agent');
    await dialog
      .getByRole('textbox', { name: 'Proof', exact: false })
      .first()
      .fill('Durable power of attorney of 2024');
    await dialog.getByRole('textbox', { name: 'May do' }).fill('All health care');
    await dialog.getByLabel('Reaches care from').fill('2026-01-01');
    await dialog.getByRole('combobox', { name: 'Reaches these kinds of document' }).fill('progress');
    await page.getByRole('option', { name: 'Progress note', exact: true }).click();
    await dialog.getByLabel('I have seen the proof', { exact: false }).check();
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('May act', { exact: true }).waitFor();
    await page.getByText(/Care .* only/).waitFor();
    await page.getByText('Only: Progress note').waitFor();
    await page.getByRole('button', { name: 'End the power of Grace Agent' }).click();
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Letter of the patient');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Ended', { exact: true }).waitFor();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    watch.expectQuiet();
  });
});
