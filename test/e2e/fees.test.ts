import { beforeAll, describe, expect, it } from 'vitest';
import { samplePdf } from '../../src/modules/release/packet/sample-pdf.fixture.ts';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('The fee of a request, from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeRequest(desk());
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('is worked out line by line, with rule and citation', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByRole('heading', { level: 1, name: /R-/ }).waitFor();
    await page.getByRole('button', { name: 'Fee', exact: true }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'f');
    await page.getByLabel('Form of the copy').selectOption('paper');
    await page.getByLabel('Postage, $').fill('twelve');
    await page.getByRole('button', { name: 'Work out the fee' }).click();
    await page.getByRole('alert').getByText('Postage, $: enter a number').waitFor();
    await expectAccessible(page);
    await page.getByLabel('Postage, $').fill('');
    await page.getByLabel('Pages', { exact: true }).fill('12');
    await press(page, 'Enter');
    const lines = page.getByRole('table', { name: 'What the copies cost' });
    await lines.waitFor();
    // Ohio: 22.33 for the search, 10 × 1.47, 2 × 0.76.
    expect(await lines.innerText()).toMatch(
      /Records search[\s\S]*\$22\.33[\s\S]*10 × \$1\.47[\s\S]*\$14\.70[\s\S]*2 × \$0\.76[\s\S]*\$38\.55/,
    );
    expect(await lines.innerText()).toContain('Ohio Rev. Code 3701.741');
    await page.getByText('Not every figure is verified').waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    seat.watch.expectQuiet();
  });

  it('an unverified sum is invoiced only with a reason', async () => {
    const { page } = seat;
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'i');
    const dialog = page.getByRole('dialog', { name: 'Send the invoice' });
    await dialog.getByText('$38.55').waitFor();
    const send = dialog.getByRole('button', { name: 'Send the invoice' });
    expect(await send.isDisabled()).toBe(true);
    await dialog.getByLabel('Why this sum is right').fill('Read in the sheet of 2026');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    const invoice = page.getByRole('region', { name: /Invoice F-/ });
    await invoice.getByText('$38.55 is open').waitFor();
    await invoice.getByText('Confirmed: Read in the sheet of 2026').waitFor();
    await expectAccessible(page);
    seat.watch.expectQuiet();
  });

  it('a payment is recorded, the number of a card is not', async () => {
    const { page } = seat;
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'p');
    const dialog = page.getByRole('dialog', { name: 'Record a payment' });
    expect(await dialog.getByLabel('Amount, $').inputValue()).toBe('38.55');
    await dialog.getByLabel('Amount, $').fill('18.55');
    await dialog.getByLabel('Reference').fill('4111 1111 1111 1111');
    await press(page, 'Control+Enter');
    await dialog.getByText('That looks like the number of a card').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Reference').fill('check 10442');
    await press(page, 'Control+Enter');
    await page
      .getByRole('region', { name: /Invoice F-/ })
      .getByText('$20.00 is open')
      .waitFor();
    await expectAccessible(page);
  });

  it('stands among the open invoices, from where its case opens at the fee', async () => {
    const { page } = seat;
    await page.goto('/release/invoices');
    const list = page.getByRole('grid', { name: 'Open invoices' });
    await list.getByText('Dana Whitfield').waitFor();
    expect(await list.innerText()).toContain('$20.00');
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as a table (CSV)' }).click();
    expect((await saved).suggestedFilename()).toBe('open-invoices.csv');
    await list.getByRole('row', { name: /F-/ }).first().getByRole('gridcell').first().click();
    await page.getByRole('region', { name: /Invoice F-/ }).waitFor();
    await expectAccessible(page);
  });

  it('is read on a phone without scrolling sideways', async () => {
    const phone = await desk().sit(await desk().member('Rosa Release', 'release-specialist'), { width: 390 });
    await phone.page.goto(`/release/requests/${requestId}?part=fee`);
    await phone.page.getByRole('region', { name: /Invoice F-/ }).waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
  });
});

/** An attorney asks for the record of Ana Rivera; patient and requester are settled. */
async function arrangeRequest({ product }: Desk): Promise<string> {
  const patient = await product.arrange<{ id: string }>('POST', '/patients', {
    sex: 'female',
    birthDate: '1961-03-05',
    names: [{ use: 'legal', family: 'Rivera', given: ['Ana'] }],
    identifiers: [],
    contacts: [],
  });
  const item = await product.takeIn('note.pdf', samplePdf([{ text: 'Rivera, Ana' }]));
  await product.arrange('POST', `/intake/items/${item}/file`, {
    ...{ patientId: patient.id, typeCode: 'progress-note', date: '2026-11-10' },
    mismatchReason: 'Arranged for the test',
  });
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'legal-claim' },
    requester: {
      class: 'attorney',
      name: 'Dana Whitfield',
      organisation: 'Whitfield Law',
      address: ['2 Court Square'],
    },
  });
  await product.arrange('POST', `/release/requests/${id}/patient`, {
    patientId: patient.id,
    matchedOn: ['name', 'birth-date'],
  });
  return id;
}
