import { beforeAll, describe, expect, it } from 'vitest';
import { type Desk, type Seat, useDesk } from './desk.ts';
import { press } from './typing.ts';
import { expectAccessible, expectNoSidewaysScroll } from './watch.ts';

describe('What a request is made of and what became of it, from the keyboard', () => {
  const desk = useDesk({ inOrder: true });
  let seat: Seat;
  let requestId = '';
  beforeAll(async () => {
    requestId = await arrangeRequest(desk());
    seat = await desk().sit(await desk().member('Rosa Release', 'release-specialist'));
  });

  it('a part is added from the usual ones, and does not stay out without a reason', async () => {
    const { page } = seat;
    await page.goto(`/release/requests/${requestId}`);
    await page.getByRole('heading', { level: 1, name: /R-/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'k');
    await page.getByRole('button', { name: 'Add a part' }).click();
    const adding = page.getByRole('dialog', { name: 'Add a part' });
    expect(await adding.getByLabel('Who keeps it').inputValue()).toBe('Radiology');
    await adding.getByLabel('Which exactly').fill('CT of March');
    await expectAccessible(page);
    await press(page, 'Control+Enter');
    const parts = page.getByRole('list', { name: 'What was asked for, part by part' });
    await parts.getByText('Images on disc: CT of March', { exact: true }).waitFor();
    await parts.getByText('Asked for', { exact: true }).waitFor();
    await expectAccessible(page);

    await page.getByRole('button', { name: /^Say what became of it: Images/ }).click();
    const dialog = page.getByRole('dialog', { name: /what became of it/ });
    await dialog.getByLabel('Now', { exact: true }).selectOption('not-held');
    expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Why it does not go out').fill('Destroyed by law in 2019');
    await press(page, 'Control+Enter');
    await parts.getByText('Not held', { exact: true }).waitFor();
    seat.watch.expectQuiet();
  });

  it('a certificate of no records names what it lacks, then is drafted, and the case waits for it to leave', async () => {
    const { page } = seat;
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'o');
    await page.getByRole('button', { name: 'Record what became of it' }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'e');
    const dialog = page.getByRole('dialog', { name: 'Record what became of it' });
    await dialog.getByLabel('What became of it').selectOption('no-records');
    expect(await dialog.getByLabel('The patient as written in the request').inputValue()).toBe(
      'Ana Rivera, 5 March 1961',
    );
    await dialog.getByLabel('Why, for the file').fill('Nothing from those years');
    await press(page, 'Control+Enter');
    await dialog.getByText('Still missing: the names that were looked for, the dates that were searched.').waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('Names that were looked for').fill('Ana Rivera\nAna Gómez');
    await dialog.getByLabel('Dates that were searched').fill('1990 to 1999');
    await press(page, 'Control+Enter');
    await page.getByRole('region', { name: /^No records: certificate,/ }).waitFor();
    await page.getByText('Answered', { exact: true }).waitFor();
    await page.getByText('Next: send the letter').waitFor();
    await expectAccessible(page);
  });

  it('is read on a phone without scrolling sideways', async () => {
    const phone = await desk().sit(await desk().member('Rosa Release', 'release-specialist'), { width: 390 });
    await phone.page.goto(`/release/requests/${requestId}`);
    await phone.page.getByRole('region', { name: /^No records: certificate,/ }).waitFor();
    await phone.page.getByRole('button', { name: 'What was asked for, part by part' }).click();
    await phone.page.getByText('Destroyed by law in 2019').waitFor();
    await expectNoSidewaysScroll(phone.page);
    await expectAccessible(phone.page);
  });

  it('a denial says in the dialog what the law misses in it', async () => {
    const denied = await arrangeRequest(desk());
    const { page } = await desk().sit(await desk().member('Paul Approver', 'release-approver'));
    await page.goto(`/release/requests/${denied}`);
    await page.getByRole('heading', { level: 1, name: /R-/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await press(page, 'o');
    await page.getByRole('button', { name: 'Deny access' }).click();
    const dialog = page.getByRole('dialog', { name: 'Deny access' });
    await dialog.getByLabel('How much').selectOption('denied');
    await dialog.getByLabel('What is denied').fill('The notes of 3 May 2026');
    await dialog.getByLabel('Why, for the file').fill('Dr. Weiss fears for her safety');
    await press(page, 'Control+Enter');
    await dialog.getByText('Not a ground that the rule knows').waitFor();
    await dialog.getByLabel('Licensed professional who judged it').fill('Dr. Ruth Weiss');
    await press(page, 'Control+Enter');
    await dialog.getByText(/It says how to complain to the facility, with name/).waitFor();
    await expectAccessible(page);
    await dialog.getByLabel('To whom one complains: name or title').fill('Petra Privacy, privacy officer');
    await dialog.getByLabel('Telephone').fill('+1 216 555 0100');
    await press(page, 'Control+Enter');
    const card = page.getByRole('region', { name: /^Denied,/ });
    await card.getByText('45 CFR 164.524(a)(3)(i)').waitFor();
    await page.getByRole('button', { name: 'Extend the time' }).waitFor({ state: 'detached' });
    await expectAccessible(page);
  });
});

/** Ana Rivera asks for her own record; nobody has looked for her yet. */
async function arrangeRequest({ product }: Desk): Promise<string> {
  const { id } = await product.arrange<{ id: string }>('POST', '/release/requests', {
    ...{ receivedAt: '2026-11-20T15:00:00Z', receivedVia: 'mail', purpose: 'at-request-of-individual' },
    patientAsWritten: 'Ana Rivera, 5 March 1961',
    requester: { class: 'individual', name: 'Ana Rivera', address: ['7 Elm Street', 'Akron, OH 44301'] },
  });
  return id;
}
