import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { packFor } from './case-with-scope.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press, type } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const PICTURES = process.env['CHARTKEEPER_PORTAL_PICTURES'];

describe('A patient at the portal, on a phone', () => {
  const desk = useDesk({ inOrder: true });
  let clerk: Seat;
  let phone: Seat;
  let patientId = '';
  let code = '';
  let requestId = '';
  beforeAll(async () => {
    patientId = await arrangePatient(desk());
    clerk = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
    phone = await desk().sit(undefined, { width: 390 });
  });

  it('is invited at the counter after an identity document was seen', async () => {
    const { page } = clerk;
    await page.goto(`/patients/${patientId}?part=portal-staff-tab`);
    await page.getByText('Nobody was invited yet').waitFor();
    await look(clerk, 'desk-empty');
    await page.getByRole('button', { name: 'Invite' }).focus();
    await press(page, 'Enter');
    const dialog = page.getByRole('dialog', { name: 'Invite to the portal' });
    await dialog.getByLabel('Last four of its number').fill('7741');
    await look(clerk, 'desk-invite');
    await press(page, 'Enter');
    const shown = page.getByRole('dialog', { name: 'The code for Ana Núñez' });
    await shown.waitFor();
    await look(clerk, 'desk-code');
    code = /(?:[A-Z0-9]{5}-){5}[A-Z0-9]{2}/.exec(await shown.innerText())?.[0] ?? '';
    expect(code).not.toBe('');
    await shown.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText("Driver's license, ends in 7741").waitFor();
    clerk.watch.expectQuiet();
  });

  it('opens the account with the code and the birth date, from the keyboard', async () => {
    const { page, watch } = phone;
    await page.goto('/portal');
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    watch.forgive(/401/);
    await look(phone, 'sign-in');
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.getByRole('link', { name: 'I have an invitation code' }).focus();
    await press(page, 'Enter');
    await page.getByLabel('Invitation code').focus();
    for (const text of [code.toLowerCase(), '3', '12', '1961', 'ana@example.org']) {
      await type(page, text);
      await press(page, 'Tab');
    }
    await page.getByLabel('Choose a passphrase').fill('violin under wet gravel');
    await page.getByLabel('Type the passphrase again').fill('violin under wet gravel');
    await look(phone, 'invitation');
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 1, name: 'Hello Ana Núñez' }).waitFor();
    await look(phone, 'home-empty');
    watch.forgive(/401/);
    watch.expectQuiet();
  });

  it('asks for records, one question a page, and signs by typing the name', async () => {
    const { page, watch } = phone;
    await page.getByRole('link', { name: 'Ask for records' }).click();
    await page.getByRole('heading', { level: 2, name: 'What records do you want?' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('alert').getByText('Choose at least one kind of record').waitFor();
    await page.getByLabel('Visit and hospital notes').focus();
    await press(page, 'Space');
    await look(phone, 'ask-what');
    await page.getByRole('button', { name: 'Continue' }).focus();
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 2, name: 'For which dates?' }).waitFor();
    await page.getByLabel('Between two dates').check();
    await page.getByLabel('Month').first().fill('1');
    await page.getByLabel('Day').first().fill('1');
    await page.getByLabel('Year').first().fill('2026');
    await look(phone, 'ask-dates');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 2, name: 'Who should get the records?' }).waitFor();
    await look(phone, 'ask-whom');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 2, name: 'How do you want them?' }).waitFor();
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('heading', { level: 2, name: 'How can we reach you?' }).waitFor();
    await page.getByLabel('Telephone').fill('+1 614 555 0144');
    await look(phone, 'ask-contact');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText('I ask ').waitFor();
    await page.getByLabel('Type your name to sign').fill('Somebody Else');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByText('Sign with your own name').waitFor();
    await page.getByLabel('Type your name to sign').fill('ana nunez');
    await look(phone, 'ask-review');
    await page.getByRole('button', { name: 'Sign and send' }).click();
    await page.getByRole('heading', { level: 2, name: 'We have your request' }).waitFor();
    await look(phone, 'ask-done');
    await page.getByRole('link', { name: 'Back to home' }).click();
    await page.getByText('We are checking your request.').waitFor();
    await page.getByText('Who acts next: the records office').waitFor();
    await look(phone, 'home-asked');
    watch.forgive(/400|422/);
    watch.expectQuiet();
  });

  it('sends a paper, writes to the desk, and reads the answer', async () => {
    const { page, watch } = phone;
    await page.getByRole('link', { name: 'Send a paper for this request' }).click();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'letter.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 cut off') });
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The file was sent.').waitFor();
    await page.getByText('It cannot be opened: the file is damaged or empty.').waitFor();
    await look(phone, 'papers');
    await page.getByRole('link', { name: 'Messages' }).click();
    await page.getByLabel('Your message').fill('When will it be <b>ready</b>?');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('When will it be <b>ready</b>?').waitFor();

    await clerk.page.goto(`/patients/${patientId}?part=portal-staff-tab`);
    await clerk.page.getByLabel('Your answer to Ana Núñez').fill('By Friday.');
    await look(clerk, 'desk-thread');
    await clerk.page.getByRole('button', { name: 'Send the answer' }).click();
    await clerk.page.getByText('By Friday.').waitFor();
    clerk.watch.expectQuiet();
    await page.reload();
    await page.getByText('By Friday.').waitFor();
    await look(phone, 'notes');
    watch.expectQuiet();
  });

  it('fetches what was released, and sees nothing of it in the accounting of others', async () => {
    requestId = await release(desk(), patientId);
    await clerk.page.goto(`/release/requests/${requestId}`);
    await clerk.page.getByText('Asked in the portal').waitFor();
    await look(clerk, 'desk-case');
    const { page, watch } = phone;
    await page.getByRole('link', { name: 'Home' }).click();
    await page.getByText('Your records are ready to download.').waitFor();
    await look(phone, 'home-ready');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Download your records/ }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.pdf$/);
    await page.reload();
    await page.getByText('Your records were handed over.').waitFor();
    await page.getByRole('link', { name: 'Who got my records' }).click();
    await page.getByText('Nothing to show for this time.').waitFor();
    await look(phone, 'history');
    watch.expectQuiet();
  });

  it('reads everything in Spanish, and signs out', async () => {
    const { page, watch } = phone;
    await page.getByLabel('Language').selectOption('es');
    await page.getByRole('heading', { level: 1, name: 'Quién recibió mis registros' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    await page.getByRole('link', { name: 'Inicio' }).click();
    await page.getByText('Sus registros fueron entregados.').waitFor();
    await look(phone, 'home-spanish');
    await page.getByRole('link', { name: 'Mi cuenta' }).click();
    await page.getByRole('heading', { level: 2, name: 'Segundo paso' }).waitFor();
    await look(phone, 'account-spanish');
    await page.getByRole('button', { name: 'Salir', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Entrar' }).waitFor();
    await page.getByLabel('Nombre de usuario').fill('ana@example.org');
    await page.getByLabel('Frase de acceso').fill('not the one');
    await page.getByRole('button', { name: 'Entrar' }).click();
    await page.getByText('El nombre y la frase de acceso no van juntos').waitFor();
    watch.forgive(/401/);
    watch.expectQuiet();
  });
});

/** Reads well on this width and to machines; with a folder given, a picture for whoever looks. */
async function look({ page }: Seat, name: string): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
}

async function arrangePatient({ product }: Desk): Promise<string> {
  await product.drain();
  const { id } = await product.arrange<{ id: string }>('POST', '/patients', {
    ...{ sex: 'female', birthDate: '1961-03-12', identifiers: [], contacts: [] },
    names: [{ use: 'legal', family: 'Núñez', given: ['Ana'] }],
  });
  return id;
}

/** What the desk does with the request meanwhile: two of its people, up to the link. */
async function release({ product, ...rest }: Desk, patientId: string): Promise<string> {
  const item = await product.takeIn(
    'note.pdf',
    samplePdf([{ text: 'Patient Name: Núñez, Ana\nDate of Birth: 03/12/1961\nSeen today.' }]),
  );
  await product.arrange('POST', `/intake/items/${item}/file`, {
    ...{ patientId, typeCode: 'laboratory-report', date: '2026-11-10' },
    mismatchReason: 'Arranged for the test',
  });
  const { requests } = await product.arrange<{ requests: { id: string }[] }>(
    'GET',
    `/release/requests?patientId=${patientId}&show=all`,
  );
  const id = requests[0]?.id ?? '';
  const step = <T>(path: string, body: unknown) => product.arrange<T>('POST', `/release/requests/${id}/${path}`, body);
  await step('verification', {
    how: 'Account of the portal, identity document seen',
    seen: { 'us/hipaa/verification-of-requester': { '*': 'found' } },
  });
  await step('authority', { basis: 'to-individual' });
  await packFor({ product, ...rest }, id);
  await step('deliveries', { channel: 'link' });
  return id;
}
