import { beforeAll, describe, expect, it } from 'vitest';
import { codeOf, useDesk, PASSWORD, type Seat } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible } from './watch.ts';

describe('From the printed link to a desk', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let secret = '';
  beforeAll(async () => {
    seat = await desk().sit();
  });

  it('the first administrator is made, with a second factor, and arrives at Home', async () => {
    const { page } = seat;
    await page.goto(desk().product.setUpLink);
    await page.getByRole('heading', { name: 'Set up Chartkeeper' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.getByRole('button', { name: 'Save and continue' }).click();
    await page.getByText('There is a problem').waitFor();
    await expectAccessible(page);

    await page.getByLabel('Your name, as colleagues read it').fill('Ada Admin');
    await page.getByLabel('Username').fill('ada');
    await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
    await page.getByLabel('Password once more').fill(PASSWORD);
    await press(page, 'Enter');

    await page.getByRole('combobox', { name: 'State' }).click();
    await type(page, 'ohio');
    await press(page, 'Enter');
    await page.getByLabel('Name', { exact: false }).first().fill('Lakeside Hospital');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save and continue' }).click();

    await page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    await expectAccessible(page);
    secret = (await page.locator('code').first().innerText()).replace(/\s/g, '');
    await page.getByLabel('Code from your authenticator').fill(codeOf(secret));

    await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('I have kept these codes').check();
    await page.getByRole('button', { name: 'Go to Home' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.getByRole('banner').getByText('Lakeside Hospital').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('signs out, and in again with password and code', async () => {
    const { page } = seat;
    await page.getByRole('button', { name: 'Your menu, Ada Admin' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await expectAccessible(page);

    await page.getByLabel('Username').fill('ada');
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password at all');
    await press(page, 'Enter');
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    seat.watch.forgive(/\b401\b|\b403\b|\b422\b/);

    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await press(page, 'Enter');
    await page.getByLabel('Code from your authenticator').fill(codeOf(secret, 1));
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    seat.watch.expectQuiet();
  });

  it('the link is closed for good', async () => {
    const { page } = await desk().sit();
    await page.goto(desk().product.setUpLink);
    await page.getByRole('heading', { name: 'Set-up is closed', level: 1 }).waitFor();
    await expectAccessible(page);
  });
});
