import { beforeAll, describe, expect, it } from 'vitest';
import { type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('A law office at the portal', () => {
  const desk = useDesk({ inOrder: true });
  let clerk: Seat;
  let office: Seat;
  let requesterId = '';
  let code = '';
  beforeAll(async () => {
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/release/requesters', {
      ...{ kind: 'organisation', class: 'attorney', name: 'Hart & Low LLP', address: ['1 Court Square'] },
    });
    requesterId = id;
    clerk = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    office = await desk().sit(undefined, { width: 390 });
  });

  it('is invited from its entry in the directory, with whom the desk called', async () => {
    const { page, watch } = clerk;
    await page.goto(`/release/requesters/${requesterId}`);
    await page.getByText('Nobody asks for this requester in the portal yet.').waitFor();
    await page.getByRole('button', { name: 'Invite' }).focus();
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog', { name: 'Invite to the portal' });
    await dialog.getByLabel('Who uses the account').fill('Dana Hart');
    await dialog.getByLabel('What you saw or whom you called').fill('Called the main number, spoke to reception');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Make the invitation' }).click();
    const shown = page.getByRole('dialog', { name: 'The code for Dana Hart' });
    await shown.waitFor();
    await expectAccessible(page);
    code = /(?:[A-Z0-9]{5}-){5}[A-Z0-9]{2}/.exec(await shown.innerText())?.[0] ?? '';
    expect(code).not.toBe('');
    await shown.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Called back on a number we knew').waitFor();
    watch.expectQuiet();
  });

  it('opens its account with the code, from the keyboard', async () => {
    const { page, watch } = office;
    await page.goto('/portal');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    watch.forgive(/401/);
    await page.getByRole('link', { name: 'I have a code for my office' }).focus();
    await press(page, 'Enter');
    await page.getByLabel('Invitation code').focus();
    for (const text of [code.toLowerCase(), 'dana.hart']) {
      await type(page, text);
      await press(page, 'Tab');
    }
    await page.getByLabel('Choose a passphrase').fill('violin under wet gravel');
    await page.getByLabel('Type the passphrase again').fill('violin under wet gravel');
    await look(office);
    await press(page, 'Enter');
    await page.getByText('You ask in the name of Hart & Low LLP.').waitFor();
    await look(office);
    watch.forgive(/401/);
    watch.expectQuiet();
  });

  it('asks for records, one question a page, and sends the authorization', async () => {
    const { page, watch } = office;
    const next = () => page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('link', { name: 'Ask for records' }).first().click();
    await page.getByRole('heading', { level: 2, name: 'Whose records?' }).waitFor();
    await next();
    await page.getByRole('alert').getByText('Say the name of the patient').waitFor();
    await page.getByLabel('Full name of the patient').fill('Otto Kern');
    for (const [part, value] of [
      ['Month', '7'],
      ['Day', '4'],
      ['Year', '1958'],
    ] as const)
      await page.getByLabel(part, { exact: true }).fill(value);
    await look(office);
    await next();
    await page.getByLabel('Visit and hospital notes').check();
    await look(office);
    await next();
    await page.getByRole('heading', { level: 2, name: 'For which dates?' }).waitFor();
    await next();
    await page.getByLabel('Your own number of the matter').fill('26-CV-119');
    await look(office);
    await next();
    await page.getByLabel('The patient signed an authorization').waitFor();
    await look(office);
    await next();
    await page.getByLabel('Type your name to sign').fill('dana hart');
    await look(office);
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('Now send the signed authorization.').waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'authorization.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 cut') });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The file was sent.').waitFor();
    await look(office);
    await page.getByRole('link', { name: 'Back to home' }).click();
    await page.getByText('We have your request.').waitFor();
    await page.getByText('Otto Kern, born 1958-07-04').waitFor();
    await page.getByText('What you sent').click();
    await page.getByText('authorization.pdf').waitFor();
    await look(office);
    watch.expectQuiet();
  });

  it('is seen on the case by the desk, reads in Spanish, and is ended', async () => {
    const { page, watch } = clerk;
    const { requests } = await desk().product.arrange<{ requests: { id: string }[] }>(
      'GET',
      '/release/requests?show=all',
    );
    await page.goto(`/release/requests/${requests[0]?.id ?? ''}`);
    await page.getByText('says: The patient signed an authorization').waitFor();
    await expectAccessible(page);
    await office.page.getByLabel('Language').selectOption('es');
    await office.page.getByText('Tenemos su solicitud.').waitFor();
    await look(office);
    await page.goto(`/release/requesters/${requesterId}`);
    const account = page.getByRole('group', { name: 'Dana Hart' });
    await account.getByText('1 request').waitFor();
    await account.getByRole('button', { name: 'End access' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why').fill('Left the firm');
    await dialog.getByRole('button', { name: 'End access' }).click();
    await account.getByText('Left the firm').waitFor();
    watch.expectQuiet();
    await office.page.reload();
    await office.page.getByRole('heading', { level: 1, name: 'Entrar' }).waitFor();
    office.watch.forgive(/401/);
    office.watch.expectQuiet();
  });
});

/** Reads well on a phone and to machines. */
async function look({ page }: Seat): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
