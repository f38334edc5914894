import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from '../../src/modules/correspondence/mail-server.fixture.ts';
import { type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('Somebody without an invitation', () => {
  let mail: MailServer;
  beforeAll(async () => {
    mail = await startMailServer();
  });
  afterAll(() => mail.down());
  const desk = useDesk({
    inOrder: true,
    settings: () => ({ CHARTKEEPER_SMTP_URL: mail.url, CHARTKEEPER_MAIL_FROM: 'Records <records@lakeside.example>' }),
  });
  let clerk: Seat;
  let phone: Seat;
  const newest = () => (mail.received.at(-1)?.raw ?? '').replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  beforeAll(async () => {
    await desk().product.arrange('POST', '/patients', {
      ...{ sex: 'female', birthDate: '1961-03-12', identifiers: [], contacts: [] },
      names: [{ use: 'legal', family: 'Reyes', given: ['Ida'] }],
    });
    clerk = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    phone = await desk().sit(undefined, { width: 390 });
  });

  it('asks for an account with a code by mail and a photo of a document, from the keyboard', async () => {
    const { page, watch } = phone;
    await page.goto('/portal');
    await page.getByRole('link', { name: 'I have no code: ask for an account' }).focus();
    watch.forgive(/401/);
    await press(page, 'Enter');
    await page.getByLabel('Your full name').focus();
    for (const text of ['Ida Reyes', '3', '12', '1961']) {
      await type(page, text);
      await press(page, 'Tab');
    }
    await look(phone);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('Telephone').fill('+1 614 555 0190');
    await look(phone);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByLabel('E-mail').fill('ida@example.org');
    await look(phone);
    await page.getByRole('button', { name: 'Send me a code' }).click();
    await page.getByLabel('Code from the e-mail').fill('00000000');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('The code is not right.').waitFor();
    await page.getByLabel('Code from the e-mail').fill(/code: (\d{8})/.exec(newest())?.[1] ?? '');
    await look(phone);
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 2, name: 'A photo of your identity document' }).waitFor();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'licence.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 cut off') });
    await look(phone);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('heading', { level: 2, name: 'We have what you sent' }).waitFor();
    await look(phone);
    watch.forgive(/401|422/);
    watch.expectQuiet();
  });

  it('is compared with the index by the desk, confirmed, and opens the account with the mailed code', async () => {
    const { page, watch } = clerk;
    const { items } = await desk().product.arrange<{ items: { subjectId: string }[] }>(
      'GET',
      '/worklist/queues/portal.application',
    );
    const row = items[0];
    await page.goto(`/portal-applications/${row?.subjectId ?? ''}`);
    await page.getByText('licence.pdf').waitFor();
    await expectAccessible(page);
    await page.getByRole('radio', { name: /Ida/ }).check();
    await page.getByLabel('Last four of its number').fill('7741');
    await page.getByRole('button', { name: 'Confirm and invite by mail' }).click();
    await page.getByText('The code went to the proved address').waitFor();
    await expectAccessible(page);
    watch.expectQuiet();
    const code = /(?:[A-Z0-9]{5}-){5}[A-Z0-9]{2}/.exec(newest())?.[0] ?? '';
    expect(code).not.toBe('');
    await phone.page.goto('/portal/invitation');
    await phone.page.getByLabel('Invitation code').fill(code);
    for (const [part, value] of [
      ['Month', '3'],
      ['Day', '12'],
      ['Year', '1961'],
    ] as const)
      await phone.page.getByLabel(part, { exact: true }).fill(value);
    await phone.page.getByLabel('Choose a user name').fill('ida');
    await phone.page.getByLabel('Choose a passphrase').fill('violin under wet gravel');
    await phone.page.getByLabel('Type the passphrase again').fill('violin under wet gravel');
    await phone.page.getByRole('button', { name: 'Open my account' }).click();
    await phone.page.getByRole('heading', { level: 1, name: 'Hello Ida Reyes' }).waitFor();
    phone.watch.forgive(/401/);
  });

  it('turns a code by mail on, and is asked for it at the next sign-in', async () => {
    const { page, watch } = phone;
    await page.getByRole('link', { name: 'My account' }).click();
    const step = page.locator('form', { has: page.getByRole('heading', { name: 'Code by e-mail' }) });
    await step.getByLabel('E-mail').fill('ida@example.org');
    await step.getByLabel('Passphrase').fill('violin under wet gravel');
    await step.getByRole('button', { name: 'Send me a code' }).click();
    await step.getByLabel('Code from the e-mail').fill('');
    await look(phone);
    await step.getByLabel('Code from the e-mail').fill(/code: (\d{8})/.exec(newest())?.[1] ?? '');
    await step.getByRole('button', { name: 'Turn it on' }).click();
    await page.getByText('It is on: we send a code to ida@example.org').waitFor();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByLabel('User name or e-mail').fill('ida');
    await page.getByLabel('Passphrase').fill('violin under wet gravel');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('We sent you a code by e-mail.').waitFor();
    await look(phone);
    await page.getByLabel('Code from the e-mail').fill(/code: (\d{8})/.exec(newest())?.[1] ?? '');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { level: 1, name: 'Hello Ida Reyes' }).waitFor();
    watch.forgive(/401/);
    watch.expectQuiet();
  });
});

/** Reads well on a phone and to machines. */
async function look({ page }: Seat): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}
