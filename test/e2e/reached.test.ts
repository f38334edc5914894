import { beforeAll, describe, expect, it } from 'vitest';
import { ownCopyOfAna, registerAna } from './case-with-scope.ts';
import { type Seat, useDesk } from './desk.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('How a patient wants to be reached', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  let requestId = '';
  beforeAll(async () => {
    patientId = await registerAna(desk());
    requestId = await ownCopyOfAna(desk(), patientId);
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('is recorded with way and place', async () => {
    const { page } = seat;
    await page.goto(`/patients/${patientId}?part=release-restriction-part`);
    await page.getByRole('button', { name: 'Record a restriction' }).click();
    const dialog = page.getByRole('dialog', { name: 'Record a restriction' });
    await dialog.getByRole('radio', { name: /To be reached another way/ }).check();
    await dialog.getByLabel('What the patient asked, in words').fill('Nothing to my home');
    await dialog.getByLabel('Postal address').fill('4 Office Plaza\nDayton, OH 45402');
    await expectAccessible(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('By post: 4 Office Plaza, Dayton, OH 45402').waitFor();
  });

  it('stands where the packet is handed over, and stops another way', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    const begin = page.getByRole('button', { name: 'Log and hand over' });
    await page.getByRole('radio', { name: 'Fax' }).check();
    await page.getByText('The patient asked for another way').waitFor();
    expect(await begin.isDisabled()).toBe(true);
    await expectAccessible(page);
    await page.getByRole('radio', { name: 'Link with passcode' }).check();
    await page.getByLabel('How this reaches the patient as asked').fill('Told to her at the office');
    expect(await begin.isDisabled()).toBe(false);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('fills in the place a paper packet goes to', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'Print and post' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('It goes as the patient asked to be reached').waitFor();
    expect(await dialog.innerText()).toContain('4 Office Plaza');
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });
});
