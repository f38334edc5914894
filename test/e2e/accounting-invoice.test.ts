import { beforeAll, describe, expect, it } from 'vitest';
import { registerAna } from './case-with-scope.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

const LEAVES_AFTER_MS = 61_000;

describe('The invoice of a further accounting', { timeout: 240_000 }, () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let patientId = '';
  let rightsId = '';
  beforeAll(async () => {
    await desk().administrator();
    patientId = await registerAna(desk());
    rightsId = await arrangePriced(desk(), patientId);
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  }, 180_000);

  it('is sent by the keyboard after the patient agreed to the price', async () => {
    const { page } = seat;
    await page.goto(`/release/rights/${rightsId}`);
    await page.getByRole('button', { name: 'Patient agrees to the price' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('By telephone');
    await press(page, 'Control+Enter');
    await page.getByRole('button', { name: 'Send the invoice' }).click();
    const dialog = page.getByRole('dialog', { name: 'Send the invoice' });
    await dialog.getByLabel('Days to pay').fill('10');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    const invoice = page.getByRole('region', { name: /Invoice F-/ });
    await invoice.getByText('$12.00 is open').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'p');
    await page.getByRole('dialog', { name: 'Record a payment' }).getByLabel('Amount, $').fill('2.00');
    await press(page, 'Control+Enter');
    await invoice.getByText('$10.00 is open').waitFor();
    seat.watch.expectQuiet();
  });

  it('is what the patient sees in the portal, with what is still to pay', async () => {
    const { code } = await desk().product.arrange<{ code: string }>(
      'POST',
      `/portal-desk/patients/${patientId}/invitations`,
      { proof: { how: 'at-counter', idKind: 'driving-licence', idLastFour: '7741' } },
    );
    const phone = await desk().sit(undefined, { width: 390 });
    const { page, watch } = phone;
    await page.goto('/portal');
    watch.forgive(/401/);
    await page.getByRole('link', { name: 'I have an invitation code' }).click();
    await page.getByLabel('Invitation code').fill(code);
    await page.getByLabel('Month').fill('3');
    await page.getByLabel('Day').fill('5');
    await page.getByLabel('Year').fill('1961');
    await page.getByLabel('Choose a user name').fill('ana@example.org');
    await page.getByLabel('Choose a passphrase').fill('violin under wet gravel');
    await page.getByLabel('Type the passphrase again').fill('violin under wet gravel');
    await press(page, 'Enter');
    await page.getByRole('heading', { level: 2, name: 'Invoices' }).waitFor();
    const invoices = page.getByRole('region', { name: 'Invoices' });
    expect(await invoices.innerText()).toMatch(
      /Invoice F-.*\$12\.00[\s\S]*still to pay \$10\.00[\s\S]*list of disclosures/,
    );
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

/** The second accounting within a year, whose price was told in a letter that left. */
async function arrangePriced({ product }: Desk, patientId: string): Promise<string> {
  const { settings } = await product.arrange<{ settings: { facilityId: string }[] }>('GET', '/release/rights-settings');
  await product.arrange('PUT', `/release/facilities/${settings[0]?.facilityId}/rights-setting`, {
    ...{ statementChars: 5_000, accountingCents: 1_500, staffNames: true },
  });
  const ask = () =>
    product.arrange<{ id: string }>('POST', `/patients/${patientId}/accountings`, {
      ...{ inWriting: true, askerName: 'Ana Rivera', askerIsPatient: true, askerAddress: ['1 Elm Street'] },
      receivedAt: new Date(Date.now() - 1_000).toISOString(),
    });
  await product.arrange('POST', `/release/rights/${(await ask()).id}/accounting`, {});
  const { id } = await ask();
  const { letterId } = await product.arrange<{ letterId: string }>('POST', `/release/rights/${id}/price`, {
    cents: 1_200,
  });
  const { deliveryId } = await product.arrange<{ deliveryId: string }>('POST', `/letters/${letterId}/send`, {
    way: { channel: 'print' },
  });
  // A letter can be called back for a minute, by the clock of the product.
  await new Promise((wake) => setTimeout(wake, LEAVES_AFTER_MS));
  await product.drain();
  await product.arrange('POST', `/outbox/${deliveryId}/printed`);
  await product.drain();
  return id;
}
