import { beforeAll, describe, expect, it } from 'vitest';
import { type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('A subpoena on the case and on the court desk, from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let requestId = '';
  beforeAll(async () => {
    await desk().administrator();
    const { id } = await desk().product.arrange<{ id: string }>('POST', '/release/requests', {
      ...{ receivedAt: new Date(Date.now() - 3_600_000).toISOString(), receivedVia: 'mail', purpose: 'judicial' },
      requester: { class: 'attorney', name: 'Dana Whitfield', address: ['2 Court Square', 'Akron, OH 44301'] },
      said: { process: 'subpoena' },
      patientAsWritten: 'Ana Rivera, 5 March 1961',
    });
    requestId = id;
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('the desk shows a case on which nobody has read the paper yet', async () => {
    const { page } = seat;
    await page.goto('/release/court');
    await page.getByRole('heading', { level: 1, name: 'Court desk' }).waitFor();
    await page.getByText('Nobody has recorded what was served').first().waitFor();
    await expectAccessible(page);
  });

  it('what was served is recorded; days that cannot be are refused with a reason', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    const section = page.getByRole('region', { name: 'Subpoena or court order' });
    await section.getByText(/Nobody has recorded what was served/).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'y');
    const dialog = page.getByRole('dialog', { name: 'Record what was served' });
    await dialog.getByLabel(/^Court/).fill('Court of Common Pleas');
    await dialog.getByLabel('Parties (caption)').fill('=Doe v. <b>Roe</b>');
    await dialog.getByLabel('Case number').fill('CV-26-001234');
    await dialog.getByLabel('Whose court').selectOption('federal');
    await dialog.getByLabel('Return date', { exact: true }).fill('the day after');
    expect(await dialog.getByRole('button', { name: /^Record/ }).isDisabled()).toBe(true);
    await dialog.getByLabel('Return date', { exact: true }).fill('01/02/2020');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await dialog.getByText(/The return date lies before the day of service/).waitFor();
    await dialog.getByLabel('Return date', { exact: true }).fill(soon());
    await press(page, 'Control+Enter');
    await section.getByText('=Doe v. <b>Roe</b> · CV-26-001234').waitFor();
    await section.getByText(/business days? left/).waitFor();
    await section.getByText('Court of Common Pleas · Federal court').waitFor();
    await section.getByText(/In writing, before/).waitFor();
    await section.getByText('satisfactory assurance', { exact: false }).first().waitFor();
    await section.getByText(/No rule of this state is in the book/).waitFor();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  it('an objection to it is drafted as a letter, and one of the patient stops the case', async () => {
    const { page } = seat;
    const section = page.getByRole('region', { name: 'Subpoena or court order' });
    await section.getByRole('button', { name: 'Draft a paper' }).click();
    const drafting = page.getByRole('dialog', { name: 'Draft a paper' });
    expect(await drafting.getByLabel('Which paper').inputValue()).toBe('objection');
    await drafting.getByLabel('Name of the custodian').fill('June Abara');
    await drafting.getByLabel('Position').fill('Custodian of records');
    await drafting.getByLabel('Telephone').fill('+1 216 555 0100');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await page.getByText(/^Letter L-.* is drafted/).waitFor();

    await section.getByRole('button', { name: 'Record an objection' }).click();
    const objecting = page.getByRole('dialog', { name: 'Record an objection' });
    await objecting.getByLabel('Who objects').fill('Counsel of the patient');
    await objecting.getByLabel('What was filed').selectOption('motion-to-quash');
    await objecting.getByLabel('Where the paper lies').fill('Binder 7');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await section.getByText('Nothing is approved, assembled or handed over').waitFor();
    await section.getByText('Waits for the court').waitFor();
    await expectAccessible(page);
  });

  it('one that was recorded by mistake is struck with the reason, by whoever records decisions', async () => {
    const { page } = await desk().sit(await desk().member('Theo Approver', 'release-specialist', 'release-approver'));
    await page.goto(`/release/requests/${requestId}`);
    const section = page.getByRole('region', { name: 'Subpoena or court order' });
    await section.getByRole('button', { name: 'Record an objection' }).click();
    const objecting = page.getByRole('dialog', { name: 'Record an objection' });
    await objecting.getByLabel('Who objects').fill('Somebody else');
    await objecting.getByLabel('Where the paper lies').fill('Binder 8');
    await press(page, 'Control+Enter');
    const line = section.getByRole('listitem').filter({ hasText: 'Somebody else' });
    await line.getByRole('button', { name: 'Strike as a mistake' }).click();
    const striking = page.getByRole('dialog', { name: 'Strike as a mistake' });
    await striking.getByLabel('What happened').fill('It was filed in another matter');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    await line.getByText('Counts no more').waitFor();
    await line.getByText('Recorded by mistake: It was filed in another matter').waitFor();
    await line.getByText(/struck .*, Theo Approver/).waitFor();
    await expectAccessible(page);
    await section.getByText('Waits for the court').waitFor();
  });

  it('the desk says how many days are left and what is missing, on a phone too', async () => {
    const phone = await desk().sit(await desk().member('Rosa Release', 'release-specialist'), { width: 390 });
    await phone.page.goto('/release/court');
    await phone.page.getByText('=Doe v. <b>Roe</b>').waitFor();
    await phone.page.getByText('Stopped').waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
    await phone.page.goto(`/release/requests/${requestId}`);
    await phone.page.getByRole('region', { name: 'Subpoena or court order' }).waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
  });
});

/** Tomorrow, as it is typed here. */
function soon(): string {
  const day = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const [year = '', month = '', date = ''] = day.split('-');
  return `${month}/${date}/${year}`;
}
