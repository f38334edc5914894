import { beforeAll, describe, expect, it } from 'vitest';
import { type Seat, useDesk } from './desk.ts';
import { button, openRow, say } from './typing.ts';
import { expectAccessible, expectReadable } from './watch.ts';

describe('Data of the register to mend, from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  const screens: string[] = ['/identity?show=findings'];

  beforeAll(async () => {
    const { product, member, sit } = desk();
    await desk().administrator();
    const register = async (family: string, given: string, ssn: string, phone: string) =>
      product.arrange('POST', '/patients', {
        ...{ sex: 'female', birthDate: '1961-03-12', names: [{ use: 'legal', family, given: [given] }] },
        identifiers: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: ssn, kind: 'ssn' }],
        contacts: [{ kind: 'phone', value: phone }],
      });
    await register('Harlow', 'Josephine', '212-34-5678', '216 555 0142');
    await register('Marlowe', 'Agnes', '212345678', '216 555 0143');
    await register('Unknown', 'Harbor', '000-12-3456', '999-999-9999');
    seat = await sit(await member('Ines Index', 'coordinator'));
  });

  it('the whole register is gone through, and a wrong name is mended from its finding', async () => {
    const { page } = seat;
    await page.goto('/identity?show=findings');
    await button(page, 'Go through the whole register');
    await page.getByText('5 findings are open.').waitFor();
    await expectAccessible(page);
    await openRow(page, /Unknown.*Not a name/);
    await page.getByText('The name stands for somebody unknown.').waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Correct the name' }).press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Family name').fill('Whitcombe');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.goto('/identity?show=findings');
    await button(page, 'Go through the whole register');
    await page.getByText('4 findings are open.').waitFor();
    seat.watch.expectQuiet();
  });

  it('who shares a number is named on both', async () => {
    const { page } = seat;
    await openRow(page, /Harlow.*One number, several people/);
    await page.getByRole('link', { name: /Marlowe, Agnes/ }).waitFor();
    screens.push(new URL(page.url()).pathname);
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('all of a rule are dismissed at once, and stay so', async () => {
    const { page } = seat;
    await page.goto('/identity?show=findings&rule=number-of-several');
    await page.getByText('2 findings are open.').waitFor();
    await button(page, 'Dismiss all of this rule');
    await expectAccessible(page);
    await say(page, 'Husband and wife by the old system.');
    await page.getByText('Nothing to mend').waitFor();
    await button(page, 'Show everything');
    await page.getByRole('row', { name: /Whitcombe.*SSN never issued/ }).waitFor();
    await page.getByText('2 findings are open.').waitFor();
    seat.watch.expectQuiet();
  });

  it('one is said to be right as it stands', async () => {
    const { page } = seat;
    await openRow(page, /Not a telephone number/);
    await button(page, 'It is right as it stands');
    await say(page, 'It is the number of the ward.');
    await page.getByText('Dismissed').first().waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('the rates of the register are counted and shown with their formulas', async () => {
    const { page } = seat;
    await page.goto('/identity?show=rates');
    await page.getByText('Not counted yet').waitFor();
    await expectAccessible(page);
    await button(page, 'Count now');
    await page.getByRole('row', { name: /Duplicate rate.*of 3/ }).waitFor();
    await page.getByRole('heading', { name: 'Month by month' }).waitFor();
    screens.push('/identity?show=rates');
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a number is corrected beside it', async () => {
    const { page } = seat;
    await page.goto('/identity?show=findings');
    await openRow(page, /SSN never issued/);
    await page.getByRole('link', { name: 'Open the numbers' }).press('Enter');
    await button(page, 'Correct: SSN');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('The right number').fill('212-34-5690');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Save' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('•••-••-5690').waitFor();
    await page.goto('/identity?show=findings');
    await button(page, 'Go through the whole register');
    await page.getByText('Nothing to mend').waitFor();
    seat.watch.expectQuiet();
  });

  it('fits a phone and reads well in light and dark', async () => {
    const { page, watch } = await desk().sit(await desk().member('Ines Index', 'coordinator'), { width: 390 });
    expect(screens).toHaveLength(4);
    for (const path of screens) await expectReadable(page, path);
    watch.expectQuiet();
  });
});
